"""A promised start on its way from the document over the confirm workspace into the ledger."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from taizhang.intake.models import Candidate
from taizhang.ledger.models import Commitment
from tests.cast import Cast
from tests.intake.workspace import fields, handed_in, post

WORDS = "2024年工作要点\n\n一、重点任务\n1.建设滨江文化公园，6月底前开工，12月底前建成。\n2.修订河道管理办法。\n"


@pytest.fixture
def park(cast: Cast) -> Candidate:
    """The task of the document that is to begin by the end of June."""
    document = handed_in(cast.office, cast.places["4419"], WORDS)
    return document.candidates.get(indicator__contains="滨江文化公园")


def test_the_start_is_read_and_shown(cast: Cast, park: Candidate) -> None:
    assert (park.start_by, park.period) == (date(2024, 6, 30), "2024-12")
    page = (
        cast.client("office")
        .get(reverse("intake:candidate", args=[park.pk]), headers={"HX-Request": "true"})
        .content.decode()
    )
    assert "应开工" in page
    assert "2024-06-30 前" in page
    other = park.document.candidates.get(indicator__contains="河道管理办法")
    assert other.start_by is None


def test_confirmed_it_stands_in_the_ledger(cast: Cast, park: Candidate) -> None:
    assert post(cast.client("office"), "accept", park).status_code == 200
    made = Commitment.objects.get(title=park.indicator)
    assert (made.start_by, made.deadline) == (date(2024, 6, 30), date(2024, 12, 31))


@pytest.mark.parametrize(("typed", "kept"), [("2024-05-31", date(2024, 5, 31)), ("", None)])
def test_it_is_corrected_before_it_is_confirmed(cast: Cast, park: Candidate, typed: str, kept: date | None) -> None:
    client = cast.client("office")
    sent = fields(park, start_by=typed)
    assert post(client, "edit", park, **sent, accept="1").status_code == 200
    park.refresh_from_db()
    assert park.start_by == kept
    assert Commitment.objects.get(title=park.indicator).start_by == kept


def test_a_start_after_the_deadline_is_refused(cast: Cast, park: Candidate) -> None:
    answer = post(cast.client("office"), "edit", park, **fields(park, start_by="2025-01-31"))
    assert answer.status_code == 422
    assert "应开工日期晚于期限" in answer.content.decode()


def test_undone_it_is_as_it_was_read(cast: Cast, park: Candidate) -> None:
    client = cast.client("office")
    post(client, "edit", park, **fields(park, start_by="2024-05-31"))
    assert client.post(reverse("intake:undo", args=[park.document_id])).status_code in {200, 302}
    park.refresh_from_db()
    assert park.start_by == date(2024, 6, 30)
