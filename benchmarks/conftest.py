"""Collects what the benchmarks measure and prints it as one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from benchmarks.texts import CORPUS


@dataclass(frozen=True)
class Figure:
    """One line of the table: what was measured, the figure, and what it is to be compared with."""

    group: str
    name: str
    figure: str
    beside: str = ""


_FIGURES = pytest.StashKey[list[Figure]]()

Note = Callable[..., None]
Timed = Callable[..., float]


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Note:
    """Put a figure into the table."""
    figures = request.config.stash.setdefault(_FIGURES, [])

    def put(group: str, name: str, figure: str, beside: str = "") -> None:
        figures.append(Figure(group, name, figure, beside))

    return put


@pytest.fixture
def timed(benchmark: Any) -> Timed:
    """The least processor time of some runs of a function, in seconds, after one that is not counted."""

    def run(function: Callable[[], object], rounds: int = 5) -> float:
        benchmark.pedantic(function, rounds=rounds, warmup_rounds=1)
        return float(benchmark.stats.stats.min)

    return run


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table at the end."""
    table = Table(box=SIMPLE_HEAD, title=f"text: {'real reports' if CORPUS.is_dir() else 'generated'}")
    for heading in ("", "measured", "figure", "beside"):
        table.add_column(heading, justify="right" if heading == "figure" else "left", overflow="fold")
    before = ""
    for figure in config.stash.get(_FIGURES, []):
        table.add_row(figure.group if figure.group != before else "", figure.name, figure.figure, figure.beside)
        before = figure.group
    Console(width=110).print(table)
