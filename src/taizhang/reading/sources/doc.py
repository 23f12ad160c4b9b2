"""Word 97-2003 documents, and those WPS Office saves in that form: a walk over their tables of properties.

Own walk instead of ``legacy-doc``, which gives deleted and hidden words and the codes of fields as text, and neither
the shape of tables nor the numbers Word writes itself.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from taizhang.reading.sources.composer import Composer, Piece, Table
from taizhang.reading.sources.errors import DamagedFile
from taizhang.reading.sources.old_word_body import CELL_END, OldWordBody, Paragraph
from taizhang.reading.sources.old_word_file import STYLES, OldWordFile
from taizhang.reading.sources.old_word_lists import OldWordLists
from taizhang.reading.sources.old_word_properties import (
    DEPTH,
    IN_TABLE,
    LIST_LEVEL,
    LIST_USE,
    OUTLINE,
    ROW_END,
    Properties,
)
from taizhang.reading.sources.old_word_styles import OldWordStyles
from taizhang.reading.sources.old_word_tables import Row, table
from taizhang.reading.sources.pages import head_title
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.source import BlockKind, Source

# Nobody writes headings of this length; whole paragraphs get a heading style by careless pasting.
_LONGEST_HEADING = 150
_BODY_LEVEL = 9


def read(raw: RawFile) -> Source:
    """Read the body and its text boxes, then the notes, then headers and footers as furniture."""
    try:
        file = OldWordFile(raw.data, raw.limits)
        reader = _Reader(file)
        stories = file.stories()
        composer = Composer()
        composer.extend(reader.parts(stories["body"]))
        title = reader.title or head_title(composer)
        for name in ("boxes", "footnotes", "endnotes"):
            composer.extend(reader.parts(stories[name]))
        composer.extend(reader.furniture(stories["headers"]))
    except struct.error as error:
        raise DamagedFile from error
    return Source(composer.text, composer.blocks, format="doc", title=title)


class _Reader:
    """Turns the paragraphs of one document into parts for a :class:`Composer`."""

    def __init__(self, file: OldWordFile) -> None:
        self._styles = OldWordStyles(file.entry(STYLES))
        self._body = OldWordBody(file, self._styles)
        self._lists = OldWordLists(file)
        self.title: str | None = None

    def parts(self, story: range) -> Iterator[Piece | Table]:
        """Everything a reader sees of one story, in order."""
        rows: list[Row] = []
        texts: list[str] = []
        lines: list[str] = []
        carried = ""
        for paragraph in self._body.paragraphs(story):
            if paragraph.end == CELL_END and paragraph.properties.is_on(ROW_END):
                rows.append(Row(texts, paragraph.properties))
                texts = []
                continue
            text = carried + paragraph.text
            carried = text if paragraph.joined else ""
            if paragraph.joined:
                continue
            piece = self._piece(paragraph, text)
            if paragraph.end == CELL_END or _is_in_table(paragraph.properties):
                lines += [piece.text] if piece.text.strip() else []
                if paragraph.end == CELL_END:
                    texts.append("\n".join(lines))
                    lines = []
                continue
            yield from self._finished(rows, texts, lines)
            yield piece
        yield from self._finished(rows, texts, lines)
        yield Piece(carried)

    def furniture(self, story: range) -> list[Piece]:
        """Headers and footers, each wording once."""
        texts = (paragraph.text.strip() for paragraph in self._body.paragraphs(story))
        return [Piece(text, "furniture") for text in dict.fromkeys(texts)]

    def _finished(self, rows: list[Row], texts: list[str], lines: list[str]) -> Iterator[Piece | Table]:
        """The table that ends here; cells after its last row end come of damage and are kept as lines."""
        if rows:
            yield from table(rows)
        yield from (Piece(text) for text in (*texts, *lines))
        rows.clear()
        texts.clear()
        lines.clear()

    def _piece(self, paragraph: Paragraph, text: str) -> Piece:
        properties = paragraph.properties
        use, index = self._list_of(properties)
        written = self._lists.count(use, index) if use is not None else ""
        text = text.strip()
        if not text:
            return Piece("")
        kind, level = self._kind(properties, use, index, len(text))
        if paragraph.contents or self._styles.is_contents(properties.style):
            kind, level = "furniture", 0
        if kind == "heading" and self.title is None and self._styles.is_title(properties.style):
            self.title = " ".join(text.split())
        return Piece(written + text, kind, level)

    def _kind(self, properties: Properties, use: int | None, index: int, length: int) -> tuple[BlockKind, int]:
        outline = properties.number(OUTLINE)
        heading = self._styles.heading_level(properties.style)
        if outline is not None:
            heading = outline + 1 if outline < _BODY_LEVEL else None
        if heading is None and self._styles.is_title(properties.style):
            heading = 1
        if heading is not None and length <= _LONGEST_HEADING:
            return "heading", heading
        return ("item", index + 1) if use is not None else ("paragraph", 0)

    def _list_of(self, properties: Properties) -> tuple[int | None, int]:
        by_style, style_level = self._styles.numbering(properties.style)
        use, level = properties.number(LIST_USE), properties.number(LIST_LEVEL)
        use = by_style if use is None else use
        if not self._lists.is_list(use):
            return None, 0
        return use, next((known for known in (level, style_level) if known is not None), 0)


def _is_in_table(properties: Properties) -> bool:
    return properties.is_on(IN_TABLE) or (properties.number(DEPTH) or 0) > 0
