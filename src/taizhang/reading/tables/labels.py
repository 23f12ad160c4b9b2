"""Labels of rows: the indicator or place a row speaks of, less its number, its unit and the marks around it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from taizhang.reading.placenames import named_place
from taizhang.reading.results import Direction
from taizhang.reading.tables.counting import Counting, counting
from taizhang.reading.tables.headings import squeezed
from taizhang.reading.words import Suffixes

_NUMBERED = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]+|[(（]\d{1,2}[)）]|\d{1,2}(?:\.\d{1,2})*(?:[.．、)）](?!\d)|(?=[\u4e00-\u9fff])(?![个项年月天类种大级万亿]))"
    r"|[①-⑳★▲●◆■□▪·※]+|第[一二三四五六七八九十]+[、，]"
)
_PART = re.compile(r"[#＃]+|(?:其中|#其中)[:：、，]?|(?:——|--|—|-)(?=[\u4e00-\u9fff])")
_BRACKETS = re.compile(r"[(（\[〔]([^()（）\[\]〔〕]*)[)）\]〕]")
_NOTE = re.compile(r"\[\d{1,2}\]|[①-⑩*]+$|[:：。；，、]+$|(?<=[\u4e00-\u9fff)])[/／,，](?=[^/／,，]{1,6}$)")
_INDUSTRY = re.compile(r"第[一二三]产业")
_COMPARED = re.compile(r"(?:比|较)(?:上年|去年|(?:19|20)\d\d年)(?:同期)?$|(?:年均|同比|累计)$")
_MEASURED = re.compile(r"(?:[率额量数值度比]|价格|面积|收入|支出|投资|人口|余额|比重|利润|税|存款|贷款|就业人员)$")
_LONGEST = 24
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z·()、]{2,16}")


@dataclass(frozen=True, slots=True)
class Label:
    """What the label of a row names.

    ``counting`` is the unit it gives in brackets, ``part`` that a mark makes it part of the row before. ``moving`` is
    the change its last words speak of, ``stem`` the label without them.
    """

    words: str
    counting: Counting | None
    part: bool
    moving: Direction | None
    stem: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    whole: frozenset[str]
    nation: frozenset[str]
    rest: frozenset[str]
    scopes: frozenset[str]
    parts: dict[str, str]
    heads: Suffixes
    moving: Suffixes
    directions: dict[str, Direction]
    added: tuple[str, ...]
    cut: tuple[str, ...]


@cache
def lexicon() -> _Lexicon:
    """The tables of ``labels.toml``."""
    tables = tomllib.loads(files(__package__).joinpath("labels.toml").read_text("utf-8"))
    directions: dict[str, Direction] = dict.fromkeys(tables["up"]["words"], "up")
    directions |= dict.fromkeys(tables["down"]["words"], "down")
    return _Lexicon(
        frozenset(tables["whole"]["words"]),
        frozenset(tables["nation"]["words"]),
        frozenset(tables["rest"]["words"]),
        frozenset(tables["scopes"]["words"]),
        tables["parts"],
        Suffixes(dict.fromkeys(tables["parts"], "")),
        Suffixes(dict.fromkeys(directions, "")),
        directions,
        tuple(tables["added"]["words"]),
        tuple(tables["cut"]["words"]),
    )


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label:
    """What the words of a label cell name.

    >>> label = read_label("3.单位GDP能耗降低（%）")
    >>> label.words, label.stem, label.moving, label.counting.unit
    ('单位GDP能耗降低', '单位GDP能耗', 'down', '%')
    """
    words = squeezed(text)
    words, part = _unmarked(words)
    words, unit = _unit(words)
    stem, moving = _change(words)
    return Label(words, unit, part or _INDUSTRY.match(words) is not None, moving, stem)


def _unmarked(words: str) -> tuple[str, bool]:
    part = False
    while words:
        marked = _PART.match(words)
        found = marked or _NUMBERED.match(words)
        if found is None or not found[0]:
            break
        part = part or marked is not None
        words = words[found.end() :]
    return words, part


def _unit(words: str) -> tuple[str, Counting | None]:
    unit: Counting | None = None
    for found in reversed(list(_BRACKETS.finditer(words))):
        read = counting(found[1])
        if read is not None:
            unit = unit or read
            words = words[: found.start()] + words[found.end() :]
    while (note := _NOTE.search(words)) is not None:
        behind = counting(words[note.end() :])
        if note.end() < len(words) and behind is None and note[0] in "/／,，":
            break
        unit = unit or behind
        words = words[: note.start()] + (words[note.end() :] if behind is None else "")
    return words, unit


def _change(words: str) -> tuple[str, Direction | None]:
    found = lexicon().moving.at(words, len(words), 2)
    if found is None:
        return words, None
    return _COMPARED.sub("", words[: -len(found)]), lexicon().directions[found]


def part_noun(whole: str) -> str:
    """The noun that measures a part of ``whole``: 增加值 for 地区生产总值; nothing where none is known."""
    words = _BRACKETS.sub("", whole)
    found = lexicon().heads.at(words, len(words))
    return lexicon().parts[found] if found else ""


def of_whole(part: str, noun: str) -> str:
    """``part`` with the noun that measures it, unless it has one: 工业 of 增加值 is 工业增加值."""
    if not noun or _MEASURED.search(part) or len(part) + len(noun) > _LONGEST:
        return part
    return part + noun


def undone(words: str) -> str:
    """The label of an amount without the doing it opens with, which measure and direction say: 新增停车位 is 停车位."""
    for verb in sorted((*lexicon().added, *lexicon().cut), key=len, reverse=True):
        if words.startswith(verb) and len(words) > len(verb) + 1:
            return words[len(verb) :]
    return words


def is_place(words: str) -> bool:
    """Whether the words alone name a place: a known division, or a town or village by its full name."""
    return named_place(words, 0, len(words)) == words


def may_be_place(words: str) -> bool:
    """Whether the words may name a place under a heading that says so."""
    return _NAME.fullmatch(words) is not None and words not in lexicon().rest
