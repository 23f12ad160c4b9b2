"""Rows of a filled sheet that say what is stored already, told by their values alone; nothing is made of them.

Whoever uploads a sheet a second time, or a whole one for a few changed rows, waits for those only. What is not plainly the same is
left to the careful reading: this one says no more than that nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import QuerySet

from taizhang.ledger.models.commitments import way_of_adding
from taizhang.progress.headings import heading
from taizhang.progress.models import Report
from taizhang.progress.sheet_columns import ENTRIES
from taizhang.progress.sheet_layout import Record, Table

_WORDS = ("note", "problem", "help_wanted", "explanation")
_COMMITMENT = ("title", "place__name", "kind", "measure", "unit", "value", "indicator__adds_up")


@dataclass(frozen=True, slots=True)
class _Stored:
    """What a report holds and what decides how its cells are read."""

    entries: Mapping[str, Any]
    title: str
    place: str
    kind: str
    measure: str
    unit: str
    target: Decimal | None
    own: str | None

    @property
    def figures(self) -> tuple[str, ...] | None:
        """The cells that take a figure, as a :class:`Line` has them; ``None`` for a ratio, which is left to the careful reading."""
        adds_up = way_of_adding(self.kind, self.measure, self.unit, self.own)
        if adds_up == "ratio":
            return None
        if self.kind != "figure":
            return ()
        return ("this", "value") if self.measure == "delta" and adds_up == "sum" else ("value",)


def unchanged(table: Table, records: Mapping[int, Record], rows: QuerySet[Report]) -> Iterator[int]:
    """The keys of those records, by the key of their report, whose every cell says what is stored; ``rows`` may be filled."""
    names = [f"commitment__{name}" for name in _COMMITMENT]
    columns = [name for name in ENTRIES if name in table.columns]
    for pk, *values in rows.filter(counted=False).order_by().values_list("pk", *ENTRIES, *names):
        stored = _Stored(dict(zip(ENTRIES, values, strict=False)), *values[len(ENTRIES) :])
        if _is_same(records[pk], columns, stored):
            yield pk


def _is_same(record: Record, columns: list[str], stored: _Stored) -> bool:
    if record.spread or record.words("title") != stored.title or record.words("place") != stored.place:
        return False
    figures, asked = stored.figures, heading(stored.unit, stored.target)
    if figures is None or record.words("unit") not in ("", asked.words):
        return False
    for name in columns:
        held = record.cells.get(name)
        words = held.words if held is not None else ""
        if held is not None and held.formula:
            return False
        if name in figures:
            if not _is_figure(words, stored.entries[name], asked.scale):
                return False
        elif name in _WORDS or name == "data_date":
            if words != _written(stored.entries[name]):
                return False
        elif words:
            return False
    return True


def _is_figure(words: str, value: Decimal | None, scale: Decimal) -> bool:
    if not words or value is None:
        return not words and value is None
    try:
        return Decimal(words.replace(",", "")) * scale == value
    except InvalidOperation:
        return False


def _written(value: date | str | None) -> str:
    return value if isinstance(value, str) else value.isoformat() if value else ""
