"""Paragraphs of a Word 97-2003 document in order: visible words only, with what their properties make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from taizhang.reading.sources.old_word_file import CHARACTERS, FONTS, PARAGRAPHS, OldWordFile
from taizhang.reading.sources.old_word_properties import (
    CHARACTER_STYLE,
    DELETED,
    HIDDEN,
    SYMBOL,
    Properties,
    PropertyRuns,
    operations,
)
from taizhang.reading.sources.old_word_styles import OldWordStyles
from taizhang.reading.sources.symbols import seen

_PARAGRAPH_END = "\r"
CELL_END = "\x07"
_SECTION_END = "\x0c"
_ENDS = re.compile("[\r\x07\x0c]")
_FIELD_BEGIN, _FIELD_SHOWN, _FIELD_END = "\x13", "\x14", "\x15"
_SIGNS = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\xa0": " ", "\t": "\t", "\n": "\n"}
_STYLE_AS_IS, _STYLE_REVERSED = 0x80, 0x81


@dataclass(slots=True)
class Paragraph:
    """One paragraph as stored: visible text, how it ends, its properties, and whether its end was deleted."""

    text: str
    end: str
    properties: Properties
    joined: bool = False
    contents: bool = False


@dataclass(slots=True)
class _Field:
    code: str = ""
    shown: bool = False


@dataclass(slots=True)
class OldWordBody:
    """Gives the paragraphs of the stories of one document."""

    file: OldWordFile
    styles: OldWordStyles
    _units: list[str] = field(init=False)
    _gone: bytearray = field(init=False)
    _paragraphs: PropertyRuns = field(init=False)

    def __post_init__(self) -> None:
        document = self.file.document
        self._units = list(self.file.units)
        self._gone = bytearray(len(self._units))
        self._paragraphs = PropertyRuns(document, self.file.entry(PARAGRAPHS), paragraphs=True)
        self._mark(PropertyRuns(document, self.file.entry(CHARACTERS), paragraphs=False))

    def paragraphs(self, story: range) -> Iterator[Paragraph]:
        """The paragraphs of one story."""
        fields: list[_Field] = []
        start = story.start
        text = self.file.units
        while start < story.stop:
            match = _ENDS.search(text, start, story.stop)
            end = match.start() if match else story.stop - 1
            yield self._paragraph(start, end, fields)
            start = end + 1

    def _paragraph(self, start: int, end: int, fields: list[_Field]) -> Paragraph:
        mark = self.file.units[end]
        contents = _in_contents(fields)
        words = self._words(start, end if _ENDS.match(mark) else end + 1, fields)
        contents = contents or _in_contents(fields)
        while fields and not fields[-1].shown:
            # A code that ends nowhere would swallow the rest of the document.
            fields.pop()
        joined = mark == _PARAGRAPH_END and bool(self._gone[end])
        return Paragraph(words, mark, self._properties(end), joined, contents)

    def _words(self, start: int, end: int, fields: list[_Field]) -> str:
        words: list[str] = []
        for at in range(start, end):
            unit = self._units[at]
            if unit == _FIELD_BEGIN:
                fields.append(_Field())
            elif unit == _FIELD_SHOWN and fields:
                fields[-1].shown = True
            elif unit == _FIELD_END and fields:
                fields.pop()
            elif fields and not fields[-1].shown:
                fields[-1].code += unit
            elif not self._gone[at] and all(one.shown for one in fields):
                words.append(_SIGNS.get(unit, unit if unit >= " " else ""))
        return "".join(words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _properties(self, character: int) -> Properties:
        found = self._paragraphs.at(self.file.place(character)) or Properties(0, {})
        changes = self.file.pieces[self.file.piece_of(character)].changes
        return Properties(found.style, found.operands | operations(changes)) if changes else found

    def _mark(self, runs: PropertyRuns) -> None:
        """Mark what is deleted or hidden, and put signs in for the characters of symbol fonts."""
        fonts = _fonts(self.file.entry(FONTS))
        for piece in self.file.pieces:
            changes = operations(piece.changes)
            end = piece.place + (piece.end - piece.start) * piece.width
            # A piece's own changes hold for all of it, whatever pages of properties say of its parts.
            for begin, stop, properties in ((piece.place, end, Properties(0, {})), *runs.between(piece.place, end)):
                own = Properties(0, properties.operands | changes) if changes else properties
                first = piece.start + (begin - piece.place) // piece.width
                last = piece.start + (stop - piece.place) // piece.width
                if own.is_on(DELETED) or self._is_hidden(own):
                    self._gone[first:last] = b"\x01" * (last - first)
                elif symbol := own.operands.get(SYMBOL):
                    font, code = int.from_bytes(symbol[:2], "little"), int.from_bytes(symbol[2:], "little")
                    shown = seen(chr(code), fonts[font] if font < len(fonts) else None)
                    self._units[first:last] = [shown] * (last - first)

    def _is_hidden(self, properties: Properties) -> bool:
        direct = properties.number(HIDDEN)
        by_style = self.styles.hides(properties.number(CHARACTER_STYLE) or 0xFFF)
        if direct in (None, _STYLE_AS_IS):
            return by_style
        return not by_style if direct == _STYLE_REVERSED else direct == 1


def _in_contents(fields: list[_Field]) -> bool:
    return any(one.shown and one.code.lstrip().upper().startswith("TOC") for one in fields)


def _fonts(table: bytes) -> list[str]:
    """The names of the fonts, in the order runs number them."""
    names: list[str] = []
    place = 4
    while place + 41 < len(table):
        size = table[place]
        raw = table[place + 40 : place + 1 + size]
        names.append(raw.decode("utf-16-le", errors="replace").partition("\0")[0])
        place += 1 + size
    return names
