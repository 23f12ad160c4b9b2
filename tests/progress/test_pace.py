"""Points behind: the table of docs/reference/lights.md, and what does not change them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.comparators import Comparator
from taizhang.measures.targets import Polarity
from taizhang.progress.light_rules import presets
from taizhang.progress.pace import Aim, wanted
from tests.progress.pages import rows

BETTER: dict[str, Polarity | None] = {"more": "up", "less": "down", "held": None}


@pytest.mark.parametrize(
    "row", rows("lights.md", "target", "baseline", "better", "planned", "actual", "points behind", "light")
)
def test_the_points_of_the_page(row: tuple[str, ...]) -> None:
    target, baseline, better, planned, actual, points, light = row
    aim = Aim(Decimal(target), "=", BETTER[better], Decimal(baseline) if baseline else None)
    behind = aim.points_behind(Decimal(planned), Decimal(actual))
    assert format(behind, "f").startswith(points.rstrip("…"))
    assert points.endswith("…") or behind == Decimal(points)
    assert presets()["standard"].for_points(behind) == light


@pytest.mark.parametrize(
    ("comparator", "polarity", "baseline", "way"),
    [
        ("=", "up", None, "up"),
        ("=", None, None, "hold"),
        ("=", None, "150", "down"),
        ("=", None, "50", "up"),
        ("=", None, "100", "hold"),
        (">=", "down", None, "up"),
        ("<=", "up", None, "down"),
        ("~", "down", "50", "down"),
    ],
)
def test_the_way(comparator: Comparator, polarity: Polarity | None, baseline: str | None, way: str) -> None:
    assert Aim(Decimal(100), comparator, polarity, Decimal(baseline) if baseline else None).way == way


@pytest.mark.parametrize(
    ("polarity", "measure", "direction", "better"),
    [
        ("up", "delta", "up", "up"),
        ("up", "delta", "down", "down"),
        ("down", "delta", "down", "up"),
        ("down", "growth", "down", "up"),
        ("down", "level", "down", "down"),
        ("up", "rank", "up", "down"),
        (None, "delta", "down", None),
    ],
)
def test_what_is_better_of_the_figure(
    polarity: Polarity | None, measure: str, direction: str, better: Polarity | None
) -> None:
    assert wanted(polarity, measure, direction) == better


@pytest.mark.parametrize(
    ("aim", "actual", "reached"),
    [
        (Aim(Decimal(1000), "~", "up", unit="家"), "950", True),
        (Aim(Decimal(1000), "~", "up", unit="家"), "949", False),
        (Aim(Decimal(5), "~", "up", unit="%"), "4.5", True),
        (Aim(Decimal(100), ">", unit="不识的单位"), "100", False),
        (Aim(Decimal(100), ">=", unit="不识的单位"), "100", True),
        (Aim(Decimal(3), "<=", unit="%"), "3.1", False),
    ],
)
def test_reached_is_what_measures_says(aim: Aim, actual: str, *, reached: bool) -> None:
    assert aim.is_reached(Decimal(actual)) is reached


FIGURES = st.decimals(-(10**12), 10**12, places=2)
AIMS = st.builds(
    Aim,
    FIGURES,
    st.sampled_from([">=", "<=", "="]),
    st.sampled_from(["up", "down", None]),
    st.none() | FIGURES,
)


@given(AIMS, FIGURES, FIGURES, st.integers(1, 10**6))
def test_the_unit_does_not_matter(aim: Aim, planned: Decimal, actual: Decimal, times: int) -> None:
    larger = Aim(
        aim.target * times, aim.comparator, aim.polarity, None if aim.baseline is None else aim.baseline * times
    )
    assert larger.points_behind(planned * times, actual * times) == aim.points_behind(planned, actual)


@given(AIMS, FIGURES, FIGURES, FIGURES)
def test_better_is_less_behind(aim: Aim, planned: Decimal, one: Decimal, two: Decimal) -> None:
    low, high = sorted((one, two))
    worse, better = (high, low) if aim.way == "down" else (low, high)
    if aim.way == "hold":
        worse, better = sorted((one, two), key=lambda value: -abs(value - planned))
    assert aim.points_behind(planned, better) <= aim.points_behind(planned, worse)
    assert aim.points_behind(planned, planned) == 0
