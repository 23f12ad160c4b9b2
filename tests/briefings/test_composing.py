"""What a briefing says is what the ledger says."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from taizhang import clock
from taizhang.briefings.content import Composition
from taizhang.briefings.queries.composing import Before, compose
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError
from taizhang.progress.actions.reporting import Entry, enter, submit
from taizhang.progress.actions.reviewing import correct, lock, pass_on
from taizhang.progress.models import Position, Report, Total
from tests.briefings.makers import SYSTEM, later, played
from tests.cast import Cast
from tests.progress.makers import opened, split_target
from tests.rankings import makers as rankings

pytestmark = pytest.mark.database


def _corrected(report: Report, value: int) -> None:
    correct(actor=SYSTEM, report=report, version=report.version, reason="重复统计")
    enter(actor=SYSTEM, report=report, version=report.version, entry=Entry(value=Decimal(value), explanation="核对"))
    submit(actor=SYSTEM, report=report, version=report.version)
    if report.state == "submitted":
        (report,) = pass_on(actor=SYSTEM, seen=[(report, report.version)])
    lock(actor=SYSTEM, seen=[(report, report.version)])


def test_numbers_are_those_of_the_ledger(cast: Cast) -> None:
    """Target, total of the towns, percentage and light as the ledger's own tables have them."""
    made = compose(played(cast))
    parking = next(each for each in made.lines if each.title == "停车位")
    whole = Commitment.objects.get(title="停车位", parent=None)
    assert parking.actual == Total.objects.get(commitment=whole, on=made.last).value == Decimal(50_000)
    assert (parking.target, parking.target_words, parking.actual_words) == (whole.value, "8万个以上", "5万个")
    assert parking.percent == Decimal("62.5")
    assert parking.light == Position.objects.get(commitment=whole).colour
    assert made.tally.total == len(made.lines) == 3
    assert [each.name for each in made.areas] == ["改善出行", "绿美建设"]


def test_every_number_has_a_source(cast: Cast) -> None:
    """Notes quote the plan with its section, name the locked versions, and lead to pages that exist."""
    made = compose(played(cast))
    parking = next(each for each in made.lines if each.title == "停车位")
    target, actual = made.note(parking.target_note), made.note(parking.actual_note)
    assert [(each.words, each.section) for each in target.quotes] == [("新增停车位8万个以上", "一、改善出行")]
    assert {each.owner for each in actual.locked} == {"长安镇人民政府", "虎门镇人民政府"}
    assert all(each.version == 1 for each in actual.locked)
    client = cast.client("office")
    for note in made.notes:
        assert client.get(note.url.partition("#")[0]).status_code == 200, note
    pieces = [piece for said in made.overview for piece in said.pieces]
    assert all(
        piece.note for piece in pieces if any(char.isdigit() for char in piece.words) and piece.value is not None
    )


def test_what_is_not_locked_is_carried_and_said(cast: Cast) -> None:
    """In a month in which one town has not reported, its last number counts, and the briefing says so."""
    period = played(cast)
    february = opened(cast, 2)
    report = Report.objects.get(period=february, owner=cast.organisation("town"))
    enter(actor=SYSTEM, report=report, version=report.version, entry=Entry(value=Decimal(33_000), explanation="有"))
    submit(actor=SYSTEM, report=report, version=report.version)
    (report,) = pass_on(actor=SYSTEM, seen=[(report, report.version)])
    lock(actor=SYSTEM, seen=[(report, report.version)])
    made = compose(february)
    parking, slow = (next(each for each in made.lines if each.title == name) for name in ("停车位", "碧道"))
    assert (parking.actual, parking.complete) == (Decimal(53_000), "1/2")
    assert (slow.on, slow.actual) == (period.last, Decimal(1))
    said = "".join(each.text for each in made.missing)
    assert "“碧道”本期填报尚未锁定" in said
    assert "“停车位”（1/2）" in said


def test_corrections_since_the_last_issue_are_printed(cast: Cast) -> None:
    """Both the report that was corrected and the number that was printed otherwise."""
    period = played(cast)
    january = compose(period)
    moment = timezone.now()
    report = Report.objects.get(period=period, owner=cast.organisation("town"))
    with clock.at(moment + timedelta(hours=1)):
        _corrected(report, 29_000)
        made = compose(later(cast), Before(january, moment))
    printed, locked = made.corrections
    assert (printed.subject, printed.before, printed.after) == ("停车位", "5万个", "4.9万个")
    assert (locked.before, locked.after, locked.reason) == ("3万个", "2.9万个", "重复统计")
    assert made.note(locked.note).url == f"/progress/reports/{report.pk}/"
    assert not compose(period, None).corrections


def test_an_earlier_month_keeps_its_light_and_takes_corrected_numbers(cast: Cast) -> None:
    """Of January, after February was reported: the lights of January, for none is lit backwards."""
    period = played(cast)
    before = compose(period)
    Commitment.objects.filter(title="碧道").update(value=Decimal("1.5"))
    later(cast)
    again = compose(period)
    assert [each.light for each in again.lines] == [each.light for each in before.lines]
    assert [each.actual for each in again.lines] == [each.actual for each in before.lines]


def test_rankings_of_the_place_are_in_it(cast: Cast) -> None:
    period = rankings.played(cast, {"town": 30, "other_town": 20})
    rankings.scheme(cast)
    made = compose(period)
    (league,) = made.leagues
    assert [(each.place, each.position) for each in league.rows] == [("长安镇", "1"), ("虎门镇", "2")]
    assert made.note(league.note).words.startswith("月度比拼第1版规则：停车位（权重100）")


@pytest.mark.parametrize(
    ("month", "today", "words"),
    [(1, date(2024, 1, 20), "才结束"), (2, date(2024, 3, 20), "还没有锁定")],
    ids=["not over", "nothing locked"],
)
def test_refused_in_words(cast: Cast, month: int, today: date, words: str) -> None:
    with clock.at(date(2024, 1, 1)):
        split_target(cast)
        period = opened(cast, month)
    with clock.at(today), pytest.raises(ActionError, match=words):
        compose(period)


def test_as_many_queries_for_many_lines(cast: Cast, django_assert_max_num_queries: Any) -> None:
    period = played(cast)
    with django_assert_max_num_queries(45):
        made: Composition = compose(period)
    assert made.lines
