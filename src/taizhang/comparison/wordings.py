"""How two names of indicators relate: the same, one narrower than the other, kindred, overlapping, or apart."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum

from taizhang.comparison.names import Name
from taizhang.comparison.vocabulary import vocabulary

_HEAVY, _LIGHT = 5, 1
_NUMERALS = frozenset("十百千万亿")
_LONG = 6


class Wording(IntEnum):
    """What two names have to do with each other, the closest last.

    ``SUBSTITUTED``: one word stands where another stood (烟草产业年产值, 机械产业年产值). ``OVERLAPPING``: half or more
    is shared. ``KINDRED``: the vocabulary knows them as one piece of work, or one abbreviates the other. ``NARROWER``:
    one says all the other says and ends in the same word, or abbreviates it at some length, or names what cannot stand
    alone (项目). ``SAME``: they differ in light words only.
    """

    APART = 0
    SUBSTITUTED = 1
    OVERLAPPING = 2
    KINDRED = 3
    NARROWER = 4
    SAME = 5


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """A wording with the share of both names, from 0 to 1, that is said by both."""

    wording: Wording
    closeness: float


_APART = Relation(Wording.APART, 0.0)


def relation(one: Name, other: Name) -> Relation:
    """How two names relate; the order of the two does not matter."""
    if _contradict(one, other):
        return _APART
    if one.text == other.text:
        return Relation(Wording.NARROWER if one.generic else Wording.SAME, 1.0)
    said, answered = one.covered(other), other.covered(one)
    closeness = _closeness(one, said, other, answered)
    return Relation(_wording(one, said, other, answered, closeness), closeness)


def may_be_same(one: Name, other: Name) -> bool:
    """Whether ``relation`` could find the two the same: a quick look at their letters, for most names are not."""
    if one.text == other.text:
        return True
    return len(set(one.content).difference(other.text)) <= 1 and len(set(other.content).difference(one.text)) <= 1


def _contradict(one: Name, other: Name) -> bool:
    """Does a contrast of the vocabulary tell them apart."""
    if one.marks == other.marks:
        return False
    for contrast, mine, yours in zip(vocabulary().contrasts, one.marks, other.marks, strict=True):
        if mine != yours and not (mine & yours) and (contrast.strict or (mine and yours)):
            return True
    return False


def _weight(name: Name, chosen: tuple[bool, ...]) -> int:
    return sum(_HEAVY if heavy else _LIGHT for heavy, take in zip(name.heavy, chosen, strict=True) if take)


def _closeness(one: Name, said: tuple[bool, ...], other: Name, answered: tuple[bool, ...]) -> float:
    whole = _weight(one, (True,) * len(said)) + _weight(other, (True,) * len(answered))
    return (_weight(one, said) + _weight(other, answered)) / whole if whole else 0.0


def _left_over(name: Name, covered: tuple[bool, ...], *, numerals: bool) -> list[int]:
    """Where this name says something of weight that the other does not; its defining figures only if asked."""
    return [
        index
        for index, (symbol, heavy, found) in enumerate(zip(name.symbols, name.heavy, covered, strict=True))
        if heavy and not found and (numerals or not (symbol in _NUMERALS or symbol[0].isdigit()))
    ]


def _wording(one: Name, said: tuple[bool, ...], other: Name, answered: tuple[bool, ...], closeness: float) -> Wording:
    redefined = bool(one.thresholds) and bool(other.thresholds) and one.thresholds != other.thresholds
    mine = _left_over(one, said, numerals=not redefined)
    yours = _left_over(other, answered, numerals=not redefined)
    if _same(one, mine, other, yours):
        return Wording.NARROWER if redefined or one.generic or other.generic else Wording.SAME
    if not mine or not yours:
        longer, extra = (other, yours) if yours else (one, mine)
        if _last_heavy(longer) not in extra and closeness > 0:
            return Wording.NARROWER
    if _abbreviates(one, other, at_least=4):
        return Wording.NARROWER
    if one.kin & other.kin or _abbreviates(one, other, at_least=2):
        return Wording.KINDRED
    if closeness < 0.5:
        return Wording.APART
    return Wording.SUBSTITUTED if _substituted(one, other) else Wording.OVERLAPPING


def _same(one: Name, mine: list[int], other: Name, yours: list[int]) -> bool:
    """Is nothing of weight left over, or a single letter between two long names."""
    slack = 1 if min(len(one.content), len(other.content)) >= _LONG else 0
    return len(mine + yours) <= slack


def _last_heavy(name: Name) -> int:
    return max(index for index, heavy in enumerate(name.heavy) if heavy)


def _abbreviates(one: Name, other: Name, *, at_least: int) -> bool:
    """Is the shorter, of so many letters, made of letters of the longer, in order and from its first.

    社消零 is made of 社会消费品零售总额, 国考断面 of 国家考核断面.
    """
    short, long = sorted((one.content, other.content), key=lambda letters: (len(letters), letters))
    if not at_least <= len(short) < len(long) or short[0] != long[0] or len(long) > 4 * len(short):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def _substituted(one: Name, other: Name) -> bool:
    """Do two or more letters of each stand in the place of the other's."""
    blocks = SequenceMatcher(None, one.content, other.content, autojunk=False).get_opcodes()
    return any(tag == "replace" and min(a2 - a1, b2 - b1) >= 2 for tag, a1, a2, b1, b2 in blocks)
