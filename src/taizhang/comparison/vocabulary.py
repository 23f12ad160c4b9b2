"""The words of comparison, from ``vocabulary.toml``: synonyms, kin, contrasts, light words, ceilings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Contrast:
    """Words that tell promises apart: ``members`` leads from each word to the number of its kind within the set."""

    pattern: re.Pattern[str]
    members: dict[str, int]
    strict: bool

    def kinds(self, name: str, words: Sequence[tuple[int, int]] = ()) -> frozenset[int]:
        """Which kinds of this set a name mentions, the longest word first: 进出口 does not mention 出口.

        What begins or ends inside one of the ``words`` (their spans) is no mention: 推进口袋公园 says nothing of 进口.
        """
        found = (match for match in self.pattern.finditer(name) if not _cuts(match.span(), words))
        return frozenset(self.members[match[0]] for match in found)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tables of ``vocabulary.toml`` in the form they are asked in."""

    synonyms: dict[str, str]
    whole_names: dict[str, str]
    synonym: re.Pattern[str]
    kin: dict[str, tuple[int, ...]]
    kin_word: re.Pattern[str]
    contrasts: tuple[Contrast, ...]
    light: re.Pattern[str]
    heavy: frozenset[str]
    bare: re.Pattern[str]
    ceiling: re.Pattern[str]

    def canonical(self, name: str) -> str:
        """The name with every synonym replaced by the word it is read as."""
        name = self.whole_names.get(name, name)
        return self.synonym.sub(lambda match: self.synonyms[match[0]], name)

    def marks(self, name: str) -> tuple[frozenset[int], ...]:
        """For each contrast which of its kinds the name mentions."""
        words = [match.span() for match in self.light.finditer(name)]
        return tuple(contrast.kinds(name, words) for contrast in self.contrasts)

    def light_in(self, segment: str) -> frozenset[int]:
        """The positions of the letters that weigh little."""
        found = (match for match in self.light.finditer(segment) if match[0] not in self.heavy)
        return frozenset(position for match in found for position in range(match.start(), match.end()))


def either(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first; a word never begins inside a longer number or acronym."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(("(?<![0-9A-Z.])" if word[0].isascii() else "") + re.escape(word) for word in longest_first)


def _cuts(span: tuple[int, int], words: Sequence[tuple[int, int]]) -> bool:
    """Does a word lie across the start or the end of this span."""
    return any((start < span[0] < end < span[1]) or (span[0] < start < span[1] < end) for start, end in words)


def _synonyms(rows: list[dict[str, Any]], *, whole: bool) -> dict[str, str]:
    chosen = [row for row in rows if row.get("whole", False) is whole]
    return {word: row["name"] for row in chosen for word in (row["name"], *row["also"])}


def _kin(rows: list[dict[str, Any]]) -> dict[str, tuple[int, ...]]:
    sets: dict[str, tuple[int, ...]] = {}
    for number, row in enumerate(rows):
        for word in row["members"]:
            sets[word] = (*sets.get(word, ()), number)
    return sets


def _contrast(row: dict[str, Any]) -> Contrast:
    members = {word: kind for kind, words in enumerate(row["members"]) for word in words}
    return Contrast(re.compile(either(members)), members, row.get("strict", False))


def _light(table: dict[str, list[str]]) -> str:
    particles, tails = "".join(table["particles"]), "".join(table["tails"])
    return f"{either([*table['words'], *table['heavy']])}|[{particles}]|[{tails}]$"


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of the package, read on first use."""
    tables = tomllib.loads(files("taizhang.comparison").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    synonyms = _synonyms(tables["synonyms"]["entries"], whole=False)
    kin = _kin(tables["kin"]["entries"])
    return Vocabulary(
        synonyms=synonyms,
        whole_names=_synonyms(tables["synonyms"]["entries"], whole=True),
        synonym=re.compile(either(synonyms)),
        kin=kin,
        kin_word=re.compile(either(kin)),
        contrasts=tuple(_contrast(row) for row in tables["contrasts"]["entries"]),
        light=re.compile(_light(tables["light"])),
        heavy=frozenset(tables["light"]["heavy"]),
        bare=re.compile(f"(?:{either(tables['light']['bare'])})*"),
        ceiling=re.compile(either(tables["ceilings"]["words"])),
    )
