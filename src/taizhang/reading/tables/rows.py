"""Rows: what each row of a table says for all its numbers, its label, place, unit, owner and deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from taizhang.measures.periods import PERIOD, Period, parse_period
from taizhang.reading.owners.words import parse_assignment, split_bodies
from taizhang.reading.tables.columns import Column
from taizhang.reading.tables.counting import Counting, counting
from taizhang.reading.tables.frames import Frame
from taizhang.reading.tables.grid import Cell, Grid, Span
from taizhang.reading.tables.headings import squeezed
from taizhang.reading.tables.labels import Label, lexicon, may_be_place, of_whole, part_noun, read_label
from taizhang.reading.tables.quantities import is_blank

_BREAKS = re.compile(r"\s*\n\s*|[ \u3000]{1,4}(?=[\u4e00-\u9fff])")
# A cell longer than this explains and names nobody.
_LONGEST_OWNER = 160
_INDENT = " \u3000\xa0"
_DEADLINE = re.compile(PERIOD)
_DOTTED = re.compile(r"((?:19|20)\d\d)[-./](1[0-2]|0?[1-9])(?:[-./]\d{1,2})?(?!\d)")
_DAY = re.compile(r"(?<=月)\d{1,2}[日号](?:前|之前|以前)?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_LABEL = Label("", None, False, None, "")


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings: ``label`` names what its numbers measure, ``said`` is where it does.

    ``due`` is the deadline in words; ``assigned`` is where ``owner`` and ``co_owners`` are named. ``place`` is ``None`` where the row speaks of the place the document does, as one with ``whole`` says outright.
    """

    index: int
    label: Label
    said: Span
    place: str | None
    whole: bool
    period: Period | None
    deadline: Period | None
    due: str | None
    counting: Counting | None
    owner: str | None
    co_owners: tuple[str, ...]
    assigned: Span


class _Reader:
    """Reads the rows of one grid in one frame, top down: parts take noun and unit of the row they are part of."""

    def __init__(self, text: str, grid: Grid, frame: Frame, year: int | None, noun: str) -> None:
        self.text, self.grid, self.frame, self.year = text, grid, frame, year
        self._noun = noun
        self._whole = ""
        self._counting: Counting | None = None
        self._indent: int | None = None

    def words(self, row: int, column: Column | None) -> str:
        cell = self._cell(row, column)
        words = self.text[cell.start : cell.end] if cell else ""
        return "" if is_blank(words) else words

    def _cell(self, row: int, column: Column | None) -> Cell | None:
        return self.grid.at(row, column.index) if column else None

    def row(self, index: int) -> Row | None:
        """The row, or ``None`` where it is blank or speaks of no place that has a name."""
        frame = self.frame
        named = self._label(index) if frame.label else _NO_LABEL
        place = squeezed(self.words(index, frame.place))
        if not self.grid.own(index) or (place and not may_be_place(place)):
            return None
        period = self._year_of(self.words(index, frame.year)) if frame.year else None
        cell = self._cell(index, frame.label) or self._cell(index, frame.place) or self._cell(index, frame.year)
        unit = counting(self.words(index, frame.unit)) or self._odd_unit(index) or named.counting
        deadline, words = self._deadline(self.words(index, frame.deadline))
        return Row(
            index,
            named,
            (cell.start, cell.end) if cell else (self.grid.start, self.grid.start),
            self._named(place),
            place in lexicon().whole,
            period,
            deadline,
            words,
            unit,
            *self._owners(index),
        )

    def _named(self, place: str) -> str | None:
        if not place or place in lexicon().whole:
            return None
        return "全国" if place in lexicon().nation else place

    def _label(self, index: int) -> Label:
        cell = self._cell(index, self.frame.label)
        if cell is None:
            return _NO_LABEL
        label = read_label(self.text[cell.start : cell.end])
        part = label.part or self._is_indented(cell)
        if not part:
            self._whole = part_noun(label.words) or part_noun(label.stem)
            self._counting = label.counting
            return replace(label, words=of_whole(label.words, self._noun))
        words = of_whole(label.words, self._whole or self._noun)
        return replace(label, words=words, counting=label.counting or self._counting)

    def _is_indented(self, cell: Cell) -> bool:
        """Whether the label begins further in than the first one did."""
        start = cell.start
        while start and self.text[start - 1] in _INDENT:
            start -= 1
        # At the start of a line white space is an indent only if no blank cell can stand there.
        edges = "\n\t|" if cell.column == 0 else "\t|"
        indent = cell.start - start if start and self.text[start - 1] in edges else 0
        if self._indent is None:
            self._indent = indent
        return indent > self._indent + 1 or (indent > self._indent and self.text[start] == "\u3000")

    def _owners(self, index: int) -> tuple[str | None, tuple[str, ...], Span]:
        """Who answers for the row as written, who helps, and where that is said."""
        lead, helping = (self.words(index, column) for column in (self.frame.owner, self.frame.co_owner))
        cell = self._cell(index, self.frame.owner) or self._cell(index, self.frame.co_owner)
        said = (cell.start, cell.end) if cell else (0, 0)
        lead = _BREAKS.sub("、", lead.strip())
        assigned = parse_assignment(lead)
        if assigned is not None:
            return assigned.owner, (*assigned.co_owners, *split_bodies(helping)), said
        return lead if 1 < len(lead) <= _LONGEST_OWNER else None, split_bodies(helping), said

    def _odd_unit(self, index: int) -> Counting | None:
        """A unit of a unit column that the lexicon does not know, as it is written."""
        words = squeezed(self.words(index, self.frame.unit))
        return Counting(words, Decimal(1)) if 0 < len(words) <= 6 and not any(c.isdigit() for c in words) else None

    def _year_of(self, words: str) -> Period | None:
        words = squeezed(words)
        bare = _YEAR.fullmatch(words)
        return Period(int(words)) if bare else parse_period(words, self.year or 0)

    def _deadline(self, words: str) -> tuple[Period | None, str | None]:
        """The last moment a deadline cell names, to the month, and the words for it."""
        dotted = _DOTTED.findall(words)
        if dotted:
            year, month = (int(part) for part in dotted[-1])
            return Period(year, month=month, deadline=True), f"{year}年{month}月底"
        for found in reversed(list(_DEADLINE.finditer(words))):
            said = _DAY.sub("", found[0])
            period = parse_period(said, self.year or 0)
            if period is not None:
                return period, said
        return None, None


def read_rows(text: str, grid: Grid, frame: Frame, first: int, *, year: int | None, noun: str) -> Iterator[Row]:
    """The labelled rows of ``grid`` from ``first`` down; ``noun`` measures the rows where their labels do not say it."""
    reader = _Reader(text, grid, frame, year, noun)
    for index in range(first, grid.rows):
        row = reader.row(index)
        if row is not None:
            yield row
