"""Dividing a target over places and organisations: one table, filled by hand, equally, by last year's or from cells."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import within
from taizhang.ledger.actions.decomposing import decompose, divisible
from taizhang.ledger.actions.flooring import drop_floor, set_floor
from taizhang.ledger.cells import amount, read_lines, read_rows
from taizhang.ledger.dividing import Table, by_last_year, equal, from_cells, table_of
from taizhang.ledger.forms.floors import FloorForm
from taizhang.ledger.models import Commitment, Floor
from taizhang.ledger.queries.decomposition import last_years
from taizhang.ledger.queries.floors import sayings
from taizhang.ledger.views.fetching import commitment_for, trail
from taizhang.policy.errors import ActionError, Refused
from taizhang.ui.asking import done, version_seen
from taizhang.ui.choosing import choices_asked

#: A sheet of shares is small; what goes on below is not read.
_ROWS, _COLUMNS = 3000, 30


def index(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The table; each way of filling it is a button that comes back with it filled, saving is one more."""
    user, whole = commitment_for(request, pk, "ledger.decompose")
    table = _table(request, whole)
    if request.GET.get("export") == "xlsx":
        return _file(table)
    asked = request.POST.get("do", "")
    if asked == "save" and not divisible(whole):
        if _saved(request, user, table):
            return redirect("ledger:commitment", pk=pk)
    elif asked:
        _FILLS.get(asked, _check)(request, table)
    return _page(request, table, FloorForm(None, commitment=whole), 422 if table.problems else 200)


@require_POST
def add_floor(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what every town or village must reach at least."""
    user, whole = commitment_for(request, pk, "ledger.decompose")
    form = FloorForm(request.POST, commitment=whole)
    if form.is_valid() and done(
        request, form, lambda: set_floor(actor=user, commitment=whole, **form.cleaned_data), _("最低数已保存。")
    ):
        return redirect("ledger:decompose", pk=pk)
    return _page(request, table_of(whole), form, 422)


@require_POST
def remove_floor(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer ask it."""
    user = signed_in(request)
    floor = get_object_or_404(within(user, "ledger.view", Floor.objects.select_related("commitment__place")), pk=pk)
    if not user.has_perm("ledger.decompose", floor.commitment):
        raise Refused("ledger.decompose", floor.commitment)
    drop_floor(actor=user, floor=floor)
    messages.success(request, _("已取消最低数。"))
    return redirect("ledger:decompose", pk=floor.commitment_id)


def _table(request: HttpRequest, whole: Commitment) -> Table:
    if request.method != "POST":
        return table_of(whole, request.GET.get("over", ""))
    table = table_of(whole, request.POST.get("over", ""))
    part = set(request.POST.getlist("part"))
    for row in table.rows:
        row.written = request.POST.get(f"share-{row.key}", "")[:40]
        row.taking_part = row.key in part
    return table


def _saved(request: HttpRequest, user: User, table: Table) -> bool:
    shares = table.shares()
    if table.problems:
        return False
    try:
        decompose(
            actor=user,
            commitment=table.whole,
            version=version_seen(request),
            shares=shares,
            assigning="assigning" in request.POST,
        )
    except ActionError as error:
        table.problems.append(str(error))
        return False
    messages.success(request, _("已分解为 %(n)s 份。") % {"n": len(shares)})
    return True


def _equal(_request: HttpRequest, table: Table) -> None:
    equal(table)


def _last_year(_request: HttpRequest, table: Table) -> None:
    by_last_year(table)


def _paste(request: HttpRequest, table: Table) -> None:
    from_cells(table, read_lines(request.POST.get("cells", "")[:100_000], table.names(), table.whole.unit))


def _sheet(request: HttpRequest, table: Table) -> None:
    file: Any = request.FILES.get("sheet")
    if file is None:
        table.problems.append(_("请先选择一个 Excel 文件。"))
        return
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        cells = sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS, values_only=True)
        rows = [["" if cell is None else str(cell) for cell in row] for row in cells]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError):
        table.problems.append(_("“%(name)s”不是能读的 Excel 文件（.xlsx）。") % {"name": str(file.name)[:60]})
        return
    from_cells(table, read_rows(rows, table.names(), table.whole.unit))


def _check(_request: HttpRequest, table: Table) -> None:
    table.shares()


_FILLS = {"equal": _equal, "last-year": _last_year, "paste": _paste, "sheet": _sheet, "check": _check}


def _file(table: Table) -> HttpResponseBase:
    """The table as a sheet to be filled in and read back."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("分解"))
    sheet.append([_("名称"), f"{_('份额')}（{table.whole.unit}）"])
    for row in table.rows:
        name = WriteOnlyCell(sheet, row.name)
        # A text that begins with an equals sign would otherwise become a formula.
        name.data_type = "s"
        sheet.append([name, amount(row.written, table.whole.unit) if row.written else None])
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"decomposition-{table.whole.pk}.xlsx")


def _page(request: HttpRequest, table: Table, floor_form: FloorForm, status: int) -> HttpResponse:
    whole = table.whole
    least = table.floors.all(whole) if table.floors.rows else None
    context = {
        "commitment": whole,
        "table": table,
        "problems": table.problems,
        "obstacle": divisible(whole),
        "verdict": table.verdict,
        "version": request.POST.get("version") or whole.version,
        "last_year": bool(last_years(whole)),
        "floor_form": floor_form,
        "floors": [(each, table.floors.counted(each)) for each in table.floors.rows],
        "sayings": sayings(whole)[:20],
        "least": least,
        "lacking": least - whole.value if least is not None and whole.value is not None else None,
        "trail": trail((whole.title, reverse("ledger:commitment", args=[whole.pk]))),
    }
    floor_form.fields["source"].widget.address = f"{reverse('ledger:decompose', args=[whole.pk])}?"
    return choices_asked(request, floor_form) or render(request, "ledger/decompose.html", context, status=status)
