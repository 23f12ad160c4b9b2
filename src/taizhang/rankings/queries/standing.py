"""What pages about one scheme ask: which days there are to look at, the ranking of a day, the targets behind a row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.ledger import states
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries.commitments import visible
from taizhang.progress.models import Period
from taizhang.rankings.models import Frozen, Scheme
from taizhang.rankings.queries.rankings import compute, opened
from taizhang.rankings.queries.schemes import archive, newest_version
from taizhang.rankings.tables import Row, Table

#: Days offered to look at: three years of months.
_DAYS = 36


@dataclass(frozen=True, slots=True)
class Day:
    """A day there is a ranking about: frozen with a number, or still open."""

    day: date
    number: int | None = None


def days(user: User, scheme: Scheme) -> list[Day]:
    """The frozen days, and for those who may see rankings before, the last days of reporting periods since; newest first."""
    kept = list(archive(user).filter(scheme=scheme).values_list("day", "number"))
    newest = max((day for day, _number in kept), default=date.min)
    found = [Day(day, number) for day, number in kept]
    if not scheme.ended and user.has_perm("rankings.preview", scheme):
        rows = Period.objects.filter(place__code__in=_above(scheme), last__gt=newest, last__lte=clock.today())
        found += [Day(day) for day in set(rows.values_list("last", flat=True))]
    return sorted(found, key=lambda each: each.day, reverse=True)[:_DAYS]


def table_on(user: User, scheme: Scheme, day: date) -> Table | None:
    """The ranking about a day: as frozen, else as it stands for those who may see that; ``None`` where there is nothing to see."""
    kept = archive(user).filter(scheme=scheme, day=day).first()
    if kept is not None:
        return opened(kept)
    if scheme.ended or not user.has_perm("rankings.preview", scheme):
        return None
    return compute(newest_version(scheme), day)


def behind(user: User, table: Table, row: Row) -> list[list[Commitment]]:
    """For each indicator the live targets of the place that its figure comes from, as far as the person may see them."""
    indicators = {heading.item.indicator for heading in table.headings}
    rows = visible(user).filter(place=row.place, indicator__in=indicators, kind=Commitment.Kind.FIGURE)
    found: dict[tuple[int, str], list[Commitment]] = defaultdict(list)
    for each in rows.exclude(state__in=states.GONE).filter(year__gte=table.day.year)[:200]:
        found[each.indicator_id or 0, each.measure].append(each)
    return [found[heading.item.indicator, heading.item.measure] for heading in table.headings]


def last_frozen(scheme: Scheme) -> Frozen | None:
    """The newest frozen ranking."""
    return Frozen.objects.filter(scheme=scheme).order_by("-day").first()


def _above(scheme: Scheme) -> list[str]:
    place = scheme.group.place
    return [*place.ancestor_codes, place.code]
