"""Periods: the value with its canonical form and order, and the words that name one."""

from __future__ import annotations

import re
import time
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.periods import FORMS, PERIOD, PLANS, InvalidPeriod, Period, parse_period

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "cases" / "periods.toml").read_text(encoding="utf-8"))
READS = [(words, case) for case in CASES["reads"] for words in case["words"]]
PATTERN = re.compile(PERIOD)


@pytest.mark.parametrize(("words", "case"), READS, ids=[words for words, _ in READS])
def test_reads(words: str, case: dict[str, Any]) -> None:
    period = parse_period(words, 2024)
    assert period is not None
    assert str(period) == case["means"]
    assert period.deadline == case.get("deadline", False)


@pytest.mark.parametrize("words", [words for words, _ in READS])
def test_what_reads_is_found_whole(words: str) -> None:
    assert PATTERN.findall(f"力争{words}，") == [words]


@pytest.mark.parametrize("marked", CASES["stretches"])
def test_takes_the_whole_stretch(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    assert PATTERN.findall(text) == re.findall(r"\[(.*?)\]", marked)


@pytest.mark.parametrize("text", CASES["nothing"])
def test_takes_nothing(text: str) -> None:
    assert [words for words in PATTERN.findall(text) if parse_period(words, 2024)] == []


@pytest.mark.parametrize(
    "words", ["", "2月30日", "2024年13月", "三年", "2020—2016年", "30年前", "近零年", "abc", "年", "前0个月"]
)
def test_refuses(words: str) -> None:
    assert parse_period(words, 2024) is None


@pytest.mark.parametrize("year", [1, 2, 9999])
def test_years_at_the_edge_of_the_calendar(year: int) -> None:
    for words in ("去年", "明年", "五年来", "今后五年", "近三年"):
        period = parse_period(words, year)
        assert period is None or 1 <= period.year <= 9999


def test_the_plans_follow_each_other() -> None:
    assert list(PLANS.values()) == list(range(1996, 2027, 5))


def test_every_form_has_its_own_name_and_an_example_that_it_reads() -> None:
    assert len({form.name for form in FORMS}) == len(FORMS)
    for form in FORMS:
        for example in re.split("、|；.*", form.serves):
            assert not example or re.search(form.pattern, example), form.name


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-05-31", date(2024, 5, 31), date(2024, 5, 31)),
        ("2016/2020", date(2016, 1, 1), date(2020, 12, 31)),
        ("2020-01/2020-11", date(2020, 1, 1), date(2020, 11, 30)),
    ],
)
def test_first_and_last_day(text: str, first: date, last: date) -> None:
    period = Period.parse_iso(text)
    assert (period.first_day, period.last_day, str(period)) == (first, last, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-13",
        "2024-00",
        "2024-Q5",
        "2024-H3",
        "2023-02-29",
        "2024-6",
        "2020/2016",
        "2020/",
        "/2020",
        "2016/2018/2020",
        "0000",
        "２０２４",
        "2024 ",
    ],
)
def test_invalid_forms_say_so(text: str) -> None:
    with pytest.raises(InvalidPeriod):
        Period.parse_iso(text)


def test_a_period_is_one_kind_of_time() -> None:
    for wrong in ({"half": 1, "month": 3}, {"quarter": 1, "month": 3}, {"day": 3}, {"month": 4, "day": 31}):
        with pytest.raises(InvalidPeriod):
            Period(2024, **wrong)


def test_containing_and_overlapping() -> None:
    plan, year, quarter = (Period.parse_iso(text) for text in ("2021/2025", "2024", "2024-Q4"))
    assert plan.contains(year)
    assert year.contains(quarter)
    assert not quarter.contains(year)
    assert year.overlaps(quarter)
    assert not Period(2023).overlaps(year)


def test_order() -> None:
    ordered = ["2016/2020", "2023", "2024-01", "2024-Q1", "2024-H1", "2024", "2024-05-31", "2024-12"]
    assert [str(period) for period in sorted(Period.parse_iso(text) for text in reversed(ordered))] == ordered
    assert Period(2024) < Period(2024, deadline=True)


DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@st.composite
def simple_periods(draw: st.DrawFn) -> Period:
    day = draw(DAYS)
    month, part = day.month, draw(st.sampled_from(["year", "half", "quarter", "month", "day"]))
    return Period(
        day.year,
        half=(month + 5) // 6 if part == "half" else None,
        quarter=(month + 2) // 3 if part == "quarter" else None,
        month=month if part in ("month", "day") else None,
        day=day.day if part == "day" else None,
    )


@given(simple_periods(), simple_periods())
def test_canonical_form_reads_back(first: Period, second: Period) -> None:
    assert Period.parse_iso(str(first)) == first
    if first.first_day <= second.last_day:
        span = Period(first.year, first.half, first.quarter, first.month, first.day, end=second)
        assert Period.parse_iso(str(span)) == span
        assert span.last_day == second.last_day


@given(simple_periods(), simple_periods())
def test_containing_agrees_with_days(first: Period, second: Period) -> None:
    assert first.contains(first)
    assert first.overlaps(second) == second.overlaps(first)
    if first.contains(second):
        assert first.overlaps(second)
        assert first.first_day - second.first_day <= timedelta(0)
    assert (first < second) + (second < first) + (first == second) == 1


@given(st.integers(2000, 2035), st.integers(1, 12), st.integers(1, 12))
def test_written_months_read_back(year: int, first: int, last: int) -> None:
    assert str(parse_period(f"{year}年{first}月", 1999)) == f"{year}-{first:02d}"
    assert str(parse_period(f"{first}月底前", year)) == f"{year}-{first:02d}"
    if first < last:
        assert str(parse_period(f"{first}—{last}月", year)) == f"{year}-{first:02d}/{year}-{last:02d}"


@given(
    st.text(alphabet="0123456789０２４一二三四五十年月日季度半上下前近底末初内“”至—-到今去明 期间时来以", max_size=24),
    st.integers(1, 9999),
)
def test_any_text_reads_without_raising(text: str, year: int) -> None:
    for words in PATTERN.findall(text):
        parse_period(words, year)
    parse_period(text, year)


@pytest.mark.parametrize(
    "piece", ["1", "2024年", "20", "到", "近", "十", "“十", "1月", "1—", "2024—", "前", "今年 ", "年"]
)
def test_hostile_text_costs_linear_time(piece: str) -> None:
    def cost(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        PATTERN.findall(text)
        return time.process_time() - start

    assert cost(100_000) < max(1.0, 40 * cost(10_000))
