"""Limits: the table of docs/reference/deadlines.md, what is refused, and that more time never ends sooner."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.progress.limits import Clock, Limit, OfficeHours, months_after
from taizhang.progress.workdays import SHANGHAI, DeadlineError
from tests.progress.pages import rows


def moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("started", "limit", "over", "why"), rows("deadlines.md", "started", "limit", "over at", "why")
)
def test_the_limits_of_the_page(started: str, limit: str, over: str, why: str) -> None:
    due = Limit.parse(limit).due(moment(started))
    assert due.until == moment(over)
    assert bool(due.provisional) is why.startswith("provisional")
    assert due.is_missed(moment(over))
    assert not due.is_missed(moment(over) - timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("3个工作日", Limit(3, "workday")),
        ("三个工作日", Limit(3, "workday")),
        ("２小时", Limit(2, "hour")),
        ("4个工作小时", Limit(4, "workhour")),
        ("4工作小时", Limit(4, "workhour")),
        ("15日", Limit(15, "day")),
        ("2个月", Limit(2, "month")),
        ("1年", Limit(12, "month")),
    ],
)
def test_limits_are_read(words: str, read: Limit) -> None:
    assert Limit.parse(words) == read
    assert Limit.parse(str(read)) == read


@pytest.mark.parametrize(
    "words",
    [
        "",
        "3",
        "尽快",
        "3亩",
        "1.5天",
        "3天左右",
        "不超过3天",
        "3—5天",
        "-3天",
        "0天",
        "99999999999999999999天",
        "三万天",
        "天" * 99,
    ],
)
def test_what_is_no_limit_is_refused_in_words(words: str) -> None:
    with pytest.raises(DeadlineError) as refused:
        Limit.parse(words)
    assert refused.value.reason.words() != refused.value.reason.words("en")


def test_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(DeadlineError):
        Limit(10, "day").due(datetime(9999, 12, 28, tzinfo=SHANGHAI))
    with pytest.raises(DeadlineError):
        Limit(2, "month").due(datetime(9999, 12, 28, tzinfo=SHANGHAI))
    with pytest.raises(DeadlineError):
        Limit(100, "workhour").due(datetime(9999, 12, 28, tzinfo=SHANGHAI))


@pytest.mark.parametrize(
    "sessions", [(), ((time(9), time(9)),), ((time(9), time(12)), (time(11), time(13))), ((time(12), time(9)),)]
)
def test_office_hours_are_in_order(sessions: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match="办公时间"):
        OfficeHours(sessions)


def test_an_office_keeps_its_own_hours() -> None:
    hours = OfficeHours(((time(9), time(17)),))
    assert Limit(8, "workhour").due(moment("2024-04-30 13:00"), hours=hours).until == moment("2024-05-06 13:00")


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2024-01-31", 1, "2024-02-29"), ("2024-12-15", 1, "2025-01-15"), ("2024-03-31", -1, "2024-02-29")],
)
def test_months_have_a_corresponding_day(day: str, months: int, then: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(then)


CLOCKS: st.SearchStrategy[Clock] = st.sampled_from(["workday", "workhour", "hour", "day", "month"])
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2025, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(CLOCKS, st.integers(1, 30), MOMENTS, MOMENTS)
def test_more_time_or_a_later_start_never_ends_sooner(clock: Clock, amount: int, one: datetime, two: datetime) -> None:
    first, second = sorted((one, two))
    limit = Limit(amount, clock)
    assert first < limit.due(first).until <= limit.due(second).until
    assert limit.due(first).until <= Limit(amount + 1, clock).due(first).until


@given(st.text(max_size=20))
def test_any_words_are_a_limit_or_refused(words: str) -> None:
    with suppress(DeadlineError):
        assert Limit.parse(str(Limit.parse(words))) == Limit.parse(words)
