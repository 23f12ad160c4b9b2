"""Frames: the columns of one table in their parts, label, owner, values, and what the values claim of which time."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from taizhang.measures.periods import Period
from taizhang.reading.claims.lexemes import RATES
from taizhang.reading.results import Role
from taizhang.reading.tables.captions import Caption
from taizhang.reading.tables.columns import Column, ColumnKind


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns by what they do for a row; ``label`` may be ``None`` where places or years label the rows."""

    label: Column | None
    place: Column | None
    year: Column | None
    unit: Column | None
    deadline: Column | None
    owner: Column | None
    co_owner: Column | None
    values: tuple[Column, ...]
    prose: tuple[Column, ...]

    @property
    def baseline(self) -> int | None:
        """The last year that one column claims as reached and another aims beyond."""
        reached = [column.period.year for column in self.values if column.claimed == "actual" and column.period]
        return max(reached) if reached and self.horizon else None

    @property
    def horizon(self) -> int | None:
        """The last year a column aims at."""
        aimed = [column.period.year for column in self.values if column.claimed == "target" and column.period]
        return max(aimed, default=None)


def read_frames(columns: Sequence[Column], caption: Caption, kind: str | None, year: int | None) -> list[Frame]:
    """The tables that stand side by side in ``columns``; none where a heading says that it is no plan or report."""
    if any(column.kind == "refused" for column in columns):
        return []
    return [_frame(part, caption, kind, year) for part in _side_by_side(columns)]


def _side_by_side(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """Stretches of columns that each begin with the same label heading; mostly one."""
    labels = [at for at, column in enumerate(columns) if column.kind in ("label", "place")]
    again = [at for at in labels[1:] if columns[at].kind == columns[labels[0]].kind and columns[at - 1].kind == "value"]
    edges = [0, *again, len(columns)]
    for first, last in itertools.pairwise(edges):
        yield columns[first:last]


def _frame(columns: Sequence[Column], caption: Caption, kind: str | None, year: int | None) -> Frame:
    values = tuple(column for column in columns if column.kind == "value")
    labels = [column for column in columns if column.kind == "label"]
    place = _first(columns, "place")
    label = labels[-1] if labels else None
    if label is None and place is None and _first(columns, "year") is None and values:
        label = _unnamed_label(columns, values[0].index)
    prose = [column for column in columns if column.kind == "prose"]
    if not values and (prose or any(column.kind in ("owner", "deadline") for column in columns)):
        # Without a column of numbers the tasks themselves say how much.
        prose = sorted([*labels, *prose], key=_index)
    return Frame(
        label,
        place,
        _first(columns, "year"),
        _first(columns, "unit"),
        _first(columns, "deadline"),
        _first(columns, "owner"),
        _first(columns, "co_owner"),
        _claimed(values, caption, kind, year),
        tuple(prose),
    )


def _index(column: Column) -> int:
    return column.index


def _first(columns: Sequence[Column], kind: ColumnKind) -> Column | None:
    return next((column for column in columns if column.kind == kind), None)


def _unnamed_label(columns: Sequence[Column], first_value: int) -> Column | None:
    """The last text column before the numbers, where no heading says what labels the rows."""
    texts = [column for column in columns if column.index < first_value and column.kind in ("other", "category")]
    named = [column for column in texts if not column.heading.roles or column.kind == "category"]
    return replace(named[-1], kind="label") if named else None


def _claimed(values: Sequence[Column], caption: Caption, kind: str | None, year: int | None) -> tuple[Column, ...]:
    """The value columns, each with what it claims as far as headings, caption and the document's year tell."""
    aims = any(column.claimed == "target" for column in values)
    done: list[Column] = []
    for column in values:
        role = column.claimed
        period = column.period
        if role is None and column.movement and not period:
            role, period = _beside(column, done)
        if column.movement and not column.heading.words:
            column = replace(column, heading=replace(column.heading, words=_words_beside(column, done)))
        if role is None:
            role = _by_year(period or caption.period, caption.role, kind, year, aims)
        done.append(replace(column, claimed=role, period=period))
    return tuple(done)


def _words_beside(column: Column, before: Sequence[Column]) -> str:
    """What the heading names that a rate or a rank belongs to: the amount to its left, or the rate that is ranked."""
    if column.movement == "rank" and before:
        return before[-1].heading.words
    amounts = (left for left in reversed(before) if left.movement is None and not _is_share(left))
    return next((left.heading.words for left in amounts), "")


def _is_share(column: Column) -> bool:
    return column.heading.unit is not None and column.heading.unit.unit in RATES


def _beside(column: Column, before: Sequence[Column]) -> tuple[Role | None, Period | None]:
    """Role and period of the column a rate or a rank belongs to: the latest of those to its left."""
    amounts: list[Column] = []
    for left in reversed(before):
        if left.movement is None:
            amounts.append(left)
        elif amounts:
            break
    if not amounts:
        return None, None
    dated = [left for left in amounts if left.period is not None]
    measured = max(dated, key=_last_day) if len(dated) == len(amounts) else amounts[0]
    if column.heading.yearly and measured.claimed == "target":
        return "target", None
    return measured.claimed, measured.period


def _last_day(column: Column) -> date:
    return column.period.last_day if column.period else date.min


def _by_year(period: Period | None, said: Role | None, kind: str | None, year: int | None, aims: bool) -> Role | None:
    """What a column without a word on it claims; ``said`` is what the caption says, ``aims`` if another column aims.

    A plan aims at its own year and those after it, a report at the year it is given in; others look back.
    """
    if kind in ("results", "news") and not aims:
        return said or "actual"
    if period is None:
        return said
    if year is None:
        return "actual" if aims else said
    return "target" if (period.end or period).year >= year else "actual"
