"""The walk over a Word document's body that gives its paragraphs, headings, list items and tables in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from taizhang.reading.sources.composer import Cell, Piece, Table
from taizhang.reading.sources.errors import TooLarge, UnsafeFile
from taizhang.reading.sources.limits import Limits
from taizhang.reading.sources.source import BlockKind
from taizhang.reading.sources.word_lists import Lists
from taizhang.reading.sources.word_names import ALTERNATES, number, switch, value, w
from taizhang.reading.sources.word_runs import Runs, chosen
from taizhang.reading.sources.word_styles import Styles

_PARAGRAPH = w("p")
_TABLE = w("tbl")
_CONTENT_CONTROL = w("sdt")
_CONTAINERS = frozenset(map(w, ("ins", "moveTo", "customXml", "smartTag", "sdtContent")))
_ROW = w("tr")
_CELL = w("tc")
# Nobody writes headings of this length; whole paragraphs get a heading style by careless pasting.
_LONGEST_HEADING = 150

Parts = list[Piece | Table]


@dataclass(slots=True)
class _Properties:
    """What the properties of a paragraph and its style come to."""

    kind: BlockKind = "paragraph"
    level: int = 0
    list: int | None = None
    list_level: int = 0
    hidden: bool = False
    title: bool = False


@dataclass(slots=True)
class Body:
    """Walks bodies, cells, boxes, notes and headers of one document, whose lists run through all of them."""

    styles: Styles
    lists: Lists
    limits: Limits
    title: str | None = None
    pictures: list[str] = field(default_factory=list)
    _cells: int = 0
    _depth: int = 0
    _runs: Runs = field(init=False)

    def __post_init__(self) -> None:
        self._runs = Runs(self.styles, self.limits.xml_depth)

    def parts(self, element: Element) -> Parts:
        """Everything a reader sees in ``element``, in order."""
        parts: Parts = []
        self._depth += 1
        if self._depth > self.limits.xml_depth:
            raise UnsafeFile("内部嵌套层数过多，正常的文档不会这样")
        carried = ""
        for child in _flattened(element):
            if child.tag == _PARAGRAPH:
                carried = self._paragraph(child, carried, parts)
            elif child.tag == _TABLE:
                parts += self._table(child)
            else:
                parts += self._control(child)
        self._depth -= 1
        return [*parts, Piece(carried)] if carried else parts

    def _control(self, control: Element) -> Parts:
        gallery = value(control.find(f"{w('sdtPr')}/{w('docPartObj')}"), "docPartGallery")
        content = control.find(w("sdtContent"))
        parts = self.parts(content) if content is not None else []
        if gallery == "Table of Contents":
            return [replace(part, kind="furniture", level=0) if isinstance(part, Piece) else part for part in parts]
        return parts

    def _paragraph(self, paragraph: Element, carried: str, parts: Parts) -> str:
        """Append the paragraph; its text is given back instead where its end was deleted, to open the next one."""
        properties = paragraph.find(w("pPr"))
        found = self._properties(properties)
        contents = self._runs.in_contents
        words = self._runs.read(paragraph)
        contents = contents or self._runs.in_contents
        text = "" if found.hidden else carried + "".join(words.text)
        self.pictures += words.pictures
        mark = properties.find(w("rPr")) if properties is not None else None
        joined = mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None)
        if not joined:
            self._append(text, replace(found, kind="furniture", level=0) if contents else found, parts)
        for box in words.boxes:
            parts += self.parts(box)
        return text if joined else ""

    def _append(self, text: str, found: _Properties, parts: Parts) -> None:
        written = self.lists.count(found.list, found.list_level) if found.list is not None else ""
        if not text.strip():
            return
        if found.title and self.title is None:
            self.title = " ".join(text.split())
        kind, level = found.kind, found.level
        if kind == "heading" and len(text) > _LONGEST_HEADING:
            kind, level = "paragraph", 0
        parts.append(Piece(written + text.strip(), kind, level))

    def _properties(self, properties: Element | None) -> _Properties:
        style = value(properties, "pStyle")
        found = _Properties(hidden=self.styles.hides(style), title=self.styles.is_title(style))
        self._list_of(properties, style, found)
        outline = number(properties, "outlineLvl")
        level = self.styles.heading_level(style) if outline is None else outline + 1 if outline < 9 else None
        if self.styles.is_contents(style):
            found.kind = "furniture"
        elif level is not None or found.title:
            found.kind, found.level = "heading", level or 1
        elif found.list is not None:
            found.kind, found.level = "item", found.list_level + 1
        return found

    def _list_of(self, properties: Element | None, style: str | None, found: _Properties) -> None:
        direct = properties.find(w("numPr")) if properties is not None else None
        by_style, style_level = self.styles.numbering(style)
        identity, level = number(direct, "numId"), number(direct, "ilvl")
        identity = by_style if identity is None else identity
        if identity is None or not self.lists.is_list(identity):
            return
        found.list = identity
        found.list_level = next(
            (known for known in (level, style_level) if known is not None), self.lists.level_of_style(identity, style)
        )

    def _table(self, table: Element) -> Parts:
        cells: list[Cell] = []
        contents: list[Parts] = []
        # Column to the index of the cell that a vertical merge goes on extending.
        merging: dict[int, int] = {}
        for row, element in enumerate(_rows(table)):
            header = bool(switch(element.find(w("trPr")), "tblHeader"))
            for column, span, entry in _entries(element):
                self._count_cell()
                merge = entry.find(f"{w('tcPr')}/{w('vMerge')}")
                if merge is not None and merge.get(w("val"), "continue") != "restart" and column in merging:
                    above = cells[merging[column]]
                    cells[merging[column]] = replace(above, row_span=row - above.row + 1)
                    continue
                merging.pop(column, None)
                if merge is not None:
                    merging[column] = len(cells)
                contents.append(self.parts(entry))
                cells.append(Cell(_lines(contents[-1]), row, column, 1, span, header))
        if all(cell.column == 0 for cell in cells):
            # One column is a frame around paragraphs, not a table.
            return [part for parts in contents for part in parts]
        return [Table(tuple(cells))]

    def _count_cell(self) -> None:
        self._cells += 1
        if self._cells > self.limits.cells:
            raise TooLarge(f"表格超过 {self.limits.cells} 个单元格的上限")


def _flattened(element: Element) -> Iterator[Element]:
    """Paragraphs, tables and content controls in ``element``, whatever tracked insertions and tags stand around them."""
    pending = list(reversed(element))
    while pending:
        child = pending.pop()
        if child.tag in {_PARAGRAPH, _TABLE, _CONTENT_CONTROL}:
            yield child
        elif child.tag in _CONTAINERS:
            pending.extend(reversed(child))
        elif child.tag == ALTERNATES:
            pending.extend(reversed(chosen(child)))


def _within(element: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through content controls and tracked insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTAINERS or child.tag == _CONTENT_CONTROL:
            yield from _within(child, tag)


def _rows(table: Element) -> Iterator[Element]:
    for row in _within(table, _ROW):
        properties = row.find(w("trPr"))
        if properties is None or (properties.find(w("del")) is None and not switch(properties, "hidden")):
            yield row


def _entries(row: Element) -> Iterator[tuple[int, int, Element]]:
    """Column, columns spanned and element of each cell."""
    column = _bounded(number(row.find(w("trPr")), "gridBefore"), 0)
    for cell in _within(row, _CELL):
        properties = cell.find(w("tcPr"))
        span = _bounded(number(properties, "gridSpan"), 1)
        if properties is None or properties.find(w("cellDel")) is None:
            yield column, span, cell
        column += span


def _bounded(count: int | None, least: int) -> int:
    # Word's own bound on columns.
    return least if count is None else max(least, min(count, 63))


def _lines(parts: Parts) -> str:
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Piece):
            lines.append(part.text.strip())
        else:
            lines += [cell.text for cell in part.cells]
    return "\n".join(line for line in lines if line)
