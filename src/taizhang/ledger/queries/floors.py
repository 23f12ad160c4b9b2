"""Floors as pages and actions need them: those in force for a target, and what they come to for each place below."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from taizhang.ledger.floors import Quota, least
from taizhang.ledger.models import Commitment, Floor
from taizhang.places.models import Place

#: What sorts after every path below a place.
_AFTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors in force for a target and its shares: its own and those of the targets above it.

    ``units`` holds the paths of all units of each level below the target, ``named`` those of each floor's list.
    """

    rows: Sequence[Floor]
    units: dict[str, list[str]] = field(default_factory=dict)
    named: dict[int, list[str]] = field(default_factory=dict)

    def of(self, place: Place) -> Decimal | None:
        """The least a place must reach; ``None`` where no floor reaches it."""
        counted = {level: _below(paths, place.path) for level, paths in self.units.items()}
        if not any(counted.values()):
            return None
        return least([self._quota(each, place) for each in self.rows], counted)

    def all(self, whole: Commitment) -> Decimal:
        """The least the whole must reach."""
        counted = {level: len(paths) for level, paths in self.units.items()}
        quotas = [Quota(each.level, each.value, each.count) for each in self.rows if each.commitment_id == whole.pk]
        others = [self._quota(each, whole.place) for each in self.rows if each.commitment_id != whole.pk]
        return least([*quotas, *others], counted)

    def counted(self, floor: Floor) -> int:
        """How many units a floor is for, of those below the target at hand."""
        return len(self.units.get(floor.level, ())) if floor.count is None else floor.count

    def _quota(self, floor: Floor, place: Place) -> Quota:
        """A floor for one place alone: of certain units only those known to lie there."""
        known = None if floor.count is None else _below(self.named.get(floor.pk, []), place.path)
        return Quota(floor.level, floor.value, known)


def in_force(commitment: Commitment) -> Floors:
    """The floors of a target and of the targets above it, with the units they are for."""
    chain, above = [commitment.pk], commitment.parent
    while above is not None:
        chain.append(above.pk)
        above = above.parent
    rows = list(Floor.objects.filter(commitment__in=chain).select_related("commitment", "source"))
    if not rows:
        return Floors(())
    return Floors(rows, _units({each.level for each in rows}, commitment.place), _named(rows))


def sayings(commitment: Commitment) -> QuerySet[Commitment]:
    """Lines of the ledger that may be a floor of the target: so much for every unit, in the same unit of measure."""
    rows = Commitment.objects.filter(place=commitment.place, unit=commitment.unit, title__contains="每", parent=None)
    return rows.exclude(pk=commitment.pk).exclude(state__in=["ended", "merged"]).order_by("title", "pk")


def _units(levels: Iterable[str], place: Place) -> dict[str, list[str]]:
    rows = Place.objects.filter(path__within=place.path, level__in=levels, valid_to=None)
    found: dict[str, list[str]] = {level: [] for level in levels}
    for level, path in rows.exclude(kind=Place.Kind.PLACEHOLDER).values_list("level", "path"):
        found[level].append(path)
    return {level: sorted(paths) for level, paths in found.items()}


def _named(rows: Sequence[Floor]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for floor, path in Floor.objects.filter(pk__in=[each.pk for each in rows]).values_list("pk", "places__path"):
        if path:
            found.setdefault(floor, []).append(path)
    return {floor: sorted(paths) for floor, paths in found.items()}


def _below(paths: Sequence[str], path: str) -> int:
    return bisect_left(paths, path + _AFTER) - bisect_left(paths, path)
