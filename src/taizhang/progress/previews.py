"""What a filled sheet would do, counted, with the first rows of each sort; kept as JSON where it was made in the background."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from taizhang.progress.forms.filled import Change, Difference, Filled, Row, Said

#: Rows shown of each sort; all are counted, and all are saved.
SHOWN = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as the page shows it."""

    title: str
    place: str
    problems: tuple[Said, ...]
    changes: tuple[Change, ...]
    differences: tuple[Difference, ...]
    doubts: tuple[str, ...]
    lacks: str

    @classmethod
    def of(cls, row: Row) -> Shown:
        """What the page says of a row that was read; what is wrong with several of its cells alike is said once."""
        parts = (_together(row.problems), tuple(row.changes), tuple(row.differences))
        return cls(row.title, row.place, *parts, tuple(row.doubts), row.lacks if row.filling else "")

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Shown:
        """What JSON kept of it."""
        return cls(
            data["title"],
            data["place"],
            tuple(Said(**each) for each in data["problems"]),
            tuple(Change(**each) for each in data["changes"]),
            tuple(Difference(**each) for each in data["differences"]),
            tuple(data["doubts"]),
            data["lacks"],
        )


def _together(problems: Iterable[Said]) -> tuple[Said, ...]:
    references: dict[str, list[str]] = {}
    for each in problems:
        references.setdefault(each.words, []).append(each.reference)
    return tuple(Said("、".join((first, *map(_cell, more))), words) for words, (first, *more) in references.items())


def _cell(reference: str) -> str:
    """Without its sheet, which the first of them names."""
    return reference.rpartition("!")[2]


@dataclass(slots=True)
class Preview:
    """What a sheet would do. ``failure`` says why it cannot be read, ``refused`` what was not saved when it was to be."""

    changed: list[Shown] = field(default_factory=list)
    wrong: list[Shown] = field(default_factory=list)
    refused: list[Said] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    changes: int = 0
    cells: int = 0
    faults: int = 0
    differences: int = 0
    unchanged: int = 0
    complete: int = 0
    more: bool = False
    tampered: bool = False
    failure: str = ""

    def begin(self, filled: Filled) -> None:
        """What is to be said of the file as a whole."""
        self.tampered = filled.tampered
        if filled.table is not None:
            self.unread, self.doubled = list(filled.table.unread), list(filled.table.doubled)

    def add(self, rows: Iterable[Row]) -> None:
        """Count rows, and keep them while there is room."""
        for row in rows:
            self.faults += len(row.problems)
            self.differences += len(row.differences)
            if row.problems or row.differences:
                self._keep(self.wrong, row)
            if row.filling:
                self.changes += 1
                self.cells += sum(each.typed for each in row.changes)
                self.complete += not row.lacks
                self._keep(self.changed, row)
            elif row.is_unchanged:
                self.unchanged += 1

    def _keep(self, among: list[Shown], row: Row) -> None:
        if len(among) < SHOWN:
            among.append(Shown.of(row))
        else:
            self.more = True

    def data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Preview:
        """What ``data`` gave."""
        shown = {name: [Shown.from_data(each) for each in data[name]] for name in ("changed", "wrong")}
        refused = [Said(**each) for each in data["refused"]]
        return cls(**{**data, **shown, "refused": refused})
