"""The one form in which every kind of file reaches the reader: text with blocks over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from taizhang.reading.results import Note

BlockKind = Literal["paragraph", "heading", "item", "cell", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch ``text[start:end]`` the file format itself marks off; blocks are in order and never overlap.

    ``level`` is a heading's depth (1 outermost) or a list item's nesting. A ``cell`` carries the number of its table
    in the document and its zero-based row and column, with how many rows and columns it spans; ``header`` marks cells
    the format declares, or the sheet's layout shows, to be headers. ``furniture`` is what is no part of the body: page
    headers and footers, navigation, a table of contents. Between blocks lies white space only: a newline after each
    block, a tab between the cells of a row. A newline inside a block is a line break its author made.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file as text. All offsets anywhere in the reader are code points of ``text``.

    For a ``.txt`` file ``text`` is the file as decoded, unchanged (a byte-order mark excepted), and ``blocks`` is
    empty: structure is then found from the words alone. ``title`` is one the format itself declares. ``meta`` holds
    what else it declares about the document, as it words it: ``published`` (when), ``publisher`` and the like.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    name: str | None = None
    format: str = "text"
    encoding: str | None = None
    sha256: str | None = None
    title: str | None = None
    notes: tuple[Note, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)
