"""A resource as an Excel workbook, with what its columns mean on a second sheet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from taizhang.exchange.columns import Written
from taizhang.exchange.files.sinks import PIECE
from taizhang.exchange.resources import Resource
from taizhang.exchange.resources.resource import Rows
from taizhang.exchange.words import words
from taizhang.ui.sheet_cells import text_cell

#: Rows of one sheet: Excel has 1,048,576.
ROWS = 1_000_000
#: Digits that Excel keeps of a number; longer ones go out as text, whole.
_DIGITS = 15


def workbook(resource: Resource, rows: Rows) -> Iterator[bytes]:
    """The file in pieces; written row by row to the disk before it is sent, for a workbook ends with what it holds."""
    book = Workbook(write_only=True)
    natures = [resource.nature(each).kind for each in resource.columns]
    sheet: Any = None
    for number, row in enumerate(resource.stream(rows)):
        if number % ROWS == 0:
            sheet = _sheet(book, resource, number // ROWS + 1)
        sheet.append([cell_of(sheet, value, kind) for value, kind in zip(row, natures, strict=True)])
    if sheet is None:
        _sheet(book, resource, 1)
    _meanings(book, resource)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while data := file.read(PIECE):
            yield data


def _sheet(book: Any, resource: Resource, number: int) -> Any:
    sheet = book.create_sheet(resource.name if number == 1 else f"{resource.name} {number}")
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, each.name) for each in resource.columns])
    return sheet


def _meanings(book: Any, resource: Resource) -> None:
    sheet = book.create_sheet("dictionary")
    sheet.append([_bold(sheet, each) for each in ("field", "type", "chinese", "english", "codes")])
    for each in resource.columns:
        held, said = resource.nature(each), words(resource.name, each.name)
        codes = "；".join(f"{code} {label}" for code, label in held.codes)
        sheet.append([each.name, held.kind, said.chinese, said.english, codes])


def _bold(sheet: Any, words_: str) -> Any:
    cell = WriteOnlyCell(sheet, words_)
    cell.font = Font(bold=True)
    return cell


def cell_of(sheet: Any, value: Written, kind: str) -> Any:
    """A cell: a number only where Excel keeps every digit of it, and text that is never a formula."""
    if kind == "decimal" and isinstance(value, str):
        amount: Any = Decimal(value)
        if len(amount.as_tuple().digits) <= _DIGITS:
            return WriteOnlyCell(sheet, amount)
    return text_cell(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet, value)
