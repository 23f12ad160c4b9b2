"""What it costs to draw a chart on the server: the option with its table, the SVG, the picture; for every kind."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from benchmarks.conftest import Note, Timed  # noqa: E402
from taizhang.ui.charts.rendering import render_png, render_svg  # noqa: E402
from tests.ui.charts.gallery import figures  # noqa: E402

FIGURES = figures()


def by_the_clock(function: Callable[[], object], rounds: int = 15) -> float:
    """The least milliseconds of some runs; the engine's thread has no part in the processor time of this one."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        function()
        taken.append(time.perf_counter() - began)
    return min(taken) * 1000


def test_the_first_chart(note: Note) -> None:
    first = by_the_clock(lambda: render_svg(FIGURES["停车位"].option), rounds=1)
    note("charts", "first of a process (starts the engine)", f"{first:.0f} ms")


def test_building(note: Note, timed: Timed) -> None:
    note("charts", f"options and tables of {len(FIGURES)} kinds", f"{timed(figures, rounds=20) * 1000:.1f} ms")


@pytest.mark.parametrize("title", FIGURES)
def test_drawing(note: Note, title: str) -> None:
    figure = FIGURES[title]
    svg = render_svg(figure.option, height=figure.height)
    drawn = by_the_clock(lambda: render_svg(figure.option, height=figure.height))
    picture = by_the_clock(lambda: render_png(svg), rounds=5)
    size = f"{len(svg) / 1000:.0f} kB, {len(render_png(svg)) / 1000:.0f} kB"
    note("charts", f"{title}: SVG, then PNG 1440 wide", f"{drawn:.0f} ms, {picture:.0f} ms", size)
