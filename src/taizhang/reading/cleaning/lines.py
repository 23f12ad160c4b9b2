"""The lines of a text that hold anything."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the spaces around it: ``text`` stands at ``start:end``."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, in order."""
    found = []
    for match in _LINE.finditer(text):
        words = match[0].rstrip()
        found.append(Line(match.start(), match.start() + len(words), words))
    return found
