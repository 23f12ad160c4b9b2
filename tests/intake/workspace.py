"""What a clerk sends in the confirm workspace, for the tests of the intake."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from taizhang.accounts.models import User
from taizhang.intake.actions.reading import read_received
from taizhang.intake.actions.uploading import upload
from taizhang.intake.models import Candidate
from taizhang.ledger.models import Document
from taizhang.places.models import Place

TEXT = """东莞市2024年工作要点

一、缓解停车难

全市新增停车位8万个，新建立体停车场50个。

二、园林绿化

新增口袋公园160个，新增碧道80公里。绿道沿线再添驿站十二座。
"""
HTMX = {"HX-Request": "true"}


def handed_in(actor: User, place: Place, text: str = TEXT, name: str = "要点.txt") -> Document:
    """A document uploaded and read."""
    document = upload(actor=actor, content=ContentFile(text.encode()), name=name, place=place)
    read_received(document.pk)
    document.refresh_from_db()
    return document


def send(client: Client, content: str | bytes, name: str = "要点.txt", **headers: Any) -> Any:
    """Upload one file."""
    data = content.encode() if isinstance(content, str) else content
    return client.post(reverse("intake:upload"), {"chosen": SimpleUploadedFile(name, data)}, **headers)


def post(client: Client, verb: str, candidate: Candidate, htmx: bool = True, **data: Any) -> Any:
    """Decide about a candidate as it was read from the database."""
    sent = {"version": candidate.version, **data}
    return client.post(reverse(f"intake:{verb}", args=[candidate.pk]), sent, headers=HTMX if htmx else {})


def post_to(client: Client, verb: str, document: Document, htmx: bool = True, **data: Any) -> Any:
    """Do something with the document as a whole."""
    return client.post(reverse(f"intake:{verb}", args=[document.pk]), data, headers=HTMX if htmx else {})


def of(document: Document, name: str) -> Candidate:
    """The candidate whose indicator holds those words."""
    return document.candidates.get(indicator__contains=name)


def fields(candidate: Candidate, **changes: Any) -> dict[str, Any]:
    """What the form of a candidate sends."""
    names = ("indicator", "kind", "role", "measure", "direction", "comparator", "unit", "period", "place_name", "owner")
    own = {name: getattr(candidate, name) for name in (*names, "co_owners", "strength")}
    return {**own, "value": candidate.exact, **changes}
