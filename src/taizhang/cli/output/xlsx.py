"""An Excel workbook: the records, the documents' facts, declared counts beside found ones, and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from taizhang.cli.language import Voice
from taizhang.cli.output import View
from taizhang.cli.output.cells import COLUMNS, Cell, Row, could_be_formula, headings, rows
from taizhang.cli.output.facts import facts, remarks
from taizhang.reading.results import Document
from taizhang.ui.sheet_cells import kept, text_cell

Sheet = Any
"""A sheet that is written as it grows; the type stubs do not know all it can do."""

LONGEST_CELL = 32_767
"""Characters Excel holds in a cell."""

_WIDTHS = {"indicator": 36, "quote": 60, "section": 24, "file": 20, "owner": 18, "co-owners": 18, "rule": 22}
_VOICE = Voice("zh")
_FACTS = (
    "file",
    "title",
    "doc-kind",
    "issuer",
    "place",
    "year",
    "targets",
    "actuals",
    "tasks",
    "format",
    "encoding",
    "sha256",
)
_DECLARED = ("file", "declared", "subject", "found", "difference")
_NOTES = ("file", "note", "times")


@dataclass(frozen=True, slots=True)
class Part:
    """A document's rows on each of the four sheets."""

    records: tuple[Row, ...]
    facts: Row
    declared: tuple[Row, ...]
    notes: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Xlsx:
    """Records as a workbook."""

    view: View

    def render(self, document: Document, file: str) -> Part:
        """The document's rows."""
        known = facts(document, file)
        return Part(
            tuple(rows(document, file, explain=self.view.explain)),
            tuple(known[name] for name in _FACTS),
            tuple(
                (
                    file,
                    count.figure,
                    count.subject,
                    count.found,
                    None if count.found is None else count.found - count.declared,
                )
                for count in document.declared
            ),
            tuple((file, note.message, times) for note, times in remarks(document.notes)),
        )

    def write(self, parts: Iterable[Part], stream: BinaryIO) -> None:
        """The workbook with the rows of all documents."""
        book = Workbook(write_only=True)
        names = headings(explain=self.view.explain)
        widths = [_WIDTHS.get(column, 10) for column in COLUMNS] + [60] * (len(names) - len(COLUMNS))
        records = _sheet(book, "records", names, widths)
        others = [
            _sheet(book, sheet, [_VOICE.say(f"fact.{name}") for name in columns], [20] * len(columns))
            for sheet, columns in (("documents", _FACTS), ("declared", _DECLARED), ("notes", _NOTES))
        ]
        last = 1
        for part in parts:
            last += append(records, part.records)
            for sheet, table in zip(others, ([part.facts], part.declared, part.notes), strict=True):
                append(sheet, table)
        records.auto_filter.ref = f"A1:{get_column_letter(len(names))}{last}"
        book.save(stream)


def _sheet(book: Workbook, name: str, columns: Iterable[str], widths: Iterable[int]) -> Sheet:
    sheet: Sheet = book.create_sheet(_VOICE.say(f"sheet.{name}"))
    sheet.freeze_panes = "A2"
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append(list(_headings(sheet, columns)))
    return sheet


def _headings(sheet: Sheet, columns: Iterable[str]) -> Iterator[SheetCell]:
    for column in columns:
        cell = WriteOnlyCell(sheet, column)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="center")
        yield cell


def append(sheet: Sheet, table: Iterable[Row]) -> int:
    """Add the rows to the sheet; returns how many there were."""
    count = 0
    for row in table:
        sheet.append([safe_cell(sheet, value) for value in row])
        count += 1
    return count


def safe_cell(sheet: Sheet, value: Cell) -> SheetCell | int | Decimal | None:
    """The value as a cell: text stays text even where it looks like a formula, and after it is edited in Excel."""
    if not isinstance(value, str):
        return value
    text = kept(value, "�")[:LONGEST_CELL]
    cell: SheetCell = text_cell(sheet, text)
    if could_be_formula(text):
        cell.quotePrefix = True
    return cell


OUTPUT = Xlsx
