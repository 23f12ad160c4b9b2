"""What it costs to draw a chart on the server: the option, the SVG, the picture."""

from __future__ import annotations

import os
import time
from datetime import date
from decimal import Decimal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from benchmarks.conftest import Note, Timed  # noqa: E402
from taizhang.ui.charts import Figure, Forecast, Point, curve  # noqa: E402
from taizhang.ui.charts.rendering import render_png, render_svg  # noqa: E402


def year() -> Figure:
    """A year by months, five of them reported, with its forecast."""
    planned = [Point(date(2024, month, 28), Decimal(month * 7000)) for month in range(1, 13)]
    return curve(
        title="停车位",
        unit="个",
        source="台账",
        planned=planned,
        actual=[Point(each.day, each.value * 9 / 10) for each in planned[:5]],
        forecast=[Forecast(date(2024, 12, 28), Decimal(60_000), Decimal(70_000), Decimal(80_000))],
        target=Decimal(84_000),
    )


def test_the_first_chart(note: Note) -> None:
    began = time.perf_counter()
    render_svg(year().option)
    note("charts", "first chart of a process (starts the engine)", f"{(time.perf_counter() - began) * 1000:.0f} ms")


def test_building(note: Note, timed: Timed) -> None:
    note("charts", "option and table of a curve", f"{timed(year, rounds=20) * 1000:.2f} ms")


def test_drawing(note: Note) -> None:
    option = year().option
    svg = render_svg(option)
    # By the clock: the engine works in a thread of its own, whose time the processor timer does not count.
    taken = []
    for _ in range(20):
        began = time.perf_counter()
        render_svg(option)
        taken.append(time.perf_counter() - began)
    note("charts", "SVG of a curve", f"{min(taken) * 1000:.0f} ms", f"{len(svg) / 1000:.0f} kB")


def test_rasterising(note: Note, timed: Timed) -> None:
    svg = render_svg(year().option)
    picture = render_png(svg)
    note("charts", "PNG, 1440 wide", f"{timed(lambda: render_png(svg)) * 1000:.0f} ms", f"{len(picture) / 1000:.0f} kB")
