"""What the arithmetic of progress costs, and how often the forecast's interval holds on simulated years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import accumulate
from random import Random

import pytest

from benchmarks.conftest import Note, Timed
from taizhang.progress.curves import even, month_ends
from taizhang.progress.entries import Asked, read_entry
from taizhang.progress.forecast import Forecast, forecast
from taizhang.progress.lights import Standing, light
from taizhang.progress.pace import Aim
from taizhang.progress.workdays import add_workdays

YEAR = date(2024, 1, 1), date(2024, 12, 31)
DAYS = month_ends(date(2023, 12, 31), date(2024, 12, 31))
BEFORE = month_ends(date(2022, 12, 31), date(2023, 12, 31))
SEASON = (0.4, 0.5, 0.9, 1, 1, 1.1, 0.9, 1, 1.1, 1.1, 1.3, 1.7)
YEARS = 400


def steady(random: Random) -> list[float]:
    return [max(0, random.gauss(100, 30)) for _ in SEASON]


def drifting(random: Random) -> list[float]:
    level = accumulate((random.gauss(0, 10) for _ in SEASON), initial=100.0)
    return [max(0, each + random.gauss(0, 20)) for each, _ in zip(level, SEASON, strict=False)]


def lumpy(random: Random) -> list[float]:
    return [random.choice([0, 0, 100, 300]) for _ in SEASON]


def seasonal(random: Random) -> list[float]:
    return [max(0, 100 * share * random.gauss(1, 0.2)) for share in SEASON]


def summed(brought: list[float], days: list[date]) -> list[tuple[date, Decimal]]:
    return [(day, Decimal(f"{value:.2f}")) for day, value in zip(days, accumulate(brought), strict=True)]


@pytest.mark.parametrize("with_last_year", [False, True], ids=["alone", "with last year"])
@pytest.mark.parametrize("kind", [steady, drifting, lumpy, seasonal])
def test_how_often_the_interval_holds(note: Note, kind: Callable[[Random], list[float]], with_last_year: bool) -> None:
    random = Random(7)
    for months in (3, 6, 9):
        held, missed, straight = 0, Decimal(0), Decimal(0)
        for _ in range(YEARS):
            year = summed(kind(random), DAYS)
            before = summed(kind(random), BEFORE) if with_last_year else ()
            found, truth = forecast(year[:months], *YEAR, last_year=before), year[-1][1] or Decimal(1)
            assert isinstance(found, Forecast)
            held += found.end.low <= truth <= found.end.high
            missed += abs(found.end.value - truth) / truth
            straight += abs(year[months - 1][1] * 12 / months - truth) / truth
        name = f"{kind.__name__}{', last year known' if with_last_year else ''}, {months} months"
        off = f"{missed / YEARS:.1%} off, a straight line {straight / YEARS:.1%}"
        note("forecast: 80% interval holds", name, f"{held / YEARS:.0%}", off)


def test_a_light(note: Note, timed: Timed) -> None:
    plan = even(*YEAR, Decimal(1200))
    standing = Standing(date(2024, 6, 30), aim=Aim(Decimal(1200), unit="个"), curve=plan, deadline=YEAR[1])
    standings = [replace(standing, actual=Decimal(value)) for value in range(1000)]
    note("progress", "light", f"{timed(lambda: [light(each) for each in standings]) * 1000:.0f} µs")


def test_a_forecast(note: Note, timed: Timed) -> None:
    year = summed(steady(Random(7)), DAYS)[:6]
    note("progress", "forecast from six months", f"{timed(lambda: forecast(year, *YEAR)) * 1000:.2f} ms")


def test_a_cell(note: Note, timed: Timed) -> None:
    cells = [f"{value:,}" for value in range(10_000, 11_000)]
    asked = Asked.parse("个")
    note("progress", "number cell", f"{timed(lambda: [read_entry(cell, asked) for cell in cells]) * 1000:.0f} µs")


def test_a_deadline(note: Note, timed: Timed) -> None:
    taken = timed(lambda: [add_workdays(day, 15) for day in DAYS * 100])
    note("progress", "fifteen working days later", f"{taken / 1200 * 1e6:.0f} µs")
