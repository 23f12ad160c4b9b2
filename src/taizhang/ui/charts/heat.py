"""The heat table of lights: areas by places, a shape and a count in each cell, leading to what is behind it.

A table and no drawing: it can be read aloud, walked by keyboard, copied into Excel, and broken over pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from taizhang.ui.charts.figures import local
from taizhang.ui.charts.lights import LIGHTS, Light, LightName, said


@dataclass(frozen=True, slots=True)
class Lit:
    """A cell: its worst light, how many have it, what to say of them, and their list."""

    light: LightName
    count: int
    words: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        local(self.url)
        if self.count < 1:
            raise ValueError("a cell without anything in it is left out")

    @property
    def look(self) -> Light:
        """The light's shape and words."""
        return LIGHTS[self.light]

    @property
    def said(self) -> str:
        """The cell in words: ▲ 滞后 2."""
        return f"{said(self.light)} {self.count}{'：' if self.words else ''}{self.words}"


@dataclass(frozen=True, slots=True)
class Line:
    """The head of a row or column: what it is called and the page behind it."""

    key: str
    name: str
    url: str = ""

    def __post_init__(self) -> None:
        local(self.url)


@dataclass(frozen=True, slots=True)
class Heat:
    """The table; ``cells`` by the keys of row and column, those that are missing being empty."""

    title: str
    source: str
    corner: str
    rows: Sequence[Line]
    columns: Sequence[Line]
    cells: Mapping[tuple[str, str], Lit]

    def __post_init__(self) -> None:
        known = {(row.key, column.key) for row in self.rows for column in self.columns}
        if not set(self.cells) <= known:
            raise ValueError("every cell lies in a row and a column of the table")

    @property
    def shown(self) -> list[tuple[Line, list[Lit | None]]]:
        """The rows with their cells in the order of the columns: what a template walks through."""
        return [(row, [self.cells.get((row.key, column.key)) for column in self.columns]) for row in self.rows]

    @property
    def key(self) -> list[tuple[str, Light]]:
        """What the shapes mean, those alone that occur."""
        there = {cell.light for cell in self.cells.values()}
        return [(name, light) for name, light in LIGHTS.items() if name in there]

    @property
    def empty(self) -> str:
        """The word for an empty cell."""
        return pgettext("chart", "没有条目")
