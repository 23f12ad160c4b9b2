"""The tree of shares, one level at a time: each share with what its own shares come to and what it must reach at least."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from taizhang.ledger import states
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries.commitments import shares
from taizhang.ledger.queries.floors import Floors, in_force
from taizhang.ledger.shares import Verdict, verdict

#: A level longer than this is cut: no place has so many directly below it.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Branch:
    """A share as the tree shows it: how many shares it has itself, what those come to, and its floor where it is below."""

    share: Commitment
    of_organisation: bool
    below: int
    verdict: Verdict | None
    least: Decimal | None

    @property
    def name(self) -> str:
        """Whose share it is: the place, or the organisation where the place is that of the whole."""
        return str(self.share.lead or self.share.place) if self.of_organisation else str(self.share.place)


@dataclass(frozen=True, slots=True)
class Level:
    """The shares of one commitment, and what they come to where they add up."""

    branches: list[Branch]
    verdict: Verdict | None
    cut: bool


def level(whole: Commitment) -> Level:
    """The live shares of a commitment, in a bounded number of queries however many there are."""
    live = Q(shares__state__in=[each for each in states.states() if each not in states.GONE])
    rows = shares(whole).annotate(below=Count("shares", filter=live), total=Sum("shares__value", filter=live))
    found = list(rows[: LONGEST + 1])
    floors = in_force(whole) if found else Floors(())
    branches = [_branch(whole, each, floors) for each in found[:LONGEST]]
    parts = [each.share.value for each in branches if each.share.value is not None]
    cut = len(found) > LONGEST
    made = verdict(parts, whole.value) if parts and whole.value is not None and whole.adds_up == "sum" else None
    return Level(branches, None if cut else made, cut)


def _branch(whole: Commitment, share: Commitment, floors: Floors) -> Branch:
    below, total = getattr(share, "below", 0), getattr(share, "total", None)
    adding = total is not None and share.value is not None and whole.adds_up == "sum"
    beside = share.place_id == whole.place_id
    least = None if beside or not floors.rows else floors.of(share.place)
    lacking = least is not None and share.value is not None and share.value < least
    return Branch(
        share=share,
        of_organisation=beside,
        below=below,
        verdict=verdict([total], share.value) if adding and total is not None and share.value is not None else None,
        least=least if lacking else None,
    )
