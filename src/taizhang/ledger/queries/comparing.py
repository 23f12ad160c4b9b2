"""Laying documents and the ledger side by side: every promise with what the other side says, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from taizhang.comparison import Difference, compare_claims
from taizhang.ledger.models import Discrepancy, Document, Source
from taizhang.ledger.queries import reconciling as queries
from taizhang.ledger.queries.naming import last_day
from taizhang.measures.errors import MeasureError
from taizhang.measures.quantities import Quantity
from taizhang.measures.targets import Polarity, is_met
from taizhang.reading.results import Claim

#: What must be ruled on where two documents promise: everything that does not weigh the same, and what was dropped.
_DISPUTED = frozenset({"raised", "lowered", "changed", "dropped"})
_Outcome = Discrepancy.Outcome


@dataclass(frozen=True, slots=True)
class Found:
    """One promise between the two sides.

    ``whose`` gives every claim's document by ``id(claim)``, one table for all; ``further`` is what the new document
    promises next of what was promised before, ``outcome`` what became of it (both only where promises are laid
    against results).
    """

    difference: Difference
    whose: dict[int, Document]
    disputed: bool = False
    further: tuple[Claim, ...] = ()
    outcome: str = ""

    @property
    def old(self) -> tuple[Claim, ...]:
        """What the old side says."""
        return self.difference.old

    @property
    def new(self) -> tuple[Claim, ...]:
        """What the new side says."""
        return self.difference.new


@dataclass(slots=True)
class _Side:
    """Claims with their documents, and how many more there are that were too many to compare."""

    claims: list[Claim] = field(default_factory=list)
    whose: dict[int, Document] = field(default_factory=dict)
    left_out: int = 0

    def add(self, claims: Sequence[Claim], document: Document) -> _Side:
        self.claims += claims
        self.whose |= {id(each): document for each in claims}
        return self


def compared(old: Document | None, new: Document, against: str) -> tuple[list[Found], int]:
    """What became of every promise of ``old`` (of the ledger without one) in ``new``; how many were not compared."""
    said = queries.claims_of(new)
    if against == "actual":
        return _followed(old, new, said)
    mine, yours = _promised(old, new, new.year), _Side().add(_of(said, "target"), new)
    years = _years(old, new)
    found, whose = compare_claims(mine.claims, yours.claims, years=years), mine.whose | yours.whose
    return [Found(each, whose, _disputed(each, new, years)) for each in found], mine.left_out


def _followed(old: Document | None, new: Document, said: list[Claim]) -> tuple[list[Found], int]:
    results, targets = _of(said, "actual"), _of(said, "target")
    mine = _promised(old, new, _looked_back_on(results, new), exactly=True)
    yours = _Side().add(said, new)
    again = compare_claims(mine.claims, targets, years=_years(old, new) if old else 1)
    further = {_ids(each.old): each.new for each in again if each.old}
    found, whose = [each for each in compare_claims(mine.claims, results) if each.old], mine.whose | yours.whose
    followed = [
        Found(each, whose, False, next_, outcome(each, next_))
        for each in found
        for next_ in [further.get(_ids(each.old), ())]
    ]
    return followed, mine.left_out


def outcome(difference: Difference, further: Sequence[Claim]) -> str:
    """What became of a promise that was laid against results."""
    match difference.status:
        case "unchanged" | "raised":
            return _Outcome.MET
        case "lowered":
            return _Outcome.MET if _near_enough(difference) else _Outcome.MISSED
        case "dropped":
            return _Outcome.RENEWED if further else _Outcome.SILENT
        case _:
            return _Outcome.UNCLEAR


def _near_enough(difference: Difference) -> bool:
    """Whether a result below a promise of 左右 is still within it."""
    target, result = _quantity(difference.old[0]), _quantity(difference.new[0])
    if target is None or result is None or target.comparator != "~":
        return False
    polarity: Polarity = "up" if result.value < target.value else "down"
    try:
        return is_met(target, result, polarity) is True
    except MeasureError:
        return False


def _quantity(claim: Claim) -> Quantity | None:
    if claim.value is None or not claim.unit:
        return None
    return Quantity(claim.value, claim.unit, claim.comparator or "=")


def _promised(old: Document | None, new: Document, year: int | None, *, exactly: bool = False) -> _Side:
    side = _Side()
    if old is not None:
        return side.add(_of(queries.claims_of(old), "target"), old)
    rows, side.left_out = queries.comparable(queries.ledger_sources(new, year, exactly=exactly), new)
    lines: dict[int | None, list[Source]] = {}
    for source in rows.select_related("document", "commitment").defer("document__text", "document__reading"):
        lines.setdefault(source.commitment_id, []).append(source)
    for sources in lines.values():
        claim, document = _standing(sources)
        side.add([claim], document)
    return side


def _standing(sources: Sequence[Source]) -> tuple[Claim, Document]:
    """A line of the ledger as it stands now, in the words of the source that says so, else of its first."""
    claims = [(queries.claim_of(each.record), each) for each in sources]
    line = sources[0].commitment
    if line is None:
        return claims[0][0], sources[0].document
    claim, source = next((pair for pair in claims if pair[0].value == line.value), claims[0])
    now: dict[str, Any] = {
        "indicator": line.title,
        "value": line.value,
        "unit": line.unit or None,
        "comparator": line.comparator or None,
        "measure": line.measure or None,
        "direction": line.direction or None,
        "period": line.period or None,
        "strength": line.strength,
        "kind": line.kind,
    }
    return replace(claim, **now), source.document


def _of(claims: Sequence[Claim], role: str) -> list[Claim]:
    return [each for each in claims if each.role == role]


def _ids(claims: Sequence[Claim]) -> tuple[int, ...]:
    return tuple(id(each) for each in claims)


def _years(old: Document | None, new: Document) -> int:
    return new.year - old.year if old and old.year and new.year else 0


def _disputed(difference: Difference, new: Document, years: int) -> bool:
    """Whether both sides cannot stand: of plans of different years only what the older still promises for the newer."""
    if difference.status not in _DISPUTED:
        return False
    days = [last_day(claim.period) for claim in difference.old]
    return years == 0 or any(day is not None and new.year is not None and day.year >= new.year for day in days)


def _looked_back_on(results: Sequence[Claim], new: Document) -> int | None:
    """The year most of the results speak of, the year before the document's own where none says."""
    days = [last_day(claim.period) for claim in results]
    years = Counter(day.year for day in days if day is not None)
    if years:
        return min(years, key=lambda year: (-years[year], year))
    return new.year - 1 if new.year else None
