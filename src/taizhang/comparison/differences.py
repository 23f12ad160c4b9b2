"""What comparison returns: one difference per promise, with the claims on both sides and what changed between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args

from taizhang.reading.results import Claim

Status = Literal["unchanged", "raised", "lowered", "changed", "dropped", "new"]
Field = Literal["value", "comparator", "unit", "measure", "direction", "definition", "scope", "deadline", "strength"]

STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Change:
    """One respect in which a promise reads differently: ``old`` and ``new`` are what either document says.

    ``value`` holds base units as a claim does (万 and 亿 multiplied out), ``definition`` the two names of the
    indicator, ``scope`` the place and the unit a quota is for (东莞市每个镇), ``deadline`` the two periods; the other
    fields are those of the claims.
    """

    field: Field
    old: Decimal | str | None
    new: Decimal | str | None

    def record(self) -> dict[str, Any]:
        """The change as plain JSON values; whole numbers are integers."""
        return {"field": self.field, "old": _plain(self.old), "new": _plain(self.new)}


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one promise between two documents.

    ``old`` and ``new`` are the claims that make it, headline and body together; a dropped promise has none in ``new``,
    a new one none in ``old``. ``status`` says whether it weighs the same, more or less; ``changes`` lists everything
    that reads differently, so that an unchanged promise may still have lost a 不少于.
    """

    status: Status
    old: tuple[Claim, ...]
    new: tuple[Claim, ...]
    indicator: str
    changes: tuple[Change, ...] = ()

    def record(self) -> dict[str, Any]:
        """The difference as one JSON record; ``old`` and ``new`` are the offsets of the claims in their documents."""
        return {
            "status": self.status,
            "old": [claim.start for claim in self.old],
            "new": [claim.start for claim in self.new],
            "indicator": self.indicator,
            "changes": [change.record() for change in self.changes],
        }


def tally(differences: Iterable[Difference]) -> dict[Status, int]:
    """How many promises have each status; every status is there, in the order of the documentation."""
    counted = Counter(difference.status for difference in differences)
    return {status: counted[status] for status in STATUSES}


def _plain(side: Decimal | str | None) -> int | float | str | None:
    if not isinstance(side, Decimal):
        return side
    return int(side) if side == side.to_integral_value() else float(side)
