"""What a dashboard speaks of: the commitments a person reaches, narrowed as the ledger's own list narrows them.

The filters are those of that list, by name and meaning, so that every mark leads to exactly what it counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from taizhang.accounts.models import User
from taizhang.ledger import states
from taizhang.ledger.lists import COMMITMENTS
from taizhang.ledger.marks import marked
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries import commitments
from taizhang.places.models import Place
from taizhang.ui.keeping import kept, vast
from taizhang.ui.lists import Filter

#: The most years a ledger offers.
_YEARS = 50


@dataclass(frozen=True, slots=True)
class Extent:
    """Commitments at ``place`` and below it, as far as the person reaches; ``asked`` are the list's filters in force."""

    user: User
    place: Place
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> QuerySet[Commitment]:
        """What counts, without joins or order."""
        rows = commitments.reached(self.user).exclude(state__in=states.GONE)
        found = filters()
        for name, value in self.filters.items():
            rows = found[name].apply(rows, value)
        return rows

    @property
    def filters(self) -> dict[str, str]:
        """The filters in force, the place among them; a day before the light, which it changes the meaning of."""
        named = {"place": self.place.code, **self.asked}
        return {name: named[name] for name in filters() if named.get(name)}

    @property
    def day(self) -> date | None:
        """The day as known on which lights are asked for; ``None`` for now."""
        return date.fromisoformat(self.asked["known"]) if self.asked.get("known") else None

    @property
    def key(self) -> tuple[Any, ...]:
        """What decides the counts: two people with the same roles at the same places see the same."""
        return (*scope_key(self.user), self.place.path, *sorted(self.filters.items()))

    @property
    def vast(self) -> bool:
        """Whether it takes in so many that what is counted of them is kept for a minute."""
        return reaches_many(self.user)

    def narrowed(self, **asked: str) -> Extent:
        """The same with further filters."""
        return Extent(self.user, self.place, {**self.asked, **asked})

    def own(self) -> Extent:
        """What lies at the place itself, without what lies below."""
        return self.narrowed(level=self.place.level)

    @property
    def query(self) -> str:
        """The filters as a dashboard's own address has them."""
        return urlencode({"year": "", **self.asked, "place": self.place.code})

    def url(self, **asked: str) -> str:
        """The ledger's list of these, narrowed further."""
        return f"{reverse('ledger:list')}?{urlencode({**self.filters, **asked})}"


def filters() -> dict[str, Filter]:
    """The filters of the ledger's list, with what stands above the ledger, by name."""
    return {each.name: each for each in marked(COMMITMENTS).filters}


def scope_key(user: User) -> tuple[Any, ...]:
    """What decides what a person reaches."""
    return tuple(sorted((each.role, each.organisation.path, each.organisation.place.path) for each in user.held))


def reaches_many(user: User) -> bool:
    """Whether the person reaches so many commitments that what is counted of them is kept."""
    return vast(commitments.reached(user), ("commitments", scope_key(user)))


def home_place(user: User) -> Place | None:
    """The uppermost place of the person's organisations."""
    places = [each.organisation.place for each in user.held]
    return min(places, key=lambda each: (len(each.path), each.path), default=None)


def year_at_hand(user: User, today: date) -> str:
    """The plan year to begin with: this one, else the last before it, else the next; empty where nothing has a year."""
    reached = commitments.reached(user)
    years = kept(("years", scope_key(user)), lambda: _years(reached), lambda _years: reaches_many(user)).value
    past = [year for year in years if year <= today.year]
    return str(past[0] if past else min(years)) if years else ""


def _years(rows: QuerySet[Commitment]) -> list[int]:
    found = rows.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()[:_YEARS]
    return [year for year in found if year is not None]
