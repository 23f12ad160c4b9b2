"""The text around tables: what headings and sentences are looked for in, once the tables have been read."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.reading.tables.grid import Span
from taizhang.reading.tables.reading import TableReading


def blanked(text: str, spans: Sequence[Span]) -> str:
    """``text`` with spaces in place of ``spans``, so that no row of a table is taken for a heading."""
    if not spans:
        return text
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        pieces += text[position:start], " " * (end - start)
        position = end
    return "".join([*pieces, text[position:]])


def set_apart(text: str, tables: TableReading) -> str:
    """``text`` with nothing of its tables but their cells of running text, each a paragraph of its own.

    The length stays. Where two such cells touch, they share a line break.
    """
    if not tables.consumed:
        return text
    letters = list(blanked(text, tables.consumed))
    for start, end in tables.prose:
        letters[start:end] = text[start:end]
    for start, end in tables.prose:
        # A stop and a line break where there is room for both; a line break alone where there is not.
        if letters[end : end + 2] in (["\n", " "], [" ", " "], [" ", "\n"]):
            letters[end : end + 2] = "；", "\n"
        elif letters[end : end + 1] == [" "]:
            letters[end] = "\n"
        if start and letters[start - 1] == " ":
            letters[start - 1] = "\n"
    return "".join(letters)
