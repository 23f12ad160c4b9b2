"""A resource: rows that may be read from outside, their columns, and how they can be narrowed.

The same declaration answers for the API, its description, bulk files and their dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import F, Model, QuerySet

from taizhang.exchange.columns import Column, Nature, Written, nature, written
from taizhang.exchange.readers import Reader
from taizhang.places.models import Place

Rows = QuerySet[Any, Any]
Asked = Literal["integer", "code", "day", "truth", "choice"]
#: Rows fetched at a time where all are wanted.
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow rows: a parameter, what may be said in it, and what it leaves."""

    name: str
    kind: Asked
    apply: Callable[[Rows, Any], Rows]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nested:
    """Rows that belong to each row of a resource (the sources of a commitment): fetched for a whole page with one query.

    ``by`` is the path that leads to the row they belong to.
    """

    name: str
    model: type[Model]
    columns: tuple[Column, ...]
    by: str
    order: tuple[str, ...] = ("pk",)

    def of(self, keys: Collection[int]) -> dict[int, list[dict[str, Written]]]:
        """The rows of each."""
        rows = self.model._default_manager.filter((f"{self.by}__in", keys)).order_by(*self.order)
        found: dict[int, list[dict[str, Written]]] = {key: [] for key in keys}
        for key, *values in rows.values_list(self.by, *_paths(self.columns)):
            found[key].append(_made(self.columns, values))
        return found


@dataclass(frozen=True, slots=True)
class Resource:
    """Rows of one model. ``rows`` applies the reader's scope for ``action``, a row of ``policy.csv``.

    ``settle`` narrows further by what was asked in several filters together; ``of`` is the kind of object for the permission matrix.
    ``key`` is the column by which a row is named in an address.
    """

    name: str
    action: str
    model: type[Model]
    of: str
    rows: Callable[[Reader], Rows]
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    nested: tuple[Nested, ...] = ()
    settle: Callable[[Rows, Mapping[str, Any]], Rows] | None = None
    key: str = "id"

    def nature(self, each: Column) -> Nature:
        """What a column holds."""
        return nature(self.model, each)

    def narrowed(self, reader: Reader, asked: Mapping[str, Any]) -> Rows:
        """What the reader may see of it and asked for."""
        rows = self.rows(reader)
        for each in self.filters:
            if each.name in asked:
                rows = each.apply(rows, asked[each.name])
        return self.settle(rows, asked) if self.settle else rows

    def page(self, rows: Rows, after: int, limit: int) -> tuple[list[dict[str, Any]], int | None]:
        """So many rows after a key, with what belongs to each, and the key to go on after, if there are more."""
        found = list(self._values(rows.filter(pk__gt=after))[: limit + 1])
        more, found = len(found) > limit, found[:limit]
        data: list[dict[str, Any]] = [_made(self.columns, values) for _key, *values in found]
        keys = [key for key, *_values in found]
        for nested in self.nested:
            below = nested.of(keys)
            for key, row in zip(keys, data, strict=True):
                row[nested.name] = below[key]
        return data, keys[-1] if more else None

    def stream(self, rows: Rows) -> Iterator[list[Written]]:
        """Every row as its values in the order of the columns, never all in memory."""
        for _key, *values in self._values(rows).iterator(chunk_size=CHUNK):
            yield list(_made(self.columns, values).values())

    def _values(self, rows: Rows) -> Rows:
        return rows.order_by("pk").values_list("pk", *_paths(self.columns))


def equal(name: str, kind: Asked, lookup: str = "", choices: Iterable[str] = ()) -> Filter:
    """Rows whose column is what is asked."""
    return Filter(name, kind, lambda rows, value: rows.filter((lookup or name, value)), tuple(choices))


def below(lookup: str, name: str = "place") -> Filter:
    """Rows at the place of a code or below it."""

    def apply(rows: Rows, code: str) -> Rows:
        place = Place.objects.filter(code=code, valid_to=None).first()
        return rows.none() if place is None else rows.filter((f"{lookup}path__within", place.path))

    return Filter(name, "code", apply)


def since(lookup: str, name: str = "from") -> Filter:
    """Rows of that day or later."""

    def apply(rows: Rows, day: date) -> Rows:
        return rows.filter((f"{lookup}__gte", day))

    return Filter(name, "day", apply)


def until(lookup: str, name: str = "to") -> Filter:
    """Rows of that day or earlier."""

    def apply(rows: Rows, day: date) -> Rows:
        return rows.filter((f"{lookup}__lte", day))

    return Filter(name, "day", apply)


def _paths(columns: Iterable[Column]) -> list[F]:
    return [F(path) for each in columns for path in each.paths]


def _made(columns: Iterable[Column], values: Iterable[Any]) -> dict[str, Written]:
    rest = iter(values)
    made = {}
    for each in columns:
        held = [next(rest) for _path in each.paths]
        made[each.name] = written(each.make(*held) if each.make else held[0])
    return made
