"""A step sent again because its answer was lost on the way is done once, and goes on as if it had been heard."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.intake.models import Candidate, Decision
from taizhang.ledger.models import Commitment, Document, Source
from tests.cast import Cast
from tests.intake.workspace import HTMX, fields, of, post


@pytest.fixture
def office(cast: Cast) -> Client:
    """The clerk."""
    return cast.client("office")


def _twice(client: Client, verb: str, candidate: Candidate, **data: Any) -> Any:
    first = post(client, verb, candidate, **data)
    assert first.status_code in {200, 204}
    again = post(client, verb, candidate, **data)
    assert (again.status_code, Decision.objects.count()) == (first.status_code, 1)
    return again


def test_an_edit(office: Client, document: Document) -> None:
    parks = of(document, "口袋公园")
    _twice(office, "edit", parks, **fields(parks, value="161"))
    assert of(document, "口袋公园").value == 161


def test_an_edit_with_acceptance(office: Client, document: Document) -> None:
    parks = of(document, "口袋公园")
    _twice(office, "edit", parks, **fields(parks, value="161"), accept="1")
    assert [each.value for each in Commitment.objects.all()] == [161]


def test_a_merger(office: Client, document: Document) -> None:
    _twice(office, "merge", of(document, "碧道"), into=of(document, "口袋公园").pk)
    assert of(document, "碧道").state == Candidate.State.MERGED


def test_a_split_shows_the_parts_there_are(office: Client, document: Document) -> None:
    answer = _twice(office, "split", of(document, "口袋公园"), parts="社区口袋公园 100个\n路边口袋公园 60个")
    parts = document.candidates.filter(origin=Candidate.Origin.PART)
    assert parts.count() == 2
    assert answer.headers.get("HX-Redirect", str(parts[0].pk)).endswith(str(parts[0].pk))


def test_a_mark(office: Client, document: Document) -> None:
    for _ in range(2):
        office.post(reverse("intake:mark", args=[document.pk]), {"words": "驿站十二座"}, headers=HTMX)
    assert document.candidates.filter(origin=Candidate.Origin.MARKED).count() == Decision.objects.count() == 1


def test_a_section(office: Client, document: Document) -> None:
    section = of(document, "口袋公园").section
    for _ in range(2):
        office.post(reverse("intake:accept-section", args=[document.pk]), {"section": section}, headers=HTMX)
    assert Source.objects.count() == 2


def test_an_undo_takes_nothing_more_back(office: Client, document: Document) -> None:
    post(office, "accept", of(document, "停车位"))
    post(office, "accept", of(document, "口袋公园"))
    meant = {"decision": Decision.objects.latest("pk").pk}
    for _ in range(2):
        office.post(reverse("intake:undo", args=[document.pk]), meant, headers=HTMX)
    assert [each.title for each in Commitment.objects.all()] == ["停车位"]


def test_another_edit_of_the_same_is_no_repetition(office: Client, document: Document) -> None:
    parks = of(document, "口袋公园")
    post(office, "edit", parks, **fields(parks, value="161"))
    assert post(office, "edit", parks, **fields(parks, value="162")).status_code == 409
    assert of(document, "口袋公园").value == 161
