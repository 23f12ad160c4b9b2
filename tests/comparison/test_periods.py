"""Periods as stretches of months, laid against each other."""

from __future__ import annotations

import pytest

from taizhang.comparison.periods import Horizon, horizon, same_deadline, same_year


def months(year: int, first: int, last: int) -> Horizon:
    return Horizon(year * 12 + first - 1, year * 12 + last - 1)


@pytest.mark.parametrize(
    ("period", "stretch"),
    [
        ("2024", months(2024, 1, 12)),
        ("2024-06", months(2024, 6, 6)),
        ("2024-Q3", months(2024, 7, 9)),
        ("2024-H1", months(2024, 1, 6)),
        ("2016/2020", Horizon(2016 * 12, 2020 * 12 + 11)),
        ("2020-01/2020-11", months(2020, 1, 11)),
        ("2020-12/2020-11", None),
        ("今年", None),
        ("2024/", None),
        ("2024-13", None),
        ("2024-06-30", months(2024, 6, 6)),
        ("2024-06-20", Horizon(2024 * 12 + 5, 2024 * 12 + 5, 20)),
        ("", None),
        (None, None),
    ],
)
def test_reading(period: str | None, stretch: Horizon | None) -> None:
    assert horizon(period) == stretch


@pytest.mark.parametrize(
    ("old", "new", "year", "deadline"),
    [
        ("2024", "2024-12", True, True),
        ("2024", "2024-06", True, False),
        ("2024", "2025", False, False),
        ("2024-06-30", "2024-06", True, True),
        ("2024-06-20", "2024-06", True, False),
        ("2024", None, True, True),
        ("2021/2025", "2025", False, True),
        ("2024-Q4", "2024-H2", True, True),
    ],
)
def test_laid_against_each_other(old: str | None, new: str | None, year: bool, deadline: bool) -> None:
    assert same_year(horizon(old), horizon(new)) is year
    assert same_deadline(horizon(old), horizon(new)) is deadline
    assert same_year(horizon(new), horizon(old)) is year


def test_shifting_by_years() -> None:
    stretch = horizon("2024-H1")
    assert stretch is not None
    assert stretch.shifted(1) == horizon("2025-H1")
