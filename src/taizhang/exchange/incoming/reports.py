"""The reports that lines may be about: everything the person fills in for the days a file speaks of, by name and place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from taizhang.accounts.models import User
from taizhang.exchange.incoming.headings import folded
from taizhang.ledger.models import Alias
from taizhang.progress.models import Period
from taizhang.progress.queries.workbooks import fillable


@dataclass(frozen=True, slots=True)
class Known:
    """One report: its key, every name for what it is about, and its unit."""

    key: int
    names: frozenset[str]
    unit: str


@dataclass(slots=True)
class Fillable:
    """What can be filled in: reports by day and place, places by code and name, and the names to choose from."""

    reports: dict[tuple[date, str], list[Known]] = field(default_factory=dict)
    codes: dict[str, set[str]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    days: set[date] = field(default_factory=set)

    @classmethod
    def of(cls, user: User, days: Collection[date]) -> Fillable:
        """For these days."""
        found = cls()
        aliases: dict[int, list[str]] = {}
        for pk, name in Alias.objects.values_list("indicator", "name"):
            aliases.setdefault(pk, []).append(name)
        for period in Period.objects.filter(last__in=days):
            found._add(user, period, aliases)
        return found

    def _add(self, user: User, period: Period, aliases: Mapping[int, Collection[str]]) -> None:
        rows = fillable(user, period).order_by("pk")
        columns = ("commitment__title", "commitment__indicator_id", "commitment__indicator__name")
        places = ("commitment__place__code", "commitment__place__name", "commitment__unit", "on")
        for key, title, indicator, name, code, place, unit, on in rows.values_list("pk", *columns, *places):
            names = [title, *([name, *aliases.get(indicator, ())] if indicator else ())]
            known = Known(key, frozenset(folded(each) for each in names), unit)
            self.reports.setdefault((on, code), []).append(known)
            self.codes.setdefault(folded(place), set()).add(code)
            self.places[code] = place
            self.titles |= {folded(each): each for each in names}
            self.days.add(on)

    def code_of(self, words: str) -> str | None:
        """The code of a place by its code or name; nothing where none or several have it."""
        if words in self.places:
            return words
        found = self.codes.get(folded(words), set())
        return next(iter(found)) if len(found) == 1 else None
