"""What was promised to begin by a day: late is yellow, three months late red, and the owner says when it began."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from taizhang import clock
from taizhang.journal.models import Entry as Journal
from taizhang.ledger.models import Commitment
from taizhang.progress.actions.lighting import light_all
from taizhang.progress.models import LightRecord, Position
from tests.cast import Cast
from tests.ledger.makers import commitment

PROMISED = date(2024, 6, 30)


@pytest.fixture
def made(cast: Cast) -> Commitment:
    """A task of the town that was to begin by the end of June; nobody was ever asked a figure of it."""
    task: dict[str, Any] = {"kind": "task", "value": None, "measure": "", "comparator": "", "unit": ""}
    changes = {"state": "under_way", "start_by": PROMISED, "title": "建体育公园", **task}
    return commitment(cast, code="441900119", lead="town", **changes)


def page(cast: Cast, made: Commitment, part: str = "town") -> str:
    return cast.client(part).get(reverse("ledger:commitment", args=[made.pk])).content.decode()


def report(cast: Cast, made: Commitment, on: str, part: str = "town") -> Any:
    made.refresh_from_db()
    return cast.client(part).post(reverse("progress:start", args=[made.pk]), {"version": made.version, "on": on})


@pytest.mark.parametrize(
    ("day", "colour"),
    [
        (date(2024, 6, 30), "green"),
        (date(2024, 7, 1), "yellow"),
        (date(2024, 9, 29), "yellow"),
        (date(2024, 9, 30), "red"),
    ],
)
def test_a_start_missed_is_lit_each_morning(made: Commitment, day: date, colour: str) -> None:
    with clock.at(day):
        light_all()
    assert Position.objects.get(pk=made.pk).colour == colour


def test_the_owner_says_when_it_began_and_the_light_follows(cast: Cast, made: Commitment) -> None:
    with clock.at(date(2024, 7, 20)):
        light_all()
        assert "已过 20 天，还没有登记开工" in page(cast, made)
        assert report(cast, made, "2024-07-18").status_code == 302
        assert "2024-07-18 已开工" in page(cast, made)
    codes = [
        each.light["reason"]["code"] for each in LightRecord.objects.filter(commitment=made).order_by("lit_at", "pk")
    ]
    assert codes[0] == "start_missed"
    assert codes[-1] != "start_missed"
    entry = Journal.objects.filter(action="progress.start").get()
    assert entry.after["started_on"] == "2024-07-18"
    assert entry.actor_id == cast.people["town"].pk


def test_a_day_to_come_is_refused_and_a_mistake_taken_back(cast: Cast, made: Commitment) -> None:
    with clock.at(date(2024, 7, 20)):
        answer = report(cast, made, "2024-07-21")
        assert answer.status_code == 422
        assert "还没有到" in answer.content.decode()
        report(cast, made, "2024-07-01")
        report(cast, made, "")
        made.refresh_from_db()
        assert made.started_on is None
        assert Position.objects.get(pk=made.pk).colour == "yellow"


def test_others_do_not_report_it(cast: Cast, made: Commitment) -> None:
    assert report(cast, made, "2024-06-01", "other_town").status_code in {403, 404}
    assert report(cast, made, "2024-06-01", "leader").status_code == 403
    assert "登记开工</a>" not in page(cast, made, "leader")


def test_the_office_writes_the_promised_day_and_it_is_lit_at_once(cast: Cast, made: Commitment) -> None:
    Commitment.objects.filter(pk=made.pk).update(start_by=None)
    address = reverse("ledger:edit", args=[made.pk])
    client = cast.client("office")
    with clock.at(date(2024, 8, 1)):
        shown = client.get(address).context["form"].initial
        sent = {name: value for name, value in shown.items() if value not in (None, False)}
        assert client.post(address, {**sent, "start_by": "2024-12-31", "deadline": "2024-11-30"}).status_code == 422
        assert client.post(address, {**sent, "start_by": "2024-07-31"}).status_code == 302
    made.refresh_from_db()
    assert made.start_by == date(2024, 7, 31)
    assert Position.objects.get(pk=made.pk).colour == "yellow"
