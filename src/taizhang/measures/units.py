"""Units and classifiers: what a figure counts in, how it is spelled, and what it converts to.

The vocabulary is ``units.toml``; this module makes it a pattern and a table. 万 and 亿 belong to the number, not to the
unit. The space some documents set between number and unit (``12 宗``) is no part of ``UNIT``: allow for it between the
two patterns, ``NUMERAL + "[ \\u3000]?" + UNIT``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

from taizhang.measures.errors import UnitMismatch, UnknownUnit


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: ``factor`` of ``base`` make one of it, ``spellings`` are the ways to write it, its name first.

    ``kind`` is the table of ``units.toml`` it stands in (``money``, ``area``, ``people`` …) or ``ratio`` for a
    compound such as 元/平方米. Without a conversion the base is the unit itself. ``written`` is how people write it
    after a number where that is not the name (个百分点).
    """

    name: str
    kind: str
    base: str
    factor: Fraction
    spellings: tuple[str, ...]
    note: str = ""
    written: str = ""


def _alternatives(items: list[str]) -> str:
    return "|".join(item[1:] if item.startswith("!") else re.escape(item) for item in items)


def _spelling(spelling: str, row: dict[str, Any]) -> str:
    """The pattern of one spelling with the words that may not follow it and those that must stand before."""
    before = "|".join(f"(?<={re.escape(word)})" for word in row.get("only_after", ()))
    after = _alternatives(row.get("not_before", []))
    if spelling[-1].isascii() and spelling[-1].isalnum():
        after = f"{after}|[A-Za-z0-9]".lstrip("|")
    pattern = f"(?:{before})" if before else ""
    pattern += f"(?<!{row['not_after']})" if "not_after" in row else ""
    return pattern + re.escape(spelling) + (f"(?!{after})" if after else "")


def _longest_first(patterns: dict[str, str]) -> str:
    ordered = sorted(patterns, key=lambda spelling: (-len(spelling), spelling))
    return "(?:" + "|".join(patterns[spelling] for spelling in ordered) + ")"


def _load() -> tuple[dict[str, Unit], str]:
    """Every unit by each of its spellings, and the pattern of one unit in running text, compounds apart."""
    tables = tomllib.loads(files("taizhang.measures").joinpath("units.toml").read_text(encoding="utf-8"))
    units: dict[str, Unit] = {}
    patterns: dict[str, str] = {}
    for kind, table in tables.items():
        for row in table["units"]:
            spellings = (row["name"], *row.get("also", ()))
            factor = Fraction(row.get("factor", 1))
            base, note, written = row.get("base", row["name"]), row.get("note", ""), row.get("written", "")
            unit = Unit(row["name"], kind, base, factor, spellings, note, written)
            units.update(dict.fromkeys(spellings, unit))
            patterns.update({spelling: _spelling(spelling, row) for spelling in spellings})
    return units, _longest_first(patterns)


_UNITS, _SIMPLE = _load()

_SCALES = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "百亿": 10}
_SCALE = "(?:[百千十]?万|百?亿|[十百千](?![克瓦米卡帕伏分]))?"
_PER_MEASURE = "(?:立方米|平方米|平方公里|公里|千米|公顷|亩|吨|公斤|千克|毫升|升|千瓦时|小时|分钟|秒)"

UNIT = f"(?:{_SIMPLE}(?:[/／]{_SCALE}{_SIMPLE}(?:[/／·]{_SIMPLE})?|每{_PER_MEASURE}|（{_SIMPLE}）|\\({_SIMPLE}\\))?)"
"""The source of a pattern matching one unit as written, the longest spelling first; it opens no capturing group."""

_SPELLED = _longest_first({spelling: re.escape(spelling) for spelling in _UNITS})
_COMPOUND = re.compile(f"({_SPELLED})(?:[/／每]({_SCALE})({_SPELLED})(?:[/／·]({_SPELLED}))?|[（(]({_SPELLED})[）)])")


def unit(words: str) -> Unit:
    """The unit that these words spell, simple or compound; raises ``UnknownUnit``.

    >>> unit("％").name, unit("个百分点").name, unit("元／㎡").name
    ('%', '百分点', '元/平方米')
    >>> unit("平方公里").base, int(unit("平方公里").factor)
    ('平方米', 1000000)
    """
    return _unit(words.strip())


@lru_cache(maxsize=1024)
def _unit(words: str) -> Unit:
    if words in _UNITS:
        return _UNITS[words]
    parts = _COMPOUND.fullmatch(words)
    if parts is None:
        raise UnknownUnit(words)
    head, scale, below, further, pair = parts.groups()
    if pair is not None:
        return _paired(_UNITS[head], _UNITS[pair])
    return _ratio(_UNITS[head], scale, [_UNITS[words] for words in (below, further) if words])


def _paired(head: Unit, pair: Unit) -> Unit:
    """头（只）, 台（套）: two classifiers for things counted together."""
    name = f"{head.name}（{pair.name}）"
    return Unit(name, head.kind, name, Fraction(1), (name,))


def _ratio(head: Unit, scale: str, below: list[Unit]) -> Unit:
    """元/平方米, 人/万人, 元/人·年: one unit per one or two others."""
    name = f"{head.name}/{scale}" + "·".join(part.name for part in below)
    base = f"{head.base}/" + "·".join(part.base for part in below)
    factor = head.factor / 10 ** _SCALES[scale]
    for part in below:
        factor /= part.factor
    return Unit(name, "ratio", base, factor, (name,))


def convert(value: Decimal, source: str | Unit, target: str | Unit) -> Decimal:
    """``value`` counted in ``source``, counted in ``target``: exact where a finite decimal exists, else 28 digits.

    Raises ``UnknownUnit``, or ``UnitMismatch`` where the units measure different things.

    >>> convert(Decimal(2), "公顷", "亩"), convert(Decimal(3), "平方公里", "公顷")
    (Decimal('30'), Decimal('300'))
    """
    old, new = (part if isinstance(part, Unit) else unit(part) for part in (source, target))
    if old.base != new.base:
        raise UnitMismatch(old.name, new.name)
    ratio = old.factor / new.factor
    return value * ratio.numerator / ratio.denominator


def convertible(source: str | Unit, target: str | Unit) -> bool:
    """Whether ``convert`` would succeed between these units; raises ``UnknownUnit``."""
    old, new = (part if isinstance(part, Unit) else unit(part) for part in (source, target))
    return old.base == new.base


def simple_units() -> tuple[Unit, ...]:
    """Every unit of the lexicon once, in its order."""
    return tuple(dict.fromkeys(_UNITS.values()))
