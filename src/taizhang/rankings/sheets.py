"""A ranking as a file: CSV or Excel, with figure and contribution of each indicator."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from taizhang.rankings.records import cells
from taizhang.rankings.tables import Table
from taizhang.ui.lists.export import defused

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(table: Table, form: str) -> HttpResponse:
    """The ranking as a download; nothing in it runs when it is opened."""
    rows = [headings(table), *(cells(table, row) for row in table.rows)]
    answer = HttpResponse(_xlsx(rows), content_type=_XLSX) if form == "xlsx" else _csv(rows)
    name = f"ranking-{table.scheme}-{table.day.isoformat()}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def headings(table: Table) -> list[str]:
    """The first row."""
    common = [
        *(_("方案"), _("分组"), _("数据截至"), _("期号"), _("名次"), _("代码"), _("地区"), _("得分")),
        *(_("水平分"), _("变化分"), _("升降"), _("最好可能"), _("最差可能"), _("有数权重%")),
    ]
    for each in table.headings:
        common += [f"{each.name}（{each.unit}）" if each.unit else each.name, _("%(name)s得分") % {"name": each.name}]
    return common


def _csv(rows: list[Any]) -> HttpResponse:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([defused("" if cell is None else cell) for cell in row] for row in rows)
    return HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")


def _xlsx(rows: list[Any]) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet(_("比拼"))
    page.freeze_panes = "H2"
    for number, row in enumerate(rows):
        page.append([_cell(page, value, bold=number == 0) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(page: Any, value: Any, *, bold: bool) -> Any:
    cell = WriteOnlyCell(page, value)
    if isinstance(value, str):
        # A text that begins with an equals sign would otherwise become a formula.
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
