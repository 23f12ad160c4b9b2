"""What was corrected since a ranking went out: its figures beside those locked now."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.places.models import Place
from taizhang.rankings.models import Frozen
from taizhang.rankings.queries.figures import facts, figures
from taizhang.rankings.queries.rankings import opened
from taizhang.rankings.scoring import Given
from taizhang.rankings.tables import Correction, Table

_WHAT = ("value", "per", "target")


def corrections(frozen: Frozen) -> list[Correction]:
    """Every figure, denominator and target of a frozen ranking that stands otherwise now."""
    table = opened(frozen)
    return list(_differing(frozen, table))


def unprinted(frozen: list[Frozen]) -> list[Correction]:
    """The corrections of some frozen rankings of one scheme, oldest first, that none of the later ones has printed."""
    found = [each for one in sorted(frozen, key=lambda each: each.number) for each in corrections(one)]
    printed = {_said(Correction.from_data(data)) for one in frozen for data in one.content["corrections"]}
    return [each for each in found if _said(each) not in printed]


def _said(each: Correction) -> tuple[object, ...]:
    return each.number, each.place, each.indicator, each.what, each.now


def _differing(frozen: Frozen, table: Table) -> Iterator[Correction]:
    places = list(Place.objects.filter(pk__in=[row.place for row in table.rows]))
    found = figures(table.rules.items, [each.pk for each in places], frozen.day)
    shared = facts({item.per for item in table.rules.items if item.per}, places, frozen.day)
    for row in table.rows:
        for heading, part in zip(table.headings, row.parts, strict=True):
            key = heading.item.indicator, heading.item.measure
            now = Given(
                value=found.locked(key, row.place) if found.days.get(key) == heading.day else part.given.value,
                per=shared.get((heading.item.per, row.place)) if heading.item.per else None,
                target=found.target(key, row.place),
            )
            for what in _WHAT:
                was, is_now = getattr(part.given, what), getattr(now, what)
                if was != is_now:
                    yield Correction(frozen.number, frozen.day, row.place, row.name, heading.name, what, was, is_now)
