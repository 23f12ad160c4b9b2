"""Reading a document in the background, and filing what was found as candidates."""

from __future__ import annotations

import logging
import tempfile
from decimal import Decimal
from pathlib import Path, PurePath

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from taizhang.accounts.actions.notices import tell
from taizhang.intake.models import Candidate
from taizhang.journal.actions import System, action
from taizhang.ledger.actions import begin_reading, fail_reading, record_reading
from taizhang.ledger.models import Document
from taizhang.reading import Claim, SourceError, read_file
from taizhang.reading import results as reader

logger = logging.getLogger(__name__)
ACTOR = System("taizhang")
#: What the value column holds; a claim beyond it is filed without its value, for a person to see.
LARGEST = Decimal(10) ** 18


@task()
def read_document(pk: int) -> None:
    """Read one document received; whatever goes wrong is said on the document, in words for people."""
    document = _begun(pk)
    if document is None:
        return
    try:
        read = _read(document)
        _file(document, read)
        _tell(document, _("《%(title)s》读好了，请核对。") % {"title": document.title})
    except SourceError as error:
        fail_reading(actor=ACTOR, document=document, problem=f"{error.reason}；{error.advice}。")
        _tell(document, _("《%(title)s》没有读成：%(why)s。") % {"title": document.title, "why": error.reason})
    except Exception:
        logger.exception("document %s could not be read", pk)
        words = _("读取时出现意外错误，文件已原样保存。请换一种格式另存后再上传，或联系系统管理员。")
        fail_reading(actor=ACTOR, document=document, problem=words)
        _tell(document, _("《%(title)s》没有读成：%(why)s。") % {"title": document.title, "why": _("意外错误")})


def _tell(document: Document, words: str) -> None:
    if document.uploaded_by is not None:
        tell([document.uploaded_by], words, reverse("intake:document", args=[document.pk]))


def _begun(pk: int) -> Document | None:
    with transaction.atomic():
        waiting = Document.objects.select_for_update(of=("self",)).select_related("place", "original")
        document = waiting.filter(pk=pk, status=Document.Status.RECEIVED).first()
        return begin_reading(actor=ACTOR, document=document) if document else None


def _read(document: Document) -> reader.Document:
    """The reader tells formats by bytes first and by the name's ending where these leave it open."""
    with tempfile.TemporaryDirectory(prefix="taizhang-reading-") as folder:
        stem = PurePath(document.name).stem.replace("/", " ")[:60] or "document"
        path = Path(folder) / f"{stem}{PurePath(document.name).suffix[:10]}"
        with document.original.open() as content, path.open("wb") as copy:
            for chunk in content.chunks():
                copy.write(chunk)
        return read_file(path)


def _file(document: Document, read: reader.Document) -> None:
    claims = to_confirm(read)
    with action(ACTOR, "intake.confirm", document, note=_("读得 %(count)s 条") % {"count": len(claims)}) as act:
        record_reading(actor=ACTOR, document=document, reading=read)
        document.candidates.all().delete()
        Candidate.objects.bulk_create([candidate(document, claim) for claim in claims], batch_size=500)
        act.record(document)


def to_confirm(read: reader.Document) -> list[Claim]:
    """The claims a person is asked about: a count of the document's own parts (56项事项) promises nothing."""
    counts = read.declared
    return [
        claim
        for claim in read.claims
        if not any(claim.start < count.end and count.start < claim.end for count in counts if claim.kind == "figure")
    ]


def candidate(document: Document, claim: Claim) -> Candidate:
    """The claim as a candidate, cut to what columns hold."""
    fits = claim.value is not None and abs(claim.value) < LARGEST
    return Candidate(
        document=document,
        start=claim.start,
        end=claim.end,
        figure=document.text[claim.start : claim.end],
        quote_start=claim.quote_start,
        quote_end=claim.quote_end,
        quote=document.text[claim.quote_start : claim.quote_end],
        section=" › ".join(_line(each, 60) for each in claim.section)[:300],
        kind=claim.kind,
        role=claim.role,
        indicator=_line(claim.indicator, 200) or _line(claim.quote, 200),
        measure=claim.measure or "",
        direction=claim.direction or "",
        comparator=claim.comparator or "",
        value=round(claim.value, 6) if claim.value is not None and fits else None,
        unit=_line(claim.unit, 30),
        period=_line(claim.period, 21),
        place_name=_line(claim.place, 80),
        owner=_line(claim.owner, 120),
        co_owners="、".join(claim.co_owners)[:300],
        strength=claim.strength,
        rule=claim.rule[:80],
        derivation=[[step.rule, step.start, step.end, _line(step.yields, 300)] for step in claim.derivation],
    )


def _line(words: str | None, most: int) -> str:
    """The words on one line, no longer than a column holds."""
    return " ".join(_storable(words or "").split())[:most]


def _storable(words: str) -> str:
    return words.encode("utf-8", "replace").decode().replace("\x00", "")
