"""Making an audit bundle of a commitment: what it promises and why, what was reported and locked, who did what."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.db import models
from django.db.models import Q

from taizhang import __version__, clock
from taizhang.files.models import StoredFile
from taizhang.journal.chain import stamp
from taizhang.journal.models import Entry, Head
from taizhang.journal.snapshots import snapshot
from taizhang.ledger.models import Commitment, Document, Source
from taizhang.progress.bundles.checking import FORMAT, MANIFEST, README
from taizhang.progress.models import Closing, Evidence, LightRecord, Proof, Report, RuleSet, Total, Version
from taizhang.progress.queries.trees import subtree

#: Every file in a bundle bears this time: the same state gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)
CHUNK = 1 << 20


def write_bundle(commitment: Commitment, to: IO[bytes]) -> int:
    """Write the bundle of a commitment, its shares included; returns how many files are in it.

    The same state of the ledger gives the same bytes, but for the moment in the manifest.
    """
    below = subtree(commitment.pk)
    nodes = [commitment.pk, *(pk for those in below.values() for pk in those)]
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        hashes: dict[str, str] = {}
        for name, rows in _tables(nodes, below):
            _put(archive, hashes, f"{name}.json", _plain(rows))
        for stored, name in _originals(nodes):
            _store(archive, hashes, stored, name)
        for document in Document.objects.filter(sources__commitment__in=nodes).distinct().order_by("pk"):
            _put(archive, hashes, f"documents/{document.pk}.txt", document.text.encode("utf-8", "surrogatepass"))
        _put(archive, hashes, "README.txt", README.encode())
        manifest = {
            "format": FORMAT,
            "taizhang": __version__,
            "made_at": stamp(clock.now()),
            "commitment": commitment.pk,
            "title": str(commitment),
            "head": _head(),
            "files": dict(sorted(hashes.items())),
        }
        _put(archive, {}, MANIFEST, _plain(manifest))
    return len(hashes)


def _tables(nodes: list[int], below: Mapping[int, list[int]]) -> Iterator[tuple[str, Any]]:
    commitments = Commitment.objects.filter(pk__in=nodes).select_related("indicator", "place", "lead", "parent")
    sources = Source.objects.filter(commitment__in=nodes).order_by("pk")
    documents = Document.objects.filter(sources__in=sources).distinct().order_by("pk")
    reports = Report.objects.filter(commitment__in=nodes).order_by("pk")
    lights = LightRecord.objects.filter(commitment__in=nodes).order_by("pk")
    closings = Closing.objects.filter(commitment__in=nodes).order_by("pk")
    yield "commitments", [{**_row(each), "adds_up": each.adds_up} for each in commitments.order_by("pk")]
    yield "shares", {str(parent): those for parent, those in below.items()}
    yield "sources", [_row(each) for each in sources]
    yield "documents", [_row(each, without=("text", "reading")) for each in documents]
    yield "reports", [_row(each) for each in reports]
    yield "versions", [_row(each) for each in Version.objects.filter(report__in=reports).order_by("pk")]
    yield "evidence", [_row(each) for each in Evidence.objects.filter(report__in=reports).order_by("pk")]
    yield "totals", [_row(each) for each in Total.objects.filter(commitment__in=nodes).order_by("pk")]
    yield "rules", [_row(each) for each in RuleSet.objects.filter(pk__in=lights.values("rules")).order_by("number")]
    yield "lights", [_row(each) for each in lights]
    yield "closings", [_row(each) for each in closings]
    yield "proofs", [_row(each) for each in Proof.objects.filter(closing__in=closings).order_by("pk")]
    yield "journal", [_entry(each) for each in _entries(nodes)]


def _entries(nodes: list[int]) -> Iterable[Entry]:
    """What was recorded of the commitments, their reports, evidence and closings, oldest first."""
    about = Q(kind="ledger.commitment", object_id__in=[str(pk) for pk in nodes])
    of_commitment = ((Report, "commitment"), (Closing, "commitment"), (Source, "commitment"))
    of_report = ((Evidence, "report__commitment"), (Proof, "closing__commitment"))
    for model, relation in (*of_commitment, *of_report):
        keys = model._default_manager.filter(**{f"{relation}__in": nodes}).values_list("pk", flat=True)
        about |= Q(kind=model._meta.label_lower, object_id__in=[str(pk) for pk in keys])
    return Entry.objects.filter(about).order_by("sequence").iterator(chunk_size=1000)


def _originals(nodes: list[int]) -> Iterator[tuple[StoredFile, str]]:
    documents = Document.objects.filter(sources__commitment__in=nodes).distinct().order_by("pk")
    for document in documents.select_related("original").defer("text", "reading"):
        yield document.original, f"documents/{document.pk}-{_safe(document.name)}"
    for each in Evidence.objects.filter(report__commitment__in=nodes).select_related("file").order_by("pk"):
        yield each.file, f"evidence/{each.pk}-{_safe(each.name)}"
    for proof in Proof.objects.filter(closing__commitment__in=nodes).select_related("file").order_by("pk"):
        yield proof.file, f"proofs/{proof.pk}-{_safe(proof.name)}"


def _row(instance: models.Model, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The object's own columns, hidden ones included: what is hidden from the journal counts here."""
    kept = {"id": instance.pk, **snapshot(instance)}
    for field in instance._meta.concrete_fields:
        if field.attname not in without and not field.primary_key:
            kept[field.attname] = field.value_from_object(instance)
    return {name: value for name, value in kept.items() if name not in without}


def _entry(entry: Entry) -> dict[str, Any]:
    return {"content": entry.content(), "previous": entry.previous, "digest": entry.digest}


def _head() -> dict[str, Any]:
    head = Head.objects.filter(pk=1).first() or Head()
    return {"sequence": head.sequence, "digest": head.digest}


def _store(archive: zipfile.ZipFile, hashes: dict[str, str], stored: StoredFile, name: str) -> None:
    digest = hashlib.sha256()
    with stored.open() as content, archive.open(_info(name), "w") as to:
        for chunk in content.chunks(CHUNK):
            digest.update(chunk)
            to.write(chunk)
    hashes[name] = digest.hexdigest()


def _put(archive: zipfile.ZipFile, hashes: dict[str, str], name: str, content: bytes) -> None:
    archive.writestr(_info(name), content)
    hashes[name] = hashlib.sha256(content).hexdigest()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _safe(name: str) -> str:
    """A file name that stays inside its folder on every system."""
    kept = "".join("_" if each in '/\\:*?"<>|' or not each.isprintable() else each for each in name)
    return kept.strip(" .")[-120:] or "_"


def _plain(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=_value)
    return text.encode("utf-8", "surrogatepass")


def _value(value: object) -> str:
    match value:
        case Decimal():
            return str(value)
        case datetime():
            return stamp(value)
        case date():
            return value.isoformat()
    return str(value)
