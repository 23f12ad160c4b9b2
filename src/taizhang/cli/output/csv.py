"""CSV as Excel opens it: UTF-8 with a byte-order mark, Chinese headings, no cell that could run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from taizhang.cli.output import View
from taizhang.cli.output.cells import Cell, Row, could_be_formula, headings, rows
from taizhang.reading.results import Document

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Csv:
    """Records as comma-separated values."""

    view: View

    def render(self, document: Document, file: str) -> bytes:
        """The document's rows."""
        return csv_bytes(rows(document, file, explain=self.view.explain))

    def write(self, parts: Iterable[bytes], stream: BinaryIO) -> None:
        """The headings, then the rows of all documents."""
        stream.write(BYTE_ORDER_MARK + csv_bytes([headings(explain=self.view.explain)]))
        for part in parts:
            stream.write(part)


def csv_bytes(table: Iterable[Row]) -> bytes:
    """The rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guarded(cell) for cell in row] for row in table)
    return text.getvalue().encode("utf-8", "backslashreplace")


def guarded(cell: Cell) -> Cell:
    """Text that could run as a formula gets an apostrophe before it, which makes a spreadsheet show it as it is.

    >>> guarded("=1+1"), guarded("-0.5%"), guarded(-3)
    ("'=1+1", '-0.5%', -3)
    """
    return f"'{cell}" if isinstance(cell, str) and could_be_formula(cell) else cell


OUTPUT = Csv
