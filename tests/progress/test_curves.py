"""Planned curves: the table of docs/reference/lights.md, what makes none, and that a rising plan never falls."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.progress import curves
from taizhang.progress.curves import Curve, PlanError, even, flat, quarterly, usual
from taizhang.progress.pace import Aim
from tests.progress.pages import rows

YEAR = date(2024, 1, 1), date(2024, 12, 31)
TARGET = Decimal(1200)
OWN = ((date(2024, 12, 31), TARGET), (date(2024, 6, 30), Decimal(300)))
CURVES = (
    even(*YEAR, TARGET),
    quarterly(*YEAR, TARGET, shares=tuple(map(Decimal, (20, 45, 70, 100)))),
    curves.given(OWN, YEAR[0]),
    curves.given(OWN, YEAR[0], how="steps"),
)


@pytest.mark.parametrize(
    "row", rows("lights.md", "by the end of", "even", "quarterly", "points, straight", "points, as steps")
)
def test_the_curves_of_the_page(row: tuple[str, ...]) -> None:
    day, *planned = row
    assert [curve.on(date.fromisoformat(day)) for curve in CURVES] == [Decimal(value) for value in planned]


def test_points_of_what_does_not_start_from_nothing() -> None:
    dust = Aim(Decimal("24.6"), "<=", "down", unit="微克/立方米", measure="level")
    points = ((date(2024, 6, 30), Decimal(27)), (date(2024, 12, 31), Decimal("24.6")))
    assert curves.given(points, YEAR[0], curves.anchor(dust)).on(date(2024, 3, 31)) == 27
    known = Aim(Decimal("24.6"), "<=", "down", Decimal(28), "微克/立方米", "level")
    assert curves.given(points, YEAR[0], curves.anchor(known)).on(date(2024, 3, 31)) == Decimal("27.5")
    assert curves.anchor(Aim(TARGET, ">=", "up", unit="个")) == 0


def test_before_it_begins_the_baseline_stands() -> None:
    assert even(*YEAR, Decimal(30), Decimal(20)).on(date(2020, 5, 5)) == 20


def test_quarters_of_part_of_a_year_are_equal_parts() -> None:
    curve = quarterly(date(2024, 5, 1), date(2024, 11, 30), Decimal(90))
    assert [(str(day), value) for day, value in curve.points] == [
        ("2024-04-30", 0),
        ("2024-06-30", 30),
        ("2024-09-30", 60),
        ("2024-11-30", 90),
    ]


def test_a_falling_plan_falls() -> None:
    curve = quarterly(*YEAR, Decimal("24.6"), Decimal("28.6"))
    assert [value for _, value in curve.points] == [Decimal(text) for text in ("28.6", "27.6", "26.6", "25.6", "24.6")]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Curve(()),
        lambda: Curve(((YEAR[0], Decimal(1)), (YEAR[0], Decimal(2)))),
        lambda: Curve(((YEAR[1], Decimal(1)), (YEAR[0], Decimal(2)))),
        lambda: Curve(((YEAR[0], Decimal("NaN")),)),
        lambda: curves.given((), YEAR[0]),
        lambda: even(YEAR[1], date(2024, 1, 1), TARGET),
        lambda: quarterly(*YEAR, TARGET, shares=(Decimal(50), Decimal(100))),
    ],
)
def test_what_makes_no_curve_is_refused_in_words(make: object) -> None:
    assert callable(make)
    with pytest.raises(PlanError) as refused:
        make()
    assert refused.value.reason.words() != refused.value.reason.words("en")


@pytest.mark.parametrize(
    ("aim", "made"),
    [
        (Aim(TARGET, ">=", "up", unit="个"), "even"),
        (Aim(TARGET, ">=", "up", unit="元", measure="level"), "even"),
        (Aim(TARGET, "<=", "down", unit="元", measure="level"), "even"),
        (Aim(TARGET, "<=", "down", unit="宗"), "even"),
        (Aim(Decimal(5), ">=", "up", unit="%", measure="growth"), "flat"),
        (Aim(Decimal(3), "<=", "down", unit="位", measure="rank"), "flat"),
        (Aim(Decimal(99), ">=", "up", unit="%", measure="level"), "flat"),
        (Aim(Decimal(99), ">=", "up", Decimal(80), unit="%", measure="level"), "even"),
        (Aim(Decimal("24.6"), "<=", "down", unit="微克/立方米", measure="level"), "flat"),
        (Aim(Decimal("24.6"), "<=", "down", Decimal(28), unit="微克/立方米", measure="level"), "even"),
        (Aim(TARGET, unit="不识的单位", measure="level", polarity="up"), "even"),
        (Aim(TARGET, unit="个"), "flat"),
    ],
)
def test_the_usual_curve(aim: Aim, made: str) -> None:
    assert usual(aim, *YEAR).made == made


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
VALUES = st.integers(0, 10**9).map(Decimal)


@given(st.dictionaries(DAYS, VALUES, min_size=1, max_size=6), st.sampled_from(["linear", "steps"]), DAYS, DAYS)
def test_a_rising_plan_never_falls(points: dict[date, Decimal], how: curves.How, one: date, two: date) -> None:
    rising = tuple(zip(sorted(points), sorted(points.values()), strict=True))
    curve = curves.given(rising, date(2020, 1, 1), how=how)
    first, second = sorted((one, two))
    assert curve.on(first) <= curve.on(second)


@given(DAYS, st.integers(1, 2000), VALUES, VALUES)
def test_an_even_plan_begins_and_ends_where_it_says(
    begins: date, days: int, target: Decimal, baseline: Decimal
) -> None:
    ends = begins + timedelta(days=days)
    curve = even(begins, ends, target, baseline)
    assert curve.on(begins - timedelta(days=1)) == baseline
    assert curve.on(ends) == target
    assert flat(begins, target).on(ends) == target
