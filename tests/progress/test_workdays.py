"""Working days of China: the tables of docs/reference/deadlines.md, an office's own days, and years without a notice."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.progress.workdays import (
    LONGEST,
    NATIONAL,
    SHANGHAI,
    DeadlineError,
    WorkCalendar,
    add_workdays,
    workdays_between,
)
from tests.progress.pages import rows


@pytest.mark.parametrize(("day", "what", "works"), rows("deadlines.md", "day", "", "works"))
def test_the_days_of_the_page(day: str, what: str, works: str) -> None:
    assert NATIONAL.is_workday(date.fromisoformat(day)) is (works == "yes"), what


def test_a_moment_counts_by_the_day_in_china() -> None:
    assert add_workdays(datetime(2024, 2, 8, 15, 59, tzinfo=UTC), 1).day == date(2024, 2, 9)
    assert add_workdays(datetime(2024, 2, 8, 16, 0, tzinfo=UTC), 1).day == date(2024, 2, 18)


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2024, 2, 8, 10)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        add_workdays(naive, 1)
    with pytest.raises(ValueError, match="time zone"):
        add_workdays(date(2024, 2, 8), 1).is_missed(naive)


def test_the_last_day_lasts_to_midnight() -> None:
    due = add_workdays(date(2024, 2, 8), 1)
    assert not due.is_missed(datetime(2024, 2, 9, 23, 59, 59, tzinfo=SHANGHAI))
    assert due.is_missed(datetime(2024, 2, 10, tzinfo=SHANGHAI))
    assert due.is_missed(datetime(2024, 2, 9, 16, tzinfo=UTC))


def test_no_days_is_the_day_itself_or_the_next_that_works() -> None:
    assert add_workdays(date(2024, 2, 9), 0).day == date(2024, 2, 9)
    assert add_workdays(date(2024, 2, 10), 0).day == date(2024, 2, 18)


def test_an_office_has_days_of_its_own() -> None:
    typhoon = WorkCalendar(free=frozenset({date(2024, 9, 6)}), working=frozenset({date(2024, 9, 7)}))
    assert add_workdays(date(2024, 9, 5), 1, typhoon).day == date(2024, 9, 7)
    assert add_workdays(date(2024, 9, 5), 1).day == date(2024, 9, 6)


def test_a_day_cannot_be_both() -> None:
    with pytest.raises(ValueError, match="2024-09-06"):
        WorkCalendar(free=frozenset({date(2024, 9, 6)}), working=frozenset({date(2024, 9, 6)}))


def test_a_year_without_a_notice_is_named_not_guessed() -> None:
    far = date(2092, 2, 1)
    due = add_workdays(far, 5)
    assert due.provisional == (2092,)
    assert due.caveat is not None
    assert "2092" in due.caveat.words()
    assert "2092" in due.caveat.words("en")
    assert workdays_between(far, far + timedelta(days=400)).provisional == (2092, 2093)
    assert add_workdays(date(2024, 2, 1), 5).provisional == ()
    assert add_workdays(date(2024, 2, 1), 5).caveat is None


def test_without_a_notice_the_solar_holidays_are_free() -> None:
    assert not NATIONAL.is_workday(date(2092, 10, 1))
    assert NATIONAL.is_workday(date(2092, 10, 6))


def test_an_office_can_declare_a_year() -> None:
    known = WorkCalendar(free=frozenset({date(2092, 2, 7)}), declared=frozenset({2092}))
    assert add_workdays(date(2092, 2, 6), 1, known).day == date(2092, 2, 8)
    assert add_workdays(date(2092, 2, 6), 1, known).provisional == ()


def test_an_office_s_days_are_stored_and_read_back() -> None:
    own = WorkCalendar(frozenset({date(2024, 9, 6)}), frozenset({date(2024, 9, 7)}), frozenset({2092}))
    assert WorkCalendar.from_data(json.loads(json.dumps(own.data()))) == own
    with pytest.raises(ValueError, match="month"):
        WorkCalendar.from_data({"free": ["2024-13-01"]})


@pytest.mark.parametrize("count", [LONGEST + 1, -LONGEST - 1, 10**30])
def test_too_many_days_are_refused(count: int) -> None:
    with pytest.raises(DeadlineError) as refused:
        add_workdays(date(2024, 1, 1), count)
    assert str(count) in refused.value.reason.words()


@pytest.mark.parametrize(("day", "count"), [(date.max, 1), (date.min, -1), (date(9999, 12, 30), 2), (date.max, 0)])
def test_the_ends_of_the_calendar_are_refused_in_words(day: date, count: int) -> None:
    with pytest.raises(DeadlineError):
        add_workdays(day, count)


DAYS = st.dates(date(2015, 1, 1), date(2026, 6, 30))
COUNTS = st.integers(-60, 60)
OWN = st.builds(
    lambda free, working: WorkCalendar(free=free - working, working=working),
    st.frozensets(DAYS, max_size=5),
    st.frozensets(DAYS, max_size=5),
)


@given(DAYS, COUNTS, OWN)
def test_so_many_days_later_is_a_working_day(day: date, count: int, own: WorkCalendar) -> None:
    assert own.is_workday(add_workdays(day, count, own).day)


@given(DAYS, COUNTS, OWN)
def test_counting_back_comes_home(day: date, count: int, own: WorkCalendar) -> None:
    home = add_workdays(day, 0, own).day
    there = add_workdays(home, count, own).day
    assert add_workdays(there, -count, own).day == home


@given(DAYS, st.integers(0, 60), OWN)
def test_adding_and_counting_agree(day: date, count: int, own: WorkCalendar) -> None:
    home = add_workdays(day, 0, own).day
    assert workdays_between(home, add_workdays(home, count, own).day, own).days == count


@given(st.integers(2015, 2026), st.integers(1, 15))
def test_nobody_works_through_spring_festival(year: int, count: int) -> None:
    """From anywhere in the fortnight before, no limit ends on one of the three days of the festival."""
    eve = {
        2015: (2, 18), 2016: (2, 7), 2017: (1, 27), 2018: (2, 15), 2019: (2, 4), 2020: (1, 24),
        2021: (2, 11), 2022: (1, 31), 2023: (1, 21), 2024: (2, 9), 2025: (1, 28), 2026: (2, 16),
    }[year]  # fmt: skip
    new_year = date(year, *eve) + timedelta(days=1)
    for before in range(1, 15):
        due = add_workdays(new_year - timedelta(days=before), count).day
        assert due not in {new_year + timedelta(days=n) for n in range(3)}


@given(DAYS, DAYS, DAYS)
def test_counts_add_up(first: date, second: date, third: date) -> None:
    def between(start: date, end: date) -> int:
        return workdays_between(start, end).days

    assert between(first, second) == -between(second, first)
    assert between(first, second) + between(second, third) == between(first, third)
