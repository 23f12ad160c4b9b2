"""The lines of a file as they stand: what, where, when, how much, in words; nothing is looked up yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from taizhang.exchange.incoming.headings import NEEDED, columns_of
from taizhang.reading.sources.held import Held
from taizhang.reading.sources.values import sheets_of

#: Rows looked through for the headings, and rows read at most.
_WITHIN, MOST = 20, 100_000


@dataclass(frozen=True, slots=True)
class Said:
    """One line. ``elements`` are its names for what is measured, the first counts first."""

    number: int
    elements: tuple[str, ...]
    place: str
    period: str
    value: str
    denominator: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's lines, its headings by column, and which column was taken for what. ``more`` says that it was not read to its end."""

    headings: Mapping[int, str]
    columns: Mapping[str, Sequence[int]]
    lines: tuple[Said, ...]
    more: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """What no column was found for."""
        return tuple(role for role in NEEDED if role not in self.columns)


def read_sheet(data: bytes, name: str, chosen: Mapping[str, int]) -> Sheet:
    """The first sheet with headings. Raises SourceError for what is no table."""
    best = Sheet({}, {}, ())
    for values in sheets_of(data, name):
        for _row, cells in islice(values.rows, _WITHIN):
            headings = {column: _words(held)[:80] for column, held in cells.items()}
            columns = columns_of(headings, chosen)
            if len(columns) > len(best.columns) or (not best.headings and len(headings) > 2):
                best = Sheet(headings, columns, ())
            if not Sheet(headings, columns, ()).missing:
                lines = tuple(islice(_lines(values.rows, columns), MOST + 1))
                return Sheet(headings, columns, lines[:MOST], len(lines) > MOST)
    return best


def _lines(rows: Iterator[tuple[int, Mapping[int, Held]]], columns: Mapping[str, Sequence[int]]) -> Iterator[Said]:
    for number, cells in rows:

        def cell(role: str, cells: Mapping[int, Held] = cells) -> str:
            return next((_words(cells[column]) for column in columns.get(role, ()) if column in cells), "")

        names = [_words(cells[column]) for column in columns["element"] if column in cells]
        elements = tuple(dict.fromkeys(each[:300] for each in names if each))
        if elements or cell("value"):
            rest = {role: cell(role)[:300] for role in ("denominator", "unit")}
            yield Said(
                number,
                elements,
                cell("place")[:80],
                cell("period")[:40],
                cell("value")[:80],
                **rest,
                note=cell("note")[:2000],
            )


def _words(held: Held) -> str:
    """What a cell says; the apostrophe that keeps a text from running as a formula is not part of it."""
    words = held.words.replace("\0", "").strip()
    return words[1:] if words[:1] == "'" else words
