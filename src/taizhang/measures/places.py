"""Names of places: their level by their ending, their parts, and whether two names mean one place.

This is spelling, not geography: which names exist is the business of a list of divisions. The endings, the 34 provincial
units and the words that only look like places are ``places.toml``.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

Level = Literal["province", "city", "county", "zone", "town", "village"]

_LONGEST = 40
"""No name of a place with all its parts has more characters."""

_RANK: dict[Level, int] = {"province": 0, "city": 1, "county": 2, "zone": 3, "town": 4, "village": 5}
# 苏州市昆山市: a county-level city inside a prefecture-level one.
_MAY_REPEAT = "市"
# 荆州 is no prefecture called 荆; 延边州 is one.
_WANTS_TWO = frozenset({"州", "盟"})


def _load() -> dict[str, Any]:
    return tomllib.loads(files("taizhang.measures").joinpath("places.toml").read_text(encoding="utf-8"))


_TABLES = _load()
_FULL: dict[str, str] = {row["short"]: row["name"] for row in _TABLES["provinces"]}
_SHORT: dict[str, str] = {row["name"]: row["short"] for row in _TABLES["provinces"]}
_COMMON = frozenset(_TABLES["common"])
_ALONE = frozenset(_TABLES["alone"])
_PEOPLES = sorted(_TABLES["peoples"], key=len, reverse=True)
_ENDINGS: dict[str, tuple[Level, str]] = {
    ending: (row["level"], row["name"]) for row in _TABLES["suffixes"] for ending in (row["name"], *row.get("also", ()))
}
_LENGTHS = sorted({len(ending) for ending in _ENDINGS}, reverse=True)


def level(name: str) -> Level | None:
    """The level its ending says, ``None`` where it says none; 东莞市 and 昆山市 are both ``city`` by their ending.

    >>> level("松山湖高新区"), level("长安镇"), level("北京市"), level("城区")
    ('zone', 'town', 'province', None)
    """
    named = parts(name)
    return _level(named[-1], alone=len(named) == 1) if named else None


def _level(part: str, *, alone: bool = False) -> Level | None:
    if part in _SHORT or part in _FULL:
        return "province"
    ending = _ending(part, alone=alone)
    return _ENDINGS[ending][0] if ending else None


def _ending(part: str, *, alone: bool = False) -> str:
    """The longest ending of the name that leaves a name before it; ``alone`` says that no place stands before."""
    if part in _COMMON or (alone and part in _ALONE):
        return ""
    for length in _LENGTHS:
        ending = part[-length:]
        if ending in _ENDINGS and len(part) > length + (ending in _WANTS_TWO):
            return ending
    return ""


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """A name split into the places it names, the widest first; a name that does not split stays whole.

    >>> parts("广东省东莞市长安镇"), parts("北京市中关村街道科源社区"), parts("市中区")
    (('广东省', '东莞市', '长安镇'), ('北京市', '中关村街道', '科源社区'), ('市中区',))
    """
    name = name.strip()
    if not name:
        return ()
    return (len(name) <= _LONGEST and _split(name, -1, "")) or (name,)


@lru_cache(maxsize=4096)
def _split(rest: str, above: int, ending: str) -> tuple[str, ...] | None:
    """The split with the shortest first part such that every part has an ending and levels only descend."""
    if not rest:
        return ()
    short = _leading_province(rest) if above < 0 else ""
    tail = _split(rest[len(short) :], _RANK["province"], "") if short else None
    if tail is not None:
        return (short, *tail)
    ends = [end for end in range(2, len(rest) + 1) if _ending(rest[:end], alone=above < 0)]
    for end in sorted(ends, key=lambda end: (_runs_on(rest, end, ends), end)):
        found = _ending(rest[:end])
        rank = _RANK[_ENDINGS[found][0]]
        repeated = found == ending == _MAY_REPEAT
        if rank > above or repeated:
            tail = _split(rest[end:], rank, "" if repeated else found)
            if tail is not None:
                return (rest[:end], *tail)
    return None


def _runs_on(name: str, end: int, ends: list[int]) -> bool:
    """Whether the part more likely goes on: 梅县 in 梅县区, 石湾镇 in 石湾镇街道, 红旗 in 红旗镇, 西区 in 西区街道."""
    ending = _ending(name[:end])
    same = _ENDINGS[ending][0]
    if name.startswith("街道", end) or (ending == "旗" and name.startswith(("镇", "乡"), end)):
        return True
    return same in ("county", "town") and end + 1 in ends and _ENDINGS[_ending(name[: end + 1])][0] == same


def _leading_province(name: str) -> str:
    """A province said shortly at the head of the name: 内蒙古 of 内蒙古呼和浩特市, but not 海南 of 海南藏族自治州."""
    for short, full in _FULL.items():
        if name.startswith(short) and not name.startswith((full, f"{short}省", f"{short}市")):
            after = name[len(short) :]
            return "" if after.startswith(tuple(_PEOPLES)) else short
    return ""


def full_name(name: str) -> str:
    """The official name of a provincial unit said shortly, any other name unchanged.

    >>> full_name("内蒙古"), full_name("广东"), full_name("长安镇")
    ('内蒙古自治区', '广东省', '长安镇')
    """
    return _FULL.get(name.strip(), name.strip())


def short_name(name: str) -> str:
    """A name without its ending and the peoples in it, where two characters remain; 沙县 keeps its ending.

    >>> short_name("长安镇"), short_name("延边朝鲜族自治州"), short_name("沙县"), short_name("广西壮族自治区")
    ('长安', '延边', '沙县', '广西')
    """
    last = parts(name)[-1:]
    return _short(last[0]) if last else ""


def _short(part: str) -> str:
    if part in _SHORT:
        return _SHORT[part]
    ending = _ending(part)
    stem = part[: len(part) - len(ending)]
    if ending.startswith("自治") or ending == "民族乡":
        stem = _without_peoples(stem)
    return stem if len(stem) >= 2 else part


def _without_peoples(stem: str) -> str:
    """恩施土家族苗族 is 恩施."""
    for people in _PEOPLES:
        if stem.endswith(people) and len(stem) > len(people):
            return _without_peoples(stem[: -len(people)])
    return stem


def same_place(first: str, second: str) -> bool:
    """Whether two names can mean one place: one stem, endings that do not contradict, no different place above.

    >>> same_place("东莞", "广东省东莞市"), same_place("长安镇", "长安区"), same_place("石龙镇", "石龙镇人民政府")
    (True, False, False)
    """
    one, other = parts(first), parts(second)
    if not one or not other:
        return False
    return _same_part(one[-1], other[-1]) and not _apart_above(one[:-1], other[:-1])


def _same_part(one: str, other: str) -> bool:
    if _short(one) != _short(other):
        return one == other
    endings = {_ENDINGS[ending][1].removeprefix("自治") for ending in map(_ending, (one, other)) if ending}
    return len(endings) < 2 or _FULL.get(one, one) == _FULL.get(other, other)


def _apart_above(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether at some level that both name, no place above the one is a place above the other."""
    for shared in {_level(part) for part in one} & {_level(part) for part in other}:
        ours = [part for part in one if _level(part) == shared]
        theirs = [part for part in other if _level(part) == shared]
        if not any(_same_part(part, their) for part in ours for their in theirs):
            return True
    return False
