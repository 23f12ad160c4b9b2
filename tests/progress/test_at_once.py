"""Many people really at once: no lost update, no double lock, no fault; the totals are those of the reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from taizhang.accounts.models import Organisation
from taizhang.journal.models import Entry as Journal
from taizhang.journal.queries import verify_chain
from taizhang.ledger.models import Commitment
from taizhang.places.models import Level
from taizhang.policy.errors import ActionError, StaleError
from taizhang.progress.actions.entering import Entered, Filling, Judged, enter_all
from taizhang.progress.actions.reporting import Entry, enter, submit, write
from taizhang.progress.actions.reviewing import correct, lock
from taizhang.progress.forms.lines import Line
from taizhang.progress.models import Position, Report, Version
from taizhang.progress.queries.shared import Shared
from taizhang.progress.queries.verifying import verify_progress
from tests.cast import Cast, organisation, place
from tests.ledger.makers import commitment
from tests.progress.makers import SYSTEM, locked, opened

TOWNS = 50


def _race(doings: Sequence[Callable[[], object]]) -> list[object]:
    """Do everything at the same moment; what each gave, or the error it raised."""
    start = Barrier(len(doings))

    def run(doing: Callable[[], object]) -> object:
        try:
            start.wait(timeout=60)
            return doing()
        except (ActionError, StaleError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(run, doings))


def _owed(cast: Cast, towns: int) -> list[Report]:
    """What so many towns owe of one target."""
    city = cast.places["4419"]
    whole = commitment(cast, lead="office", state="accepted")
    for number in range(towns):
        town = place(f"441900{500 + number}", f"某镇{number}", Level.TOWN, city)
        lead = organisation(f"某镇{number}人民政府", Organisation.Kind.TOWN, town)
        Commitment.objects.create(
            title=whole.title,
            measure="delta",
            comparator=">=",
            value=100,
            unit="个",
            period="2024",
            year=2024,
            place=town,
            lead=lead,
            parent=whole,
            state="accepted",
        )
    opened(cast)
    return list(Report.objects.order_by("pk"))


def _submitted(report: Report) -> Report:
    enter(
        actor=SYSTEM, report=report, version=report.version, entry=Entry(value=Decimal(report.pk), explanation="核对")
    )
    return submit(actor=SYSTEM, report=report, version=report.version)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifty_towns_submit_at_once_and_are_locked_at_once(transactional_cast: Cast) -> None:
    reports = _owed(transactional_cast, TOWNS)
    answers = _race([lambda each=each: _submitted(each) for each in reports])  # type: ignore[misc]
    assert [each for each in answers if isinstance(each, Exception)] == []
    Report.objects.update(state="passed")
    now = list(Report.objects.order_by("pk"))
    answers = _race([lambda each=each: lock(actor=SYSTEM, seen=[(each, each.version)]) for each in now])  # type: ignore[misc]
    assert [each for each in answers if isinstance(each, Exception)] == []
    root = Position.objects.get(commitment__parent=None)
    assert (root.value, root.reported) == (sum(each.pk for each in now), TOWNS)
    assert list(verify_progress()) == []
    assert list(verify_chain()) == []


@pytest.mark.django_db(transaction=True)
def test_two_people_on_one_cell_one_is_told(transactional_cast: Cast) -> None:
    report = _owed(transactional_cast, 1)[0]
    again = Report.objects.get(pk=report.pk)

    def typing(shown: Report, value: int) -> Callable[[], object]:
        return lambda: enter(actor=SYSTEM, report=shown, version=1, entry=Entry(value=Decimal(value)))

    answers = _race([typing(report, 7), typing(again, 8)])
    assert sorted(type(each).__name__ for each in answers) == ["Report", "StaleError"]
    kept = next(each for each in answers if isinstance(each, Report))
    assert Report.objects.get(pk=report.pk).value == kept.value


@pytest.mark.django_db(transaction=True)
def test_locked_twice_at_once_is_locked_once(transactional_cast: Cast) -> None:
    report = _submitted(_owed(transactional_cast, 1)[0])
    Report.objects.update(state="passed")
    report.refresh_from_db()
    locking: list[Callable[[], Any]] = [lambda: lock(actor=SYSTEM, seen=[(report, report.version)])] * 4
    answers = _race(locking)
    assert sum(isinstance(each, list) for each in answers) == 1
    assert Version.objects.count() == 1
    assert list(verify_progress()) == []


@pytest.mark.django_db(transaction=True)
def test_locking_while_a_correction_comes_in_of_another_town(transactional_cast: Cast) -> None:
    reports = _owed(transactional_cast, 8)
    for each in reports[:4]:
        locked(each, 10)
    for each in reports[4:]:
        _submitted(each)
    Report.objects.filter(state="submitted").update(state="passed")
    first, later = list(Report.objects.order_by("pk"))[:4], list(Report.objects.order_by("pk"))[4:]

    def corrected(each: Report) -> Report:
        correct(actor=SYSTEM, report=each, version=each.version, reason="更正")
        return locked(each, 12)

    doings: list[Callable[[], object]] = [lambda each=each: corrected(each) for each in first]  # type: ignore[misc]
    doings += [lambda each=each: lock(actor=SYSTEM, seen=[(each, each.version)]) for each in later]  # type: ignore[misc]
    assert [each for each in _race(doings) if isinstance(each, Exception)] == []
    assert Position.objects.get(commitment__parent=None).value == 4 * 12 + sum(each.pk for each in later)
    assert list(verify_progress()) == []


@pytest.mark.django_db(transaction=True)
def test_two_sheets_for_the_same_reports(cast: Cast) -> None:
    """Each row is one sheet's whole: the other is told that it was changed, and nothing is journalled twice."""
    reports = _owed(cast, 8)

    def import_as(value: int) -> Callable[[], object]:
        fillings = []
        for report in Shared(reports[0].period).fetch(Report.objects.all()).values():
            entry = Entry(value=Decimal(value))
            judged = Judged.of(report, Line.of(report).base)
            write(report, entry, judged.base)
            fillings.append(Filling(report, entry, judged))
        return lambda: enter_all(actor=SYSTEM, fillings=fillings, note=str(value))

    done = _race([import_as(7), import_as(9)])
    assert all(isinstance(each, Entered) for each in done), done
    saved = [len(each.saved) for each in done if isinstance(each, Entered)]
    refused = [len(each.refused) for each in done if isinstance(each, Entered)]
    assert sum(saved) == sum(refused) == len(reports)
    assert set(Report.objects.values_list("version", flat=True)) == {2}
    for report in Report.objects.all():
        entries = Journal.objects.filter(kind="progress.report", object_id=str(report.pk), action="progress.enter")
        assert [each.note for each in entries] == [str(int(report.value or 0))]
    assert list(verify_chain()) == []
