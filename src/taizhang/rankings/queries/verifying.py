"""Whether frozen rankings are still what was frozen, and whether their rules still give the same places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from taizhang.rankings.models import Frozen
from taizhang.rankings.queries.rankings import opened
from taizhang.rankings.scoring import score
from taizhang.rankings.seals import NOTHING, seal
from taizhang.rankings.tables import Table


@dataclass(frozen=True, slots=True)
class Broken:
    """A frozen ranking that is not what it was: its key, and what is wrong (``digest`` or ``score``)."""

    frozen: int
    what: str


def verify_frozen() -> Iterator[Broken]:
    """Every frozen ranking whose digest no longer covers it, or whose figures no longer give its scores and places."""
    rows = Frozen.objects.order_by("scheme", "number").prefetch_related("rows")
    for _scheme, series in groupby(rows, key=lambda each: each.scheme_id):
        before = NOTHING
        for each in series:
            if seal(before, each.content, [row.content for row in each.rows.all()]) != each.digest:
                yield Broken(each.pk, "digest")
            elif not _reckons(opened(each)) or not _agrees(each):
                yield Broken(each.pk, "score")
            before = each.digest


def _reckons(table: Table) -> bool:
    again = score(table.rules, [[part.given for part in row.parts] for row in table.rows])
    return [(each.score, each.rank) for each in again] == [(row.score, row.rank) for row in table.rows]


def _agrees(each: Frozen) -> bool:
    """The columns that lists sort by say what the rows do."""
    return all(
        row.rank == row.content["rank"] and row.score == (row.content["score"] and Decimal(row.content["score"]))
        for row in each.rows.all()
    )
