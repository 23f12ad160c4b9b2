"""A row of a ranking as a flat record for programs, and as cells for sheets. Knows no database."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from taizhang.rankings.scoring import Part
from taizhang.rankings.tables import Heading, Row, Table

#: What stands before the indicators in a sheet, in the order of columns; docs/reference/rankings.md describes each.
COLUMNS = (
    *("scheme", "group", "day", "number", "rank", "place", "name", "score", "level", "change", "movement"),
    *("best", "worst", "known"),
)
_CENT = Decimal("0.01")


def record(table: Table, row: Row) -> dict[str, Any]:
    """Every field of a row with exact numbers; ``number`` is that of the frozen ranking, ``None`` before."""
    return {
        "scheme": table.name,
        "version": table.version,
        "group": table.group,
        "day": table.day.isoformat(),
        "number": table.frozen.number if table.frozen else None,
        "frozen": table.frozen.at.isoformat() if table.frozen else None,
        "digest": table.frozen.digest if table.frozen else None,
        "rank": row.rank,
        "place": row.code,
        "name": row.name,
        "score": row.score,
        "level": halves(row)[0],
        "change": halves(row)[1],
        "previous": row.previous,
        "movement": row.movement,
        "best": row.scored.best,
        "worst": row.scored.worst,
        "known": row.scored.known,
        "indicators": [_indicator(heading, part) for heading, part in zip(table.headings, row.parts, strict=True)],
    }


def cells(table: Table, row: Row) -> list[Any]:
    """The row for a sheet: :data:`COLUMNS`, then figure and contribution of each indicator."""
    flat = record(table, row)
    found = [flat[name] for name in COLUMNS]
    for part, given in zip(row.parts, contributions(row), strict=True):
        found += [shown(part), None if part.weight == 0 else given]
    return found


def contributions(row: Row) -> list[Decimal]:
    """What each indicator adds, rounded as the score is, so that together they make it to the last digit."""
    return adding_up([part.contribution for part in row.parts], row.score)


def halves(row: Row) -> tuple[Decimal, Decimal]:
    """What levels and changes add, rounded so that together they make the score."""
    level, change = adding_up([row.level, row.change], row.score)
    return level, change


def adding_up(numbers: Sequence[Decimal], total: Decimal | None) -> list[Decimal]:
    """The numbers rounded to the places of a total so that they make it: who loses most by rounding down is rounded up first.

    >>> [str(each) for each in adding_up([Decimal("1.004"), Decimal("2.004"), Decimal("3.004")], Decimal("6.01"))]
    ['1.01', '2.00', '3.00']
    """
    step = _CENT if total is None else Decimal(1).scaleb(int(total.as_tuple().exponent))
    if total is None:
        return [each.quantize(step) for each in numbers]
    down = [each.quantize(step, ROUND_FLOOR) for each in numbers]
    lacking = int((total - sum(down, Decimal(0))) / step)
    lost = sorted(range(len(numbers)), key=lambda at: (down[at] - numbers[at], at))
    for at in lost[: max(lacking, 0)]:
        down[at] += step
    return down


def shown(part: Part) -> Decimal | None:
    """The figure as it was locked, or the older one that stood in for it."""
    return part.given.value if part.given.value is not None else part.given.last if part.level.imputed else None


def shortened(number: Decimal) -> Decimal:
    """To two places, for people.

    >>> shortened(Decimal("12.345678"))
    Decimal('12.35')
    """
    return number.quantize(_CENT)


def _indicator(heading: Heading, part: Part) -> dict[str, Any]:
    given = part.given
    return {
        "indicator": heading.name,
        "unit": heading.unit,
        "day": heading.day.isoformat() if heading.day else None,
        "value": given.value,
        "last": given.last,
        "per": heading.item.per or None,
        "denominator": given.per,
        "target": given.target,
        "before": given.before,
        "level": part.level.value,
        "change": part.change.value,
        "level_points": part.level.points,
        "change_points": part.change.points,
        "weight": part.weight,
        "contribution": part.contribution,
        "missing": part.gap or None,
    }
