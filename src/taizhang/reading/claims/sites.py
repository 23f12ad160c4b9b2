"""Where figures stand in a sentence, what the sentence has spoken of so far, and what a figure was bound to."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from taizhang.reading.figures import Figure
from taizhang.reading.results import Comparator, Direction, Measure


@dataclass(slots=True)
class Bound:
    """A figure with the indicator it measures, in offsets of the cleaned text.

    ``clause`` is where the clause of the figure begins, ``said`` where the words begin that name the indicator (an
    earlier clause, where the sentence goes on about it), ``until`` where they end.
    """

    figure: Figure
    indicator: str
    measure: Measure
    direction: Direction | None
    comparator: Comparator
    value: Decimal
    unit: str | None
    clause: int
    said: int
    until: int
    rule: str
    verb: str = ""
    since: str = ""
    per_year: bool = False


@dataclass(slots=True)
class Site:
    """Where a figure stands: ``left:figure.start`` lies before it in its clause, ``figure.tail:right`` behind it."""

    text: str
    figure: Figure
    left: int
    right: int
    clause: int
    clause_end: int
    last_clause: int
    same: bool
    following: Figure | None
    count: int


@dataclass(slots=True)
class Carry:
    """What a sentence has spoken of so far and goes on about."""

    place: str
    subject: str = ""
    said: int = 0
    verb: str = ""
    measure: str = ""
    part_of: str = ""
    unit: str | None = None
    waiting: list[str] = field(default_factory=list)
    dealt: list[str] = field(default_factory=list)
    bound: list[Bound] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What one figure was found to measure, while it is being put together."""

    noun: str = ""
    verb: str = ""
    rule: str = ""
    said: int = -1
