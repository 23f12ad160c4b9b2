"""Writes a list to a file: the columns, filters and order seen, every page of it, nothing a sheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from taizhang import clock
from taizhang.ui.sheet_cells import text_cell

if TYPE_CHECKING:
    from taizhang.ui.lists.listing import Shown

FORMATS = ("csv", "xlsx")
#: What makes Excel and WPS take a cell of a CSV file for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CHUNK = 1000


def export(shown: Shown, form: str) -> HttpResponseBase:
    """The list as a download, as CSV or XLSX."""
    return _csv(shown) if form == "csv" else _xlsx(shown)


def defused(value: object) -> object:
    """A value as a CSV cell that no program runs: text that begins like a formula gets an apostrophe before it.

    >>> defused('=HYPERLINK("x")'), defused(-5), defused("合计")
    ('\\'=HYPERLINK("x")', -5, '合计')
    """
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _csv(shown: Shown) -> HttpResponseBase:
    answer = StreamingHttpResponse(_csv_lines(shown), content_type="text/csv; charset=utf-8")
    return _named(answer, shown, "csv")


def _csv_lines(shown: Shown) -> Iterator[str]:
    # Excel reads a CSV file as UTF-8 only if it begins with the byte order mark.
    yield "\ufeff"
    for row in _table(shown):
        line = io.StringIO()
        csv.writer(line).writerow([defused(_plain(value)) for value in row])
        yield line.getvalue()


def _xlsx(shown: Shown) -> HttpResponseBase:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(shown.listing.title)[:31])
    sheet.freeze_panes = "A2"
    for number, row in enumerate(_table(shown)):
        cells = [_cell(sheet, value) for value in row]
        if number == 0:
            for cell in cells:
                cell.font = Font(bold=True)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _named(HttpResponse(file.getvalue(), content_type=kind), shown, "xlsx")


def _cell(sheet: Any, raw: object) -> Any:
    value = _plain(raw)
    return text_cell(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet, value)


def _table(shown: Shown) -> Iterator[list[object]]:
    columns = [*shown.columns, *(column for column in shown.listing.columns if column.export_only)]
    yield [str(column.label) for column in columns]
    rows = shown.matching.iterator(chunk_size=CHUNK)
    while part := list(islice(rows, CHUNK)):
        if shown.listing.fill:
            shown.listing.fill(part)
        yield from ([column.value(row) for column in columns] for row in part)


def _plain(value: object) -> Any:
    match value:
        case None:
            return ""
        case datetime():
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case bool():
            return "是" if value else "否"
        case int() | Decimal():
            return value
        case _:
            return str(value)


def _named(answer: HttpResponseBase, shown: Shown, ending: str) -> HttpResponseBase:
    today = clock.today().isoformat()
    answer.headers["Content-Disposition"] = f'attachment; filename="{shown.listing.name}-{today}.{ending}"'
    return answer
