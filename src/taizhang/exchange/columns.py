"""Columns of what goes out: a stable name, the model's own column it comes from, and how its values are written.

What sort of value a column holds, whether it may be empty and which codes it has follow from the model's field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from django.db import models
from django.utils import timezone

from taizhang.measures.cardinals import plain

Kind = Literal["integer", "text", "decimal", "day", "moment", "truth"]
#: A value as it goes out; amounts are texts, so that no program rounds them.
Written = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``sources`` are paths of the model as ``values_list`` takes them, the name itself where there are none.

    ``make`` makes the value of what the sources hold; such a column says its own ``kind`` and whether it may be empty.
    """

    name: str
    sources: tuple[str, ...] = ()
    make: Callable[..., object] | None = None
    kind: Kind | None = None
    empty: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        """What is asked of the database for it."""
        return self.sources or (self.name,)


@dataclass(frozen=True, slots=True)
class Nature:
    """What a column holds; ``codes`` with their words, where it holds codes."""

    kind: Kind
    empty: bool
    codes: tuple[tuple[str, Any], ...] = ()


def column(
    name: str, *sources: str, make: Callable[..., object] | None = None, kind: Kind | None = None, empty: bool = False
) -> Column:
    """A column, shortly."""
    return Column(name, sources, make, kind, empty)


@cache
def nature(model: type[models.Model], each: Column) -> Nature:
    """What a column of the model holds."""
    if each.kind is not None:
        return Nature(each.kind, each.empty)
    field, empty = _field(model, each.paths[0])
    codes = tuple((str(value), label) for value, label in field.flatchoices if value != "")
    return Nature(_kind(field), empty, codes)


def _field(model: Any, path: str) -> tuple[Any, bool]:
    field, empty = None, False
    for step in path.split("__"):
        field = model._meta.pk if step == "pk" else model._meta.get_field(step)
        empty = empty or bool(field.null)
        model = field.related_model
    return field, empty


def _kind(field: models.Field[Any, Any]) -> Kind:
    match field.target_field if isinstance(field, models.ForeignKey) else field:
        case models.DecimalField():
            return "decimal"
        case models.DateTimeField():
            return "moment"
        case models.DateField():
            return "day"
        case models.BooleanField():
            return "truth"
        case models.IntegerField() | models.ForeignKey():
            return "integer"
        case _:
            return "text"


def written(value: object) -> Written:
    """A value as it goes out: amounts as plain decimals without an exponent, days and moments by ISO 8601.

    >>> written(Decimal("40000.000000")), written(date(2024, 5, 31)), written(Decimal("1E+3"))
    ('40000', '2024-05-31', '1000')
    """
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return format(plain(value), "f")
        case datetime():
            return timezone.localtime(value).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            return str(value)
