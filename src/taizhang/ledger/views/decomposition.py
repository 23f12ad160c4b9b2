"""Splitting a target over the places below: one table, filled by hand, equally, by last year's shares or from cells."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from taizhang.ledger.actions.decomposing import Share, decompose, divisible
from taizhang.ledger.cells import Cells, amount, read_lines, read_rows
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries.commitments import shares as shares_of
from taizhang.ledger.queries.decomposition import last_years, places_below
from taizhang.ledger.shares import divided, equally, step_for, verdict
from taizhang.ledger.views.fetching import commitment_for, trail
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError

#: A sheet of shares is small; what goes on below is not read.
_ROWS, _COLUMNS = 3000, 30


@dataclass
class Table:
    """The page's table: what is written beside each place, which take part, and what is wrong."""

    whole: Commitment
    places: Sequence[Place]
    written: dict[str, str] = field(default_factory=dict)
    taking_part: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[tuple[Place, str, bool]]:
        """Place, what is written, whether it takes part."""
        return [(each, self.written.get(each.code, ""), each.code in self.taking_part) for each in self.places]

    def fill(self, values: dict[str, Decimal]) -> None:
        """Write values in, whole or with the digits they have."""
        self.written |= {code: f"{value.normalize():f}" for code, value in values.items()}

    def values(self) -> dict[str, Decimal]:
        """What is written as values; what is no figure becomes a problem."""
        found: dict[str, Decimal] = {}
        for place, written, _part in self.rows:
            value = amount(written, self.whole.unit) if written.strip() else None
            if written.strip() and value is None:
                self.problems.append(_("%(place)s：“%(words)s”不是数字。") % {"place": place, "words": written[:20]})
            elif value is not None:
                found[place.code] = value
        return found


def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The table; each way of filling it is a button that comes back with it filled, saving is one more."""
    user, whole = commitment_for(request, pk, "ledger.decompose")
    table = _table(request, whole)
    asked = request.POST.get("do", "")
    if asked == "save" and not divisible(whole):
        values = table.values()
        if not table.problems:
            by_code = {each.code: each for each in table.places}
            shares = [Share(by_code[code], value) for code, value in values.items() if value]
            try:
                version = request.POST.get("version", "")
                decompose(
                    actor=user,
                    commitment=whole,
                    version=int(version) if version.isdigit() else 0,
                    shares=shares,
                    assigning="assigning" in request.POST,
                )
            except ActionError as error:
                table.problems.append(str(error))
            else:
                messages.success(request, _("已分解到 %(n)s 个地方。") % {"n": len(shares)})
                return redirect("ledger:commitment", pk=pk)
    elif asked:
        _FILLS.get(asked, _check)(request, table)
    return _page(request, table, 422 if table.problems else 200)


def _table(request: HttpRequest, whole: Commitment) -> Table:
    table = Table(whole, list(places_below(whole)))
    if request.method == "POST":
        table.written = {each.code: request.POST.get(f"share-{each.code}", "")[:40] for each in table.places}
        table.taking_part = set(request.POST.getlist("part"))
    else:
        existing = {each.place.code: each.value for each in shares_of(whole) if each.value is not None}
        table.fill(existing)
        table.taking_part = set(existing) or {each.code for each in table.places if each.kind == Place.Kind.ORDINARY}
    return table


def _equal(_request: HttpRequest, table: Table) -> None:
    codes = [each.code for each in table.places if each.code in table.taking_part]
    if not codes:
        table.problems.append(_("请先勾选参与分解的地方。"))
        return
    whole = table.whole.value or Decimal(0)
    table.written = {}
    table.fill(dict(zip(codes, equally(whole, len(codes), step_for(whole)), strict=True)))


def _last_year(_request: HttpRequest, table: Table) -> None:
    before = {code: value for code, value in last_years(table.whole).items() if value > 0}
    codes = [each.code for each in table.places if each.code in before]
    if not codes:
        table.problems.append(_("没有找到上一年同一目标的分解，请改用其他办法。"))
        return
    whole = table.whole.value or Decimal(0)
    table.written, table.taking_part = {}, set(codes)
    parts = divided(whole, [before[code] for code in codes], step_for(whole))
    table.fill(dict(zip(codes, parts, strict=True)))


def _paste(request: HttpRequest, table: Table) -> None:
    _understood(table, read_lines(request.POST.get("cells", "")[:100_000], _names(table), table.whole.unit))


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
    _understood(table, read_rows(rows, _names(table), table.whole.unit))


def _understood(table: Table, cells: Cells) -> None:
    table.problems += cells.problems[:20]
    if not cells.values and not cells.problems:
        table.problems.append(_("没有读到地名和数字。每行先写地名，再写数字。"))
    table.fill(cells.values)
    table.taking_part |= set(cells.values)


def _check(_request: HttpRequest, table: Table) -> None:
    table.values()


_FILLS = {"equal": _equal, "last-year": _last_year, "paste": _paste, "sheet": _sheet, "check": _check}


def _names(table: Table) -> dict[str, str]:
    return {each.name: each.code for each in table.places}


def _page(request: HttpRequest, table: Table, status: int) -> HttpResponse:
    whole = table.whole
    silent = Table(whole, table.places, table.written, table.taking_part)
    context = {
        "commitment": whole,
        "table": table,
        "problems": table.problems,
        "obstacle": divisible(whole),
        "verdict": verdict(list(silent.values().values()), whole.value or Decimal(0)),
        "version": request.POST.get("version") or whole.version,
        "last_year": bool(last_years(whole)),
        "trail": trail((whole.title, reverse("ledger:commitment", args=[whole.pk]))),
    }
    return render(request, "ledger/decompose.html", context, status=status)
