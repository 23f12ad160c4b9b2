"""The reader's word lists, loaded once from the TOML tables of ``taizhang.reading.lexicon``, and look-ups over them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The tables of ``lexicon/<name>.toml``."""
    return tomllib.loads(files("taizhang.reading").joinpath("lexicon", f"{name}.toml").read_text("utf-8"))


def either(words: Iterable[str]) -> str:
    """A regular expression source that matches any of ``words``, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


class Suffixes:
    """Longest known word at the end of a stretch of text; a dictionary look-up per length, no scanning."""

    __slots__ = ("lengths", "meanings")

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self.meanings = dict(meanings)
        self.lengths = tuple(sorted({len(word) for word in meanings}, reverse=True))

    def at(self, text: str, end: int, start: int = 0) -> str | None:
        """The longest known word that ends at ``end`` and begins at or after ``start``."""
        meanings = self.meanings
        room = end - start
        for length in self.lengths:
            if length <= room:
                word = text[end - length : end]
                if word in meanings:
                    return word
        return None


class Prefixes:
    """Longest known word at the beginning of a stretch of text."""

    __slots__ = ("lengths", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self.lengths = tuple(sorted({len(word) for word in self.words}, reverse=True))

    def at(self, text: str, start: int, end: int) -> str | None:
        """The longest known word that begins at ``start`` and ends at or before ``end``."""
        words = self.words
        room = end - start
        for length in self.lengths:
            if length <= room:
                word = text[start : start + length]
                if word in words:
                    return word
        return None
