"""Cells that hold one number: its value, its unit if the cell has one, and the words and signs around it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from taizhang.measures.errors import UnknownUnit
from taizhang.measures.units import unit
from taizhang.reading.figures import spot
from taizhang.reading.results import Comparator, Direction
from taizhang.reading.tables.headings import squeezed
from taizhang.reading.words import either

# A longer cell is a sentence.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Quantity:
    """The number of a cell with its unit, at ``start:end`` of the text; never negative.

    ``direction`` is what a sign or a word before the number says, ``through`` that it stands in brackets: the total of
    the whole period in a plan's table of indicators. ``ordinal`` marks a place in an order.
    """

    start: int
    end: int
    value: Decimal
    unit: str | None
    comparator: Comparator
    direction: Direction | None = None
    signed: bool = False
    through: bool = False
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    ahead: re.Pattern[str]
    word: re.Pattern[str]
    rest: re.Pattern[str]
    before: dict[str, Comparator]
    behind: dict[str, Comparator]
    directions: dict[str, Direction]
    blank: frozenset[str]


@cache
def _words() -> _Words:
    tables = tomllib.loads(files(__package__).joinpath("cells.toml").read_text("utf-8"))
    before: dict[str, Comparator] = {word: sign for sign, words in tables["before"].items() for word in words}
    behind: dict[str, Comparator] = {word: sign for sign, words in tables["behind"].items() for word in words}
    moves: dict[str, Direction] = dict.fromkeys(tables["up"]["words"], "up")
    moves |= dict.fromkeys(tables["down"]["words"], "down")
    known = either([*before, *moves, *tables["filler"]["words"]])
    ahead = re.compile(rf"(?P<open>[\[(〔【])?(?P<outer>(?:{known} ?)*)(?P<within>[\[(〔【])?(?P<inner>(?:{known})*) ?")
    rest = re.compile(rf"[\])〕】]{{0,2}} ?(?P<unit>\S*?)(?P<behind>{either(behind)})?[\])〕】]?(?:[*①-⑩]|\[\d\])?")
    return _Words(ahead, re.compile(known), rest, before, behind, moves, frozenset(tables["blank"]["words"]))


def is_blank(words: str) -> bool:
    """Whether a cell is left empty with a dash or the like."""
    words = squeezed(words)
    return not words or words in _words().blank


def quantity(text: str, start: int, end: int) -> Quantity | None:
    """The one number of the cell ``text[start:end]``; ``None`` where there is none or there is more than it.

    >>> found = quantity("≥12.5万亩", 0, 7)
    >>> found.value, found.unit, found.comparator
    (Decimal('125000'), '亩', '>=')
    """
    found = _read(text[start:end]) if end - start <= _LONGEST else None
    return found and replace(found, start=start + found.start, end=start + found.end)


def is_quantity(words: str) -> bool:
    """Whether the words of a cell are one number and what may stand around it."""
    return len(words) <= _LONGEST and _read(words) is not None


@lru_cache(maxsize=4096)
def _read(words: str) -> Quantity | None:
    ahead = _words().ahead.match(words)
    begin = ahead.end() if ahead else 0
    figure = next(spot(words[begin:]), None)
    if ahead is None or figure is None or figure.start:
        return None
    if figure.bare and not (figure.unit and _first(ahead["outer"] + ahead["inner"], _words().before)):
        # 亿元 alone is a unit, 超千亿元 is an amount.
        return None
    rest = _words().rest.fullmatch(words, begin + figure.tail)
    said = _unit(rest["unit"]) if rest else None
    if rest is None or (rest["unit"] and (said is None or figure.unit)):
        return None
    direction, signed = _direction(ahead["outer"] + ahead["inner"])
    return Quantity(
        begin,
        begin + figure.end,
        abs(figure.value),
        figure.unit or said,
        _comparator(ahead["outer"] + ahead["inner"], rest["behind"], figure.comparator),
        direction,
        signed,
        ahead["open"] is not None or ahead["within"] is not None,
        figure.ordinal,
    )


def _unit(words: str) -> str | None:
    try:
        return unit(words).name if words else None
    except UnknownUnit:
        return None


def _comparator(ahead: str, behind: str | None, said: Comparator | None) -> Comparator:
    """What stands before the number weighs more than what the number and the words behind it say."""
    first = _first(ahead, _words().before)
    if first:
        return _words().before[first]
    return _words().behind[behind] if behind else said or "="


def _direction(ahead: str) -> tuple[Direction | None, bool]:
    """Up or down, and whether a sign said so and not a word."""
    said = _first(ahead, _words().directions)
    if not said:
        return None, False
    return _words().directions[said], not "\u4e00" <= said[0] <= "\u9fff"


def _first(words: str, known: Container[str]) -> str:
    """The first of the words before a number that is known, each taken as long as it goes: 增长到 is no 增长."""
    return next((word for word in _words().word.findall(words) if word in known), "")
