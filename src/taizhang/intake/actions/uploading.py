"""Taking a file in: kept byte for byte, registered once, handed to the queue for reading."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.intake.actions.holding import hold
from taizhang.intake.actions.reading import queue, read_document
from taizhang.journal.actions import action
from taizhang.ledger.actions import DuplicateDocumentError, add_document, receive_again
from taizhang.ledger.models import Document
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError
from taizhang.reading.sources import SourceError
from taizhang.reading.sources.detection import detect, extension

#: Files up to this size are looked at before they are kept; looking holds them in memory.
CHECKED_AT_ONCE = 16 * 1024 * 1024


def upload(*, actor: User, content: File[Any], name: str, place: Place) -> Document:
    """Keep the file and have it read. One that could not be read before is read again.

    Raises DuplicateDocumentError for bytes that are already there, ActionError where the file is empty or no document.
    """
    with action(actor, "ledger.add_document", place):
        _check(content, name)
        try:
            document = add_document(actor=actor, file=content, name=name, place=place)
        except DuplicateDocumentError as error:
            document = error.document
            if document.status != Document.Status.FAILED or document.place_id != place.pk:
                raise
            receive_again(actor=actor, document=document)
        queue(read_document, document.pk)
    return document


def _check(content: File[Any], name: str) -> None:
    """Refuse at once what is no document, so that it need not be kept; a large file is left to the reader."""
    if not 0 < (content.size or 0) <= CHECKED_AT_ONCE:
        return
    content.seek(0)
    try:
        detect(content.read(), extension(name))
    except SourceError as error:
        words = _("没有上传：%(why)s。%(advice)s。")
        raise ActionError(words % {"why": error.reason, "advice": error.advice}) from None
    finally:
        content.seek(0)


def discard(*, actor: User, document: Document) -> None:
    """Take a document that could not be read off the list; the journal keeps that it was there."""
    with action(actor, "ledger.add_document", document, note=_("移除读取失败的文件")) as act:
        now = hold(document)
        if now.status != Document.Status.FAILED or now.sources.exists() or now.candidates.exists():
            raise ActionError(_("《%(title)s》里已有读取结果，不能移除。") % {"title": now.title})
        act.deleting(document)
        now.delete()
