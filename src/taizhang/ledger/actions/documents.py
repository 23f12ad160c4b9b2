"""Documents: handed in, described, read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang import __version__
from taizhang.files.actions import keep
from taizhang.journal.actions import Actor, action
from taizhang.ledger.actions.changing import latest, person, refresh, saved
from taizhang.ledger.models import Document
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError
from taizhang.reading.results import Document as Reading

#: What no database stores in a text; replaced one for one, so that offsets stay.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class DuplicateDocumentError(ActionError):
    """The same file is already there, as ``document``."""

    def __init__(self, document: Document, actor: Actor) -> None:
        if actor.has_perm("ledger.view_documents", document):
            words = _("这个文件已于 %(day)s 上传，即《%(title)s》，不必重复上传。") % {
                "day": timezone.localdate(document.uploaded_at).isoformat(),
                "title": document.title,
            }
        else:
            words = _("这个文件已由其他地区上传，不必重复上传；如需使用，请联系系统管理员。")
        super().__init__(words)
        self.document = document


def add_document(
    *,
    actor: Actor,
    file: File[Any],
    name: str,
    place: Place,
    title: str = "",
    kind: str = "",
    issuer: str = "",
    year: int | None = None,
    media_type: str = "",
) -> Document:
    """Keep a file and register it as a document still to be read.

    Without a title the file's name stands in. Raises :class:`DuplicateDocumentError` for bytes that are already there,
    ActionError for an empty file.
    """
    with action(actor, "ledger.add_document", place) as act:
        if not file.size:
            raise ActionError(_("“%(name)s”是空文件，请重新选择。") % {"name": name})
        stored = keep(file)
        document = Document(
            title=(title.strip() or _stem(name))[:200],
            kind=kind[:40],
            issuer=issuer[:120],
            place=place,
            year=year,
            original=stored,
            sha256=stored.sha256,
            name=_plain(name)[-200:],
            media_type=media_type[:120],
            uploaded_by=person(actor),
        )
        _register(document, actor)
        act.created(document)
    return document


def receive_again(*, actor: Actor, document: Document) -> Document:
    """Let a document that could not be read wait for the reader once more."""
    with action(actor, "ledger.add_document", document, note=_("重新读取")) as act:
        now = latest(document)
        if now.status != Document.Status.FAILED:
            raise ActionError(_("《%(title)s》不是读取失败的文件，不必重新接收。") % {"title": now.title})
        act.watch(now)
        now.status, now.problem = Document.Status.RECEIVED, ""
        refresh(document, saved(now))
    return document


def begin_reading(*, actor: Actor, document: Document) -> Document:
    """Note that the reader is at work on the document."""
    with action(actor, "ledger.add_document", document):
        now = latest(document)
        now.status, now.problem = Document.Status.READING, ""
        refresh(document, saved(now))
    return document


def record_reading(*, actor: Actor, document: Document, reading: Reading) -> Document:
    """Keep the text that was read and what the reader said of it; facts a person gave already stand."""
    with action(actor, "ledger.add_document", document, note=_("读取完成")) as act:
        now = latest(document)
        act.watch(now)
        now.text = storable_text(reading.text)
        now.text_sha256 = hashlib.sha256(now.text.encode()).hexdigest()
        now.reading = _said(reading)
        now.status, now.problem = Document.Status.READ, ""
        _complete_facts(now, reading)
        refresh(document, saved(now))
    return document


def storable_text(words: str) -> str:
    """The text as it is kept: what no database stores is replaced one for one."""
    return _UNSTORABLE.sub("\ufffd", words)


def fail_reading(*, actor: Actor, document: Document, problem: str) -> Document:
    """Keep why the document could not be read, in words for people."""
    with action(actor, "ledger.add_document", document) as act:
        now = latest(document)
        act.watch(now)
        now.status, now.problem = Document.Status.FAILED, problem[:300]
        refresh(document, saved(now))
    return document


def describe(
    *,
    actor: Actor,
    document: Document,
    version: int,
    title: str,
    kind: str,
    issuer: str,
    year: int | None,
    place: Place,
) -> Document:
    """Correct what is said of a document. Raises StaleError if somebody else did meanwhile."""
    with action(actor, "ledger.edit_document", document) as act:
        if not actor.has_perm("ledger.edit_document", place):
            raise ActionError(_("您不能把文件归到%(place)s。") % {"place": place})
        now = latest(document, version)
        act.watch(now)
        now.title, now.kind, now.issuer, now.year, now.place = title.strip(), kind, issuer, year, place
        refresh(document, saved(now))
    return document


def _register(document: Document, actor: Actor) -> None:
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        there = Document.objects.filter(sha256=document.sha256).first()
        if there is None:
            raise
        raise DuplicateDocumentError(there, actor) from None


def _complete_facts(document: Document, reading: Reading) -> None:
    if reading.title and document.title == _stem(document.name):
        document.title = _plain(reading.title)[:200]
    document.kind = document.kind or _plain(reading.doc_kind or "")[:40]
    document.issuer = document.issuer or _plain(reading.issuer or "")[:120]
    if document.year is None and reading.year and 1949 <= reading.year <= 2100:
        document.year = reading.year


def _said(reading: Reading) -> dict[str, Any]:
    said = {
        "declared": [asdict(each) for each in reading.declared],
        "notes": [asdict(each) for each in reading.notes],
        "format": reading.format,
        "encoding": reading.encoding,
        "year": reading.year,
        "place": reading.place,
        "reader": __version__,
        "meta": dict(reading.meta),
    }
    cleaned: dict[str, Any] = _storable(said)
    return cleaned


def _storable(value: Any) -> Any:
    match value:
        case str():
            return _UNSTORABLE.sub("\ufffd", value)
        case dict():
            return {_storable(key): _storable(each) for key, each in value.items()}
        case list() | tuple():
            return [_storable(each) for each in value]
        case _:
            return value


def _stem(name: str) -> str:
    last = re.split(r"[/\\]", _plain(name))[-1]
    return (last.rpartition(".")[0] or last).strip()[:200] or _("未命名文件")


def _plain(words: str) -> str:
    """On one line and visible: no control characters, nor such as turn the direction of writing."""
    line = " ".join(_UNSTORABLE.sub("\ufffd", words).split())
    return "".join(character for character in line if character.isprintable())
