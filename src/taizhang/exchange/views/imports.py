"""Files of figures from other systems: handed over, shown line by line before anything is saved, saved with one button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.exchange.actions.importing import explain, save_all, take_in
from taizhang.exchange.forms.imports import ImportForm, MappingForm
from taizhang.exchange.incoming.judging import Judgement, Mapped, judge
from taizhang.exchange.incoming.lines import Sheet, read_sheet
from taizhang.exchange.models import Incoming
from taizhang.exchange.queries import incoming
from taizhang.files.answers import file_answer
from taizhang.reading.sources.errors import SourceError

#: Rows shown of each sort; all are counted, and all are saved. Files listed below the form.
SHOWN, _RECENT = 200, 20


def index(request: HttpRequest) -> HttpResponse:
    """Hand over a file; those taken in before."""
    user = signed_in(request)
    form = ImportForm(request.POST or None, request.FILES or None, user=user)
    if request.method == "POST" and form.is_valid():
        sheet = form.cleaned_data["sheet"]
        try:
            read_sheet(sheet.read(), sheet.name or "", {})
        except SourceError as error:
            form.add_error("sheet", f"{error.reason}；{error.advice}")
        else:
            made = take_in(
                actor=user,
                owner=form.cleaned_data["owner"],
                file=sheet,
                name=sheet.name or "",
                alone=bool(form.cleaned_data["alone"]),
            )
            return redirect("exchange:import", pk=made.pk)
    context = {"form": form, "files": incoming(user)[:_RECENT], "trail": _trail(listed=False)}
    return render(request, "exchange/imports.html", context, status=422 if form.errors else 200)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was understood and what is refused, line by line; what its columns and codes mean."""
    user = signed_in(request)
    made = get_object_or_404(incoming(user), pk=pk)
    sheet, judgement = _judged(user, made)
    if sheet is None:
        return render(request, "exchange/import.html", {"incoming": made, "trail": _trail()}, status=422)
    form = MappingForm(request.POST or None, sheet=sheet, mapped=Mapped.of(made.mapping), judgement=judgement)
    if request.method == "POST" and form.is_valid():
        explain(actor=user, incoming=made, mapped=form.mapped)
        return redirect("exchange:import", pk=pk)
    context = _context(made, sheet, judgement, form)
    return render(request, "exchange/import.html", context, status=422 if form.errors else 200)


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was understood, on the person's word."""
    user = signed_in(request)
    made = get_object_or_404(incoming(user), pk=pk)
    _sheet, judgement = _judged(user, made)
    if judgement is not None and (fillings := judgement.fillings):
        done = save_all(actor=user, incoming=made, fillings=fillings)
        messages.success(request, _("已保存 %(n)s 项为草稿，请在“填报”中核对后上报。") % {"n": len(done.saved)})
        for words in list(done.refused.values())[:5]:
            messages.error(request, words)
    else:
        messages.info(request, _("没有要保存的：读懂的都与系统一致。"))
    return redirect("exchange:import", pk=pk)


def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was handed over."""
    made = get_object_or_404(incoming(signed_in(request)), pk=pk)
    return file_answer(made.file, made.name)


def _judged(user: User, made: Incoming) -> tuple[Sheet | None, Judgement | None]:
    mapped = Mapped.of(made.mapping)
    with made.file.open() as file:
        data = file.read()
    try:
        sheet = read_sheet(data, made.name, mapped.columns)
    except SourceError:
        return None, None
    return sheet, None if sheet.missing else judge(user, sheet, mapped)


def _context(made: Incoming, sheet: Sheet, judgement: Judgement | None, form: MappingForm) -> dict[str, Any]:
    rows = judgement.rows if judgement else []
    taken, wrong = [row for row in rows if row.filling], [row for row in rows if row.problem]
    return {
        "incoming": made,
        "sheet": sheet,
        "wanted": form.wanted(sheet),
        "form": form,
        "read": len(rows),
        "taken": len(taken),
        "wrong": len(wrong),
        "same": len(rows) - len(taken) - len(wrong),
        "taken_rows": taken[:SHOWN],
        "wrong_rows": wrong[:SHOWN],
        "shown": SHOWN,
        "trail": _trail(),
    }


def _trail(*, listed: bool = True) -> list[tuple[str, str]]:
    above = [(_("数据交换"), reverse("exchange:index"))]
    return [*above, (_("导入外部数据"), reverse("exchange:imports"))] if listed else above
