"""Taking a file in: kept byte for byte, registered once, handed to the queue for reading."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction

from taizhang.accounts.models import User
from taizhang.intake.actions.reading import read_document
from taizhang.journal.actions import action
from taizhang.ledger.actions import DuplicateDocumentError, add_document, receive_again
from taizhang.ledger.models import Document
from taizhang.places.models import Place


def upload(*, actor: User, content: File[Any], name: str, place: Place) -> Document:
    """Keep the file and have it read. One that could not be read before is read again.

    Raises DuplicateDocumentError for bytes that are already there, ActionError where the file is empty.
    """
    with action(actor, "ledger.add_document", place):
        try:
            document = add_document(actor=actor, file=content, name=name, place=place)
        except DuplicateDocumentError as error:
            document = error.document
            if document.status != Document.Status.FAILED or document.place_id != place.pk:
                raise
            receive_again(actor=actor, document=document)
        transaction.on_commit(partial(read_document.enqueue, document.pk))
    return document
