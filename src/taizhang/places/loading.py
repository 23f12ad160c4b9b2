"""Loads published divisions from a table of codes and names; loading again adds only what is missing."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from taizhang.journal.actions import Actor, action
from taizhang.journal.writes import wrote
from taizhang.places.codes import LENGTHS, is_pseudo, level_of, parent_code
from taizhang.places.models import Kind, Place, Standing
from taizhang.places.paths import child

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One published division."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: places added, places that were there, and those there under another name."""

    added: int
    present: int
    renamed: tuple[Row, ...]


def published(under: str = "") -> list[Row]:
    """The divisions shipped with taizhang: those whose code begins so, and what lies above them."""
    table = files("taizhang.places").joinpath("data/guangdong.csv").read_text(encoding="utf-8")
    rows = (Row(**row) for row in csv.DictReader(table.splitlines()))
    return [row for row in rows if row.code.startswith(under) or under.startswith(row.code)]


def load(*, actor: Actor, rows: Iterable[Row]) -> Loaded:
    """Add the places that are missing, parents first. A place that is there is never changed."""
    ordered = sorted(rows, key=lambda row: (len(row.code), row.code))
    with action(actor, "places.change") as act:
        known = {place.code: place for place in Place.objects.filter(valid_to=None)}
        present = [row for row in ordered if row.code in known]
        renamed = tuple(row for row in present if known[row.code].name != row.name)
        added = [row for row in ordered if row.code not in known]
        for length in LENGTHS.values():
            _add([row for row in added if len(row.code) == length], known)
        if added:
            act.record(after={"added": len(added), "first": added[0].code, "last": added[-1].code}, note="载入区划")
    return Loaded(len(added), len(present), renamed)


def _add(rows: list[Row], known: dict[str, Place]) -> None:
    places = Place.objects.bulk_create([_place(row, known) for row in rows], batch_size=BATCH)
    wrote(Place, (place.pk for place in places))
    known.update((place.code, place) for place in places)
    standings = [Standing(place=each, code=each.code, name=each.name, parent=each.parent) for each in places]
    Standing.objects.bulk_create(standings, batch_size=BATCH)


def _place(row: Row, known: dict[str, Place]) -> Place:
    parent = _parent(row.code, known)
    return Place(
        code=row.code,
        name=row.name,
        level=level_of(row.code),
        kind=_kind(row, parent),
        parent=parent,
        path=child(parent.path if parent else "", row.code),
    )


def _parent(code: str, known: dict[str, Place]) -> Place | None:
    """The nearest place above that is more than a placeholder."""
    while code := parent_code(code):
        if (place := known.get(code)) and place.kind != Kind.PLACEHOLDER:
            return place
    return None


def _kind(row: Row, parent: Place | None) -> Kind:
    # A county code with its city's name stands for a city without counties.
    if len(row.code) == LENGTHS["county"] and parent and parent.name == row.name:
        return Kind.PLACEHOLDER
    return Kind.PSEUDO if is_pseudo(row.code) else Kind.ORDINARY
