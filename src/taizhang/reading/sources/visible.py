"""The walk over a page's tree that gives its paragraphs, headings, list items and tables in order."""

from __future__ import annotations

from taizhang.reading.sources.boilerplate import Boilerplate
from taizhang.reading.sources.composer import Cell, Piece, Table
from taizhang.reading.sources.grid import Grid, span
from taizhang.reading.sources.inline import Inline
from taizhang.reading.sources.limits import Limits
from taizhang.reading.sources.markup import UNSEEN, VOID, Element
from taizhang.reading.sources.numbering import write_number
from taizhang.reading.sources.source import BlockKind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BLOCKS = frozenset(
    "#root address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "  # noqa: SIM905
    "figcaption figure footer form frameset head h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol optgroup option p pre section summary table tbody td tfoot th thead title tr ul".split()
)
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
# What may lie directly in each part of a table's frame.
_FRAME = {
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr"}),
    **dict.fromkeys(_ROW_GROUPS, frozenset({"tr"})),
    "tr": frozenset({"td", "th"}),
}
_SUPERSCRIPTS = {"2": "²", "3": "³"}
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# A cell that holds more than this is a column of the page, not an entry of a table.
_LONGEST_CELL = 2_000


class Visible:
    """Turns elements into parts for a :class:`Composer`; one instance walks one page or one cell of it."""

    def __init__(self, boilerplate: Boilerplate, limits: Limits) -> None:
        self._boilerplate = boilerplate
        self._limits = limits
        self._parts: list[Piece | Table] = []
        self._inline = Inline()
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._lists = 0
        self._counter: _Counter | None = None
        self._prefix = ""
        self._preformatted = False

    def parts(self, element: Element) -> list[Piece | Table]:
        """Everything visible in ``element``."""
        self._children(element)
        self._flush()
        return self._parts

    def _children(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._inline.add(child)
            elif not (child.tag in UNSEEN or child.tag in {"title", "rt", "rp"} or child.hidden):
                self._element(child)

    def _element(self, element: Element) -> None:
        if element.tag == "br":
            self._inline.break_line()
        elif element.tag == "sup":
            self._superscript(element)
        elif element.tag not in _BLOCKS:
            self._children(element)
        else:
            self._flush()
            self._block(element)
            self._flush()

    def _block(self, element: Element) -> None:
        state = (self._kind, self._level, self._lists, self._counter, self._preformatted)
        if self._kind != "furniture" and self._boilerplate.starts_at(element):
            self._kind, self._level = "furniture", 0
        if element.tag == "table":
            self._table(element)
        else:
            self._enter(element)
            self._children(element)
            self._flush()
        self._kind, self._level, self._lists, self._counter, self._preformatted = state

    def _enter(self, element: Element) -> None:
        self._preformatted = self._preformatted or element.tag == "pre"
        if element.tag in _LISTS:
            self._lists += 1
            self._counter = _Counter(element)
        if self._kind == "furniture":
            return
        if element.tag in _HEADINGS:
            self._kind, self._level = "heading", _HEADINGS[element.tag]
        elif element.tag == "li":
            self._kind, self._level = "item", max(1, self._lists)
            self._prefix = self._counter.write(element) if self._counter else ""

    def _flush(self) -> None:
        for paragraph in self._inline.take(preformatted=self._preformatted):
            self._parts.append(Piece(self._prefix + paragraph, self._kind, self._level))
            self._prefix = ""

    def _superscript(self, element: Element) -> None:
        text = "".join(child for child in element.children if isinstance(child, str)).strip()
        if text in _SUPERSCRIPTS and len(element.children) == 1:
            self._inline.add(_SUPERSCRIPTS[text])
        else:
            self._children(element)

    def _table(self, element: Element) -> None:
        cells = None if _is_layout(element) else self._cells(_rows(element))
        if cells is None:
            self._children(element)
            return
        for caption in (child for child in element.children if isinstance(child, Element) and child.tag == "caption"):
            self._element(caption)
        self._parts.append(Table(cells, furniture=self._kind == "furniture"))

    def _cells(self, rows: list[Element]) -> tuple[Cell, ...] | None:
        """The cells of a data table, or ``None`` where the table only lays out the page."""
        grid = Grid(self._limits.cells)
        cells: list[Cell] = []
        for row in rows:
            in_head = row.parent is not None and row.parent.tag == "thead"
            for entry in row.children:
                if isinstance(entry, Element) and entry.tag in {"td", "th"} and not entry.hidden:
                    place = grid.place(span(entry.attributes.get("rowspan")), span(entry.attributes.get("colspan")))
                    text = self._cell_text(entry)
                    if len(text) > _LONGEST_CELL:
                        return None
                    cells.append(Cell(text, *place, header=in_head or entry.tag == "th"))
            grid.next_row()
        one_column = all(cell.column == 0 for cell in cells)
        return None if one_column else tuple(cells)

    def _cell_text(self, entry: Element) -> str:
        inner = Visible(self._boilerplate, self._limits).parts(entry)
        return "\n".join(part.text for part in inner if isinstance(part, Piece))


def _rows(table: Element) -> list[Element]:
    inside = (child for child in table.children if isinstance(child, Element))
    rows = (row for child in inside for row in (child.children if child.tag in _ROW_GROUPS else [child]))
    return [row for row in rows if isinstance(row, Element) and row.tag == "tr" and not row.hidden]


def _is_layout(table: Element) -> bool:
    """Whether a table holds what no data table does, or text outside its cells, which would otherwise be lost."""
    if table.attributes.get("role") in {"presentation", "none"}:
        return True
    if any(inner.tag == "table" or inner.tag in _HEADINGS for inner in table.elements()):
        return True
    frame = [table, *(inner for inner in table.elements() if inner.tag in _FRAME)]
    return any(_is_stray(child, inner.tag) for inner in frame for child in inner.children)


def _is_stray(child: Element | str, inside: str) -> bool:
    if isinstance(child, str):
        return bool(child.strip())
    return child.tag not in _FRAME[inside] and child.tag not in UNSEEN and child.tag not in VOID


class _Counter:
    """The numbers the browser writes before the items of one list; bullets say nothing and are left out."""

    def __init__(self, element: Element) -> None:
        plain = "none" in element.attributes.get("style", "").replace("list-style-image", "")
        self._numbered = element.tag == "ol" and not plain
        self._style = _LIST_STYLES.get(element.attributes.get("type", ""), "decimal")
        self._next = span(element.attributes.get("start"))

    def write(self, item: Element) -> str:
        number = span(item.attributes["value"]) if "value" in item.attributes else self._next
        self._next = number + 1
        return f"{write_number(number, self._style)}. " if self._numbered else ""
