"""What a chart is, whatever its kind: what is drawn, and the table of the same values for whoever does not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

#: An ECharts option: plain JSON, no functions, so that browser and server draw the same thing.
Option: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column; numbers are set to the right, and their head says the unit."""

    words: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a table, and the page of this site it leads to, if any."""

    words: str
    url: str = ""

    def __post_init__(self) -> None:
        local(self.url)


@dataclass(frozen=True, slots=True)
class Table:
    """The values of a chart: headings, and rows that are as long as the headings. The first cell names its row."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError("every row of a chart's table has a cell for every heading")

    @property
    def shown(self) -> list[list[tuple[Heading, Cell]]]:
        """The rows, each cell with its heading: what a template walks through."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart.

    ``unit`` is what its axis counts (万个), ``source`` says where the values come from and as of when, ``summary`` says
    in a sentence what a reader would see, ``height`` is in CSS pixels at any width (a map is never higher than wide), ``note``
    stands below.
    """

    title: str
    unit: str
    source: str
    summary: str
    option: Option
    table: Table
    height: int = 300
    note: str = ""

    def __post_init__(self) -> None:
        if not (self.title and self.source and self.summary):
            raise ValueError("a chart has a title, a source and a summary in words")


def local(url: str) -> str:
    """The address itself; raises ValueError unless it is empty or a path, query or fragment of this site.

    >>> local("/ledger/5/")
    '/ledger/5/'
    """
    if url and (url[0] not in "/?#" or url[:2] in {"//", "/\\"}):
        raise ValueError(f"a mark of a chart leads only to pages of this site: {url[:60]!r}")
    return url


def datum(value: Any, words: str, url: str = "", **look: Any) -> dict[str, Any]:
    """One mark: where it stands, what is said of it exactly when pointed at, where a click leads."""
    return {"value": value, "words": words, **({"url": local(url)} if url else {}), **look}


def joined(parts: Sequence[str]) -> str:
    """The parts of a summary as one sentence; those that are empty left out."""
    return "；".join(part for part in parts if part)


def counted(name: object, unit: str) -> str:
    """The name of a column of numbers with what they count: 计划（个）."""
    return f"{name}（{unit}）" if unit else str(name)
