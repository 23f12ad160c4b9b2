"""Words that compare, before a number and after its unit, and what they say together.

The vocabulary is ``comparators.toml``. Words are looked up at a place, not searched for: a number found by ``numerals``
asks what stands directly before it and what directly after its unit.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

Comparator = Literal[">=", ">", "<=", "<", "=", "~"]


@dataclass(frozen=True, slots=True)
class Said:
    """A comparing word as it stands at ``start:end`` of the text, and what it says."""

    comparator: Comparator
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    """A row of the vocabulary with the conditions on its surroundings, each of which holds where it is absent."""

    says: Comparator
    not_after: str
    only_after: re.Pattern[str] | None
    only_before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether the word means what it says at this place."""
        return not (
            (start > 0 and text[start - 1] in self.not_after)
            or (self.only_after and not self.only_after.search(text, max(0, start - 4), start))
            or (self.only_before and not self.only_before.match(text, end))
            or (self.not_before and self.not_before.match(text, end))
        )


def _word(row: dict[str, Any]) -> _Word:
    only_after, only_before, not_before = (row.get(key) for key in ("only_after", "only_before", "not_before"))
    return _Word(
        says=row["says"],
        not_after=row.get("not_after", ""),
        only_after=re.compile(f"(?:{only_after})$") if only_after else None,
        only_before=re.compile(only_before) if only_before else None,
        not_before=re.compile(not_before) if not_before else None,
    )


def _load() -> dict[str, dict[str, _Word]]:
    rows = tomllib.loads(files("taizhang.measures").joinpath("comparators.toml").read_text(encoding="utf-8"))
    return {place: {row["word"]: _word(row) for row in rows[place]} for place in rows}


_WORDS = _load()
_LENGTHS = {place: range(max(map(len, words)), 0, -1) for place, words in _WORDS.items()}
_SPACES = " \u3000"


def said_before(text: str, at: int) -> Said | None:
    """The longest comparing word that ends where the number begins; 了 and a space may part the two.

    >>> said_before("产值超过了1500亿元", 5)
    Said(comparator='>', words='超过', start=2, end=4)
    """
    end = at - (text[at - 1 : at] in _SPACES and at > 0)
    end -= text[end - 1 : end] == "了" and end > 0
    for length in _LENGTHS["before"]:
        start = end - length
        word = _WORDS["before"].get(text[start:end]) if start >= 0 else None
        if word is not None and word.stands(text, start, end):
            return Said(word.says, text[start:end], start, end)
    return None


def said_after(text: str, at: int) -> Said | None:
    """The longest comparing word that begins where the unit ends; a space may part the two.

    >>> said_after("30家（含）以上", 3)
    Said(comparator='>=', words='（含）以上', start=3, end=8)
    """
    start = at + (text[at : at + 1] in _SPACES and at < len(text))
    for length in _LENGTHS["after"]:
        end = start + length
        word = _WORDS["after"].get(text[start:end]) if end <= len(text) else None
        if word is not None and word.stands(text, start, end):
            return Said(word.says, text[start:end], start, end)
    return None


def together(
    before: Comparator | None = None, inside: Comparator | None = None, after: Comparator | None = None
) -> Comparator:
    """What the words around a number and inside it (多, 余) say together; ``=`` where none of them compares.

    The last word decides (达到100家以上, 控制在3%左右); 达 and 达到 leave it to the others.

    >>> together("=", None, ">="), together("<=", ">", None), together()
    ('>=', '<=', '=')
    """
    for says in (after, before, inside):
        if says is not None and says != "=":
            return says
    return "="
