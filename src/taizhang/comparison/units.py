"""When two figures stand on one scale: classifiers that count the same things, and units with an exact conversion."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from taizhang.measures.errors import UnknownUnit
from taizhang.measures.units import convert, unit

_TREES = frozenset({"株", "棵"})
COUNTED = frozenset({"物", "株", "人", ""})
"""The scales of classifiers."""
_PERSONS = frozenset({"人", "名", "位"})


@lru_cache(maxsize=4096)
def scale(name: str | None) -> str:
    """What a figure in this unit is laid on: its base unit, or what its classifier counts.

    家, 个, 座, 处, 户 count things and stand on one scale; people, trees and times (人次, 场次) each have their own.

    >>> scale("座") == scale("家"), scale("株") == scale("亩"), scale("公顷") == scale("亩")
    (True, False, True)
    """
    if not name:
        return ""
    try:
        known = unit(name)
    except UnknownUnit:
        return name
    if known.kind in {"count", "people", "rank"}:
        return _counted(known.name)
    return known.base


def _counted(name: str) -> str:
    if name in _TREES:
        return "株"
    if name in _PERSONS:
        return "人"
    if name in {"场", "场次"}:
        return "物"
    return name if name.endswith(("次", "份")) else "物"


def comparable(old: str | None, new: str | None) -> bool:
    """Whether figures in these units can be laid side by side; a bare 个 may count anything, and no unit at all too."""
    if scale(old) == scale(new):
        return True
    return {scale(old), scale(new)} <= COUNTED and bool({old, new} & {"个", None, ""})


@lru_cache(maxsize=4096)
def money(name: str | None) -> bool:
    """Is this a currency; an amount of money is never the same promise as a number of things."""
    try:
        return bool(name) and unit(name or "").kind == "money"
    except UnknownUnit:
        return False


@lru_cache(maxsize=65536)
def laid(value: Decimal, name: str | None) -> Decimal:
    """The value in the base of its scale: 2公里 and 2000米 are one length."""
    base = scale(name)
    try:
        return convert(value, name, base).normalize() if name and base not in {"物", "株", "人"} else value.normalize()
    except ValueError:
        return value.normalize()
