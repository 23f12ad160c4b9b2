"""The life of a report: entered, submitted, reviewed, locked, corrected; and everything that is refused on the way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from taizhang import clock
from taizhang.journal.models import Entry as JournalEntry
from taizhang.policy.errors import ActionError, Refused, StaleError
from taizhang.policy.table import actions
from taizhang.progress.actions.periods import ask_more, close_period, open_period
from taizhang.progress.actions.reporting import Entry, add_evidence, enter, remove_evidence, submit, withdraw
from taizhang.progress.actions.reviewing import correct, lock, pass_on, send_back
from taizhang.progress.models import Period, Report
from taizhang.progress.queries.reports import owed
from taizhang.progress.states import REPORT
from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.progress.makers import SYSTEM, locked, month, opened, report_of, split_target


def test_every_move_is_an_action_between_known_states() -> None:
    for (name, before), after in REPORT.moves().items():
        assert name in actions()
        assert {before, after} <= set(REPORT.states())


def test_town_reports_department_reviews_office_locks(cast: Cast) -> None:
    split_target(cast)
    report = report_of(cast, "town", opened(cast))
    enter(actor=cast.town, report=report, version=report.version, entry=Entry(this=Decimal(30)))
    submit(actor=cast.town, report=report, version=report.version)
    assert (report.state, report.commitment.state, report.value) == ("submitted", "under_way", 30)
    (report,) = pass_on(actor=cast.department, seen=[(report, report.version)])
    (report,) = lock(actor=cast.office, seen=[(report, report.version)])
    assert (report.state, report.locked_value) == ("locked", 30)
    assert list(report.versions.values_list("number", "locked_by__username")) == [(1, "office")]
    names = set(JournalEntry.objects.filter(object_id=str(report.pk)).values_list("action", flat=True))
    assert {"progress.enter", "progress.submit", "progress.pass", "progress.lock"} <= names


def test_what_this_period_brought_and_the_cumulative_figure_follow_from_each_other(cast: Cast) -> None:
    split_target(cast)
    locked(report_of(cast, "town", opened(cast, 1)), 30)
    report = report_of(cast, "town", opened(cast, 2))
    enter(actor=cast.town, report=report, version=report.version, entry=Entry(this=Decimal(5)))
    assert report.value == 35
    enter(actor=cast.town, report=report, version=report.version, entry=Entry(value=Decimal(42)))
    assert report.this == 12
    entry = Entry(this=Decimal(5), value=Decimal(40))
    with pytest.raises(ActionError, match="30"):
        enter(actor=cast.town, report=report, version=report.version, entry=entry)


def test_nobody_reports_for_another_or_reviews_what_is_not_theirs(cast: Cast) -> None:
    split_target(cast)
    report = report_of(cast, "town", opened(cast))
    for stranger in (cast.other_town, cast.department, cast.leader, cast.supervision):
        with pytest.raises(Refused):
            enter(actor=stranger, report=report, version=report.version, entry=Entry(value=Decimal(1)))
    enter(actor=cast.town, report=report, version=report.version, entry=Entry(value=Decimal(1)))
    submit(actor=cast.town, report=report, version=report.version)
    for stranger in (cast.stranger, cast.town):
        with pytest.raises(ActionError):
            pass_on(actor=stranger, seen=[(report, report.version)])
    with pytest.raises(Refused):
        lock(actor=cast.department, seen=[(report, report.version)])
    with pytest.raises(ActionError, match="已报"):
        lock(actor=cast.office, seen=[(report, report.version)])


def test_without_a_department_above_the_office_alone_reviews(cast: Cast) -> None:
    commitment(cast, lead="department", state="accepted")
    report = report_of(cast, "department", opened(cast))
    enter(actor=cast.department, report=report, version=report.version, entry=Entry(value=Decimal(9)))
    submit(actor=cast.department, report=report, version=report.version)
    assert report.state == "passed"


def test_a_stale_entry_is_refused_and_nothing_is_lost(cast: Cast) -> None:
    split_target(cast)
    report = report_of(cast, "town", opened(cast))
    seen = report.version
    enter(actor=cast.town, report=report, version=seen, entry=Entry(value=Decimal(7)))
    with pytest.raises(StaleError) as refusal:
        enter(actor=cast.town, report=Report.objects.get(pk=report.pk), version=seen, entry=Entry(value=Decimal(8)))
    assert refusal.value.on.value == 7


def test_a_report_is_returned_with_a_reason_and_comes_again(cast: Cast) -> None:
    split_target(cast)
    report = report_of(cast, "town", opened(cast))
    enter(actor=cast.town, report=report, version=report.version, entry=Entry(value=Decimal(7)))
    submit(actor=cast.town, report=report, version=report.version)
    with pytest.raises(ActionError, match="理由"):
        send_back(actor=cast.department, report=report, version=report.version, reason=" ")
    with pytest.raises(ActionError, match="不由您"):
        send_back(actor=cast.stranger, report=report, version=report.version, reason="口径不符")
    send_back(actor=cast.department, report=report, version=report.version, reason="口径不符")
    assert (report.state, report.returned_for) == ("returned", "口径不符")
    assert "口径不符" in cast.town.notices.latest("pk").words
    enter(actor=cast.town, report=report, version=report.version, entry=Entry(value=Decimal(6)))
    submit(actor=cast.town, report=report, version=report.version)
    withdraw(actor=cast.town, report=report, version=report.version)
    assert report.state == "draft"


def test_a_locked_figure_changes_only_by_a_correction_that_is_printed_as_such(cast: Cast) -> None:
    split_target(cast)
    report = locked(report_of(cast, "town", opened(cast)), 7)
    with pytest.raises(ActionError, match="锁定"):
        enter(actor=cast.town, report=report, version=report.version, entry=Entry(value=Decimal(6)))
    correct(actor=cast.town, report=report, version=report.version, reason="重复统计 1 个")
    assert (report.state, report.locked_value) == ("draft", 7)
    locked(report, 6)
    assert list(report.versions.values_list("number", "value", "reason")) == [(1, 7, ""), (2, 6, "重复统计 1 个")]


def test_figures_are_asked_for_and_tasks_want_a_word(cast: Cast) -> None:
    commitment(
        cast,
        lead="town",
        code="441900119",
        state="accepted",
        kind="task",
        value=None,
        unit="",
        measure="",
        comparator="",
    )
    commitment(cast, lead="other_town", code="441900121", state="accepted")
    period = opened(cast)
    task, figure = report_of(cast, "town", period), report_of(cast, "other_town", period)
    enter(actor=cast.town, report=task, version=task.version, entry=Entry())
    with pytest.raises(ActionError, match="进展"):
        submit(actor=cast.town, report=task, version=task.version)
    enter(actor=cast.town, report=task, version=task.version, entry=Entry(note="规划已编制完成"))
    submit(actor=cast.town, report=task, version=task.version)
    enter(actor=cast.other_town, report=figure, version=figure.version, entry=Entry(note="在建"))
    with pytest.raises(ActionError, match="没有填数"):
        submit(actor=cast.other_town, report=figure, version=figure.version)


def test_evidence_is_kept_by_its_bytes_and_not_touched_under_review(cast: Cast) -> None:
    split_target(cast)
    report = report_of(cast, "town", opened(cast))
    one = add_evidence(actor=cast.town, report=report, file=ContentFile(b"a", "a.jpg"), name="a.jpg")
    assert add_evidence(actor=cast.town, report=report, file=ContentFile(b"a", "b.jpg"), name="b.jpg") == one
    enter(actor=cast.town, report=report, version=report.version, entry=Entry(value=Decimal(7)))
    submit(actor=cast.town, report=report, version=report.version)
    with pytest.raises(ActionError, match="已报"):
        remove_evidence(actor=cast.town, evidence=one)


def test_a_period_asks_owners_once_and_takes_nothing_when_closed(cast: Cast) -> None:
    split_target(cast)
    period = opened(cast)
    assert Report.objects.filter(period=period).count() == 2
    assert cast.town.notices.filter(words__contains="开始填报").exists()
    with pytest.raises(ActionError, match="已经开启"):
        opened(cast)
    with pytest.raises(Refused):
        open_period(actor=cast.town, place=cast.places["4419"], span=month(2))
    commitment(cast, lead="stranger", state="accepted", title="公园")
    assert [each.owner for each in ask_more(actor=SYSTEM, period=period)] == [cast.organisation("stranger")]
    close_period(actor=cast.office, period=period, version=Period.objects.get(pk=period.pk).version)
    report = report_of(cast, "town", period)
    with pytest.raises(ActionError, match="截止"):
        enter(actor=cast.town, report=report, version=report.version, entry=Entry(value=Decimal(7)))


def test_what_is_sent_back_from_a_closed_period_can_be_handed_in_again(cast: Cast) -> None:
    split_target(cast)
    period = opened(cast)
    report = report_of(cast, "town", period)
    enter(actor=cast.town, report=report, version=report.version, entry=Entry(value=Decimal(7)))
    submit(actor=cast.town, report=report, version=report.version)
    close_period(actor=cast.office, period=period, version=Period.objects.get(pk=period.pk).version)
    with pytest.raises(ActionError, match="截止"):  # it could never be handed in again
        withdraw(actor=cast.town, report=report, version=report.version)
    send_back(actor=cast.office, report=report, version=report.version, reason="口径不符")
    assert [each.pk for each in owed(cast.town)] == [report.pk]
    enter(actor=cast.town, report=report, version=report.version, entry=Entry(value=Decimal(6)))
    submit(actor=cast.town, report=report, version=report.version)
    assert (report.state, report.value) == ("submitted", 6)


def test_a_figure_handed_in_before_its_period_ends_is_of_the_day_it_was_handed_in(cast: Cast) -> None:
    split_target(cast)
    report = report_of(cast, "town", opened(cast))
    with clock.at(date(2024, 1, 20)):
        enter(actor=cast.town, report=report, version=report.version, entry=Entry(value=Decimal(7)))
        submit(actor=cast.town, report=report, version=report.version)
    assert report.data_date == date(2024, 1, 20)


def test_a_new_owner_takes_over_what_is_still_owed(cast: Cast) -> None:
    from taizhang.ledger.actions import assign

    whole = commitment(cast, lead="stranger", state="accepted")
    report = report_of(cast, "stranger", opened(cast))
    assign(actor=SYSTEM, commitment=whole, version=whole.version, lead=cast.organisation("department"))
    report.refresh_from_db()
    assert report.owner == cast.organisation("department")
