"""How the number of a cell measures its indicator, by the conventions of the reader for running text."""

from __future__ import annotations

from taizhang.reading.claims.lexemes import MONEY, RATES, STATIC_TAIL
from taizhang.reading.results import Direction, Measure
from taizhang.reading.tables.columns import Column
from taizhang.reading.tables.labels import Label, lexicon
from taizhang.reading.tables.quantities import Quantity

_PER_HEAD = ("人均", "户均", "每万", "每百", "每千", "平均", "万人")
_STRONG = ("新增", "净增", "新建", "新开工", "新培育", "新引进", "新签约", "新登记", "新认定")
_POINTS = frozenset(("百分点", "千分点"))
_OTHER_WAY: dict[Direction, Direction] = {"up": "down", "down": "up"}

Frame = tuple[Measure, Direction | None]


def measure_of(found: Quantity, unit: str | None, label: Label, column: Column, *, growth: bool) -> Frame:
    """Measure and direction of a cell in ``unit``; ``growth`` if the caption says that the table shows rates."""
    if found.ordinal or column.movement == "rank":
        return "rank", None
    if column.movement in ("growth", "points") or (growth and unit in RATES):
        return "delta" if unit in _POINTS else "growth", _moved(found, label)
    if unit in RATES:
        return _rate(found, unit, label)
    if unit in MONEY:
        return _change(label.words, ("新增", "净增"), ("减免", "压减", "节约", "削减", "核减")) or ("level", None)
    if label.words.startswith(_PER_HEAD):
        return "level", None
    if found.direction and not found.signed:
        return "delta", found.direction
    return _counted(label.words)


def _moved(found: Quantity, label: Label) -> Direction | None:
    """Up unless a sign or the label says otherwise; a rate of nothing moves nowhere."""
    if not found.value:
        return None
    said = found.direction if found.direction and not found.signed else label.moving or "up"
    if found.signed and found.direction == "down":
        return _OTHER_WAY[said] if said == "up" else said
    return said


def _rate(found: Quantity, unit: str | None, label: Label) -> Frame:
    moving = label.moving or (found.direction if not found.signed else None)
    if unit in _POINTS:
        return "delta", _moved(found, label)
    return ("growth", _moved(found, label)) if moving else ("level", None)


def _change(words: str, added: tuple[str, ...], cut: tuple[str, ...]) -> Frame | None:
    if words.startswith(cut):
        return "delta", "down"
    if words.startswith(added) or any(word in words for word in added if word in _STRONG):
        return "delta", "up"
    return None


def _counted(words: str) -> Frame:
    """A count: an amount of the period where the label speaks of doing, else what there is at its end."""
    known = lexicon()
    if any(word in words for word in _STRONG):
        return "delta", "up"
    if STATIC_TAIL.search(words):
        return "level", None
    changed = _change(words, known.added, known.cut)
    if changed is None and words.endswith(known.added):
        changed = "delta", "up"
    if changed is None and words.endswith(known.cut):
        changed = "delta", "down"
    return changed or ("level", None)
