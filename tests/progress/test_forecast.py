"""Forecasts: the worked tables of docs/reference/forecast.md, recomputed from the formulas, and what must always hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.comparators import Comparator
from taizhang.measures.targets import Polarity
from taizhang.progress.curves import month_ends
from taizhang.progress.forecast import LEAST, Forecast, NoForecast, Point, forecast
from taizhang.progress.pace import Aim
from tests.progress.pages import rows

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "forecast.md").read_text(encoding="utf-8")
YEAR = date(2024, 1, 1), date(2024, 12, 31)
DAYS = month_ends(date(2023, 12, 31), date(2024, 12, 31))
BEFORE = month_ends(date(2022, 12, 31), date(2023, 12, 31))


def series(figures: str, days: list[date] = DAYS) -> list[tuple[date, Decimal]]:
    return list(zip(days, map(Decimal, figures.split()), strict=False))


@pytest.mark.parametrize(
    "row", rows("forecast.md", "figures", "last year", "accumulates", "ceiling", "method", "end", "low", "high")
)
def test_the_forecasts_of_the_page(row: tuple[str, ...]) -> None:
    figures, last_year, accumulates, ceiling, method, *ends = row
    found = forecast(
        series(figures),
        *YEAR,
        last_year=series(last_year, BEFORE),
        accumulates=accumulates == "yes",
        ceiling=Decimal(ceiling) if ceiling else None,
    )
    if isinstance(found, NoForecast):
        assert [found.reason.code, "", "", ""] == [method, *ends]
    else:
        assert found.method == method
        assert [f"{value:.2f}" for value in (found.end.value, found.end.low, found.end.high)] == ends
        assert (found.end.day, found.figures) == (YEAR[1], len(figures.split()))


def test_the_worked_table_follows_from_its_formulas() -> None:
    """By the sums themselves, not by the recursion of the code."""
    table = rows("forecast.md", "month", "cumulative", "brought", "mean before", "error")
    brought = [Decimal(row[2]) for row in table]
    errors = []
    for k, row in enumerate(table):
        assert Decimal(row[1]) == sum(brought[: k + 1])
        weights = [Decimal("0.7") ** (k - 1 - i) for i in range(k)]
        if k:
            mean = sum(w * each for w, each in zip(weights, brought, strict=False)) / sum(weights)
            errors.append(brought[k] - mean)
            assert row[3:] == (f"{mean:.4f}", f"{errors[-1]:.4f}")
    weights = [Decimal("0.7") ** i for i in range(len(table))]
    mean = sum(w * each for w, each in zip(weights, reversed(brought), strict=True)) / sum(weights)
    newest, h = 1 / sum(weights), 7
    spread = (sum(error**2 for error in errors) / len(errors)).sqrt()
    reach = spread * (h + newest * h * (h - 1) + newest**2 * h * (h - 1) * (2 * h - 1) / 6).sqrt()
    for each in (mean, newest, spread, reach):
        assert f"{each:.4f}" in PAGE
    found = forecast([(day, sum(brought[: k + 1], Decimal(0))) for k, day in enumerate(DAYS[:5])], *YEAR)
    assert isinstance(found, Forecast)
    assert abs(found.end.value - (55 + h * mean)) < Decimal("0.00001")
    assert abs(found.end.high - found.end.value - Decimal("1.533") * reach) < Decimal("0.00001")


def test_there_is_a_point_for_each_month_to_come() -> None:
    found = forecast(series("10 20 30 40"), *YEAR)
    assert isinstance(found, Forecast)
    assert [point.day for point in found.points] == DAYS[4:]
    assert [point.value for point in found.points] == [50, 60, 70, 80, 90, 100, 110, 120]
    assert found.since == DAYS[3]


def test_a_month_without_figure_counts_in_the_next() -> None:
    known = [each for each in series("10 20 30 40 50") if each[0].month not in (2, 4)]
    found = forecast(known, *YEAR)
    assert isinstance(found, Forecast)
    assert found.end == Point(YEAR[1], Decimal(120), Decimal(120), Decimal(120))


def test_quarters_are_enough() -> None:
    found = forecast([(DAYS[at], Decimal(value)) for at, value in ((2, 25), (5, 45), (8, 75))], *YEAR)
    assert isinstance(found, Forecast)
    assert found.end.low < 100 < found.end.high


def test_last_year_gives_way_where_it_misleads() -> None:
    """An even year after one that went in lumps."""
    found = forecast(series("10 20 30 40 50 60"), *YEAR, last_year=series("1 1 30 30 31 60 60 60 90 90 90 200", BEFORE))
    assert isinstance(found, Forecast)
    assert (found.method, found.end.value) == ("pace", 120)


def test_a_last_year_that_fell_or_stood_still_is_not_used() -> None:
    for last_year in ("1 5 3 4 5 6 7 8 9 10 11 20", "0 0 0 0 0 0 0 0 0 0 0 0", "5 10 nan"):
        found = forecast(series("10 22 30 44"), *YEAR, last_year=series(last_year, BEFORE))
        assert isinstance(found, Forecast)
        assert found.method == "pace"


def test_a_standstill_last_year_is_one_step() -> None:
    found = forecast(series("4 4 8 12 16"), *YEAR, last_year=series("4 4 8 12 16 20 24 28 32 36 40 44", BEFORE))
    assert isinstance(found, Forecast)
    assert (found.method, round(found.end.value, 3)) == ("last_year", 44)


def test_what_is_over_needs_no_forecast() -> None:
    found = forecast(series("1 2 3 4 5 6 7 8 9 10 11 12"), *YEAR)
    assert isinstance(found, NoForecast)
    assert found.reason.code == "forecast_over"


def test_what_lies_outside_the_period_is_left_out() -> None:
    found = forecast([*series("90 95", BEFORE[10:]), *series("10 20")], *YEAR)
    assert isinstance(found, NoForecast)
    assert ("figures", "2") in found.reason.values
    assert ("least", str(LEAST)) in found.reason.values


def test_days_out_of_order_are_refused_in_words() -> None:
    for known in (series("1 2 3 4")[::-1], [*series("1 2 3"), *series("1 2 3")]):
        found = forecast(known, *YEAR)
        assert isinstance(found, NoForecast)
        assert found.reason.words() != found.reason.words("en")


@pytest.mark.parametrize(
    ("target", "comparator", "polarity", "said"),
    [
        ("100", ">=", "up", "chance_likely"),
        ("130", ">=", "up", "chance_rather"),
        ("150", ">=", "up", "chance_doubtful"),
        ("170", ">=", "up", "chance_unlikely"),
        ("170", "<=", "down", "chance_likely"),
        ("140", "<=", "down", "chance_rather"),
        ("110", "<=", "down", "chance_doubtful"),
        ("100", "<=", "down", "chance_unlikely"),
        ("140", "~", "up", "chance_rather"),
        ("140", "=", None, None),
        ("NaN", ">=", "up", None),
    ],
)
def test_the_chance_in_words(target: str, comparator: Comparator, polarity: Polarity | None, said: str | None) -> None:
    found = forecast(series("10 22 30 44 55"), *YEAR)
    assert isinstance(found, Forecast)
    chance = found.chance(Aim(Decimal(target), comparator, polarity, unit="个"))
    assert (chance and chance.code) == said


def test_the_words_of_the_page_are_those_said() -> None:
    codes = ("chance_likely", "chance_rather", "chance_doubtful", "chance_unlikely")
    found = forecast(series("10 22 30 44 55"), *YEAR)
    assert isinstance(found, Forecast)
    said = [found.chance(Aim(Decimal(target), ">=", "up", unit="个")) for target in (100, 130, 150, 170)]
    page = [row[1] for row in rows("forecast.md", "the target is met at", "said", "meaning")]
    assert [reason.code for reason in said if reason] == list(codes)
    assert [reason.words().partition("（")[0] for reason in said if reason] == page


FIGURES = st.decimals(0, 10**9, places=2)
BROUGHT = st.lists(FIGURES, min_size=LEAST, max_size=11)


def summed(brought: list[Decimal], days: list[date] = DAYS) -> list[tuple[date, Decimal]]:
    return [(day, sum(brought[: k + 1], Decimal(0))) for k, day in enumerate(days[: len(brought)])]


@given(BROUGHT, st.none() | st.lists(FIGURES, min_size=12, max_size=12))
def test_what_is_done_stays_done_and_the_spread_grows(brought: list[Decimal], before: list[Decimal] | None) -> None:
    known = summed(brought)
    found = forecast(known, *YEAR, last_year=summed(before or [], BEFORE))
    assert isinstance(found, Forecast)
    last = known[-1][1]
    for point in found.points:
        assert last <= point.low <= point.value <= point.high
    highs, values = [point.high for point in found.points], [point.value for point in found.points]
    assert highs == sorted(highs)
    assert values == sorted(values)


@given(BROUGHT, st.integers(2, 1000))
def test_the_unit_does_not_matter(brought: list[Decimal], times: int) -> None:
    one, many = forecast(summed(brought), *YEAR), forecast(summed([each * times for each in brought]), *YEAR)
    assert isinstance(one, Forecast)
    assert isinstance(many, Forecast)
    assert abs(many.end.high - one.end.high * times) <= Decimal("0.000001") * times


ODD = st.tuples(st.dates(), st.decimals(allow_nan=True, allow_infinity=True))


@given(st.lists(ODD, max_size=6), st.lists(ODD, max_size=6), st.dates(), st.dates(), st.booleans())
def test_anything_gives_a_forecast_or_a_reason(
    known: list[tuple[date, Decimal]],
    before: list[tuple[date, Decimal]],
    begins: date,
    ends: date,
    accumulates: bool,
) -> None:
    found = forecast(sorted(known, key=str), begins, ends, last_year=before, accumulates=accumulates)
    if isinstance(found, NoForecast):
        assert found.reason.words("en")
    else:
        assert found.end.day == ends
