"""One value: filled on a page of its own, by phone with a photo; and the answer to the sheet's script, line by line."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.policy.errors import Refused
from taizhang.progress.actions.reporting import withdraw as take_back
from taizhang.progress.forms.lines import Line, doubted
from taizhang.progress.models import Report
from taizhang.progress.queries import sheets
from taizhang.progress.queries.reports import visible
from taizhang.progress.states import WITH_OWNER
from taizhang.progress.views.owed import Foot, sheet
from taizhang.progress.views.saving import hand_in, keep_files, save, version_sent
from taizhang.ui.asking import told, version_seen


def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one value, or for the sheet's script what became of what was typed."""
    user, report = own_report(request, pk, "progress.enter")
    if request.method != "POST":
        if report.counted or report.state not in WITH_OWNER:
            return redirect("progress:report", pk=pk)
        return _page(request, Line.of(report))
    line = Line.sent(report, request.POST)
    if version := version_sent(request, line):
        save(user, line, version)
        keep_files(user, line, request.FILES.getlist(f"r{pk}-files"))
    if request.headers.get("Accept", "").startswith("application/json"):
        return _told(request, user, line)
    return _done(request, user, line)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was handed in, to change it."""
    user, report = own_report(request, pk, "progress.withdraw")
    words = _("已撤回“%(report)s”，改好后再上报。") % {"report": report}
    told(request, lambda: take_back(actor=user, report=report, version=version_seen(request)), words)
    return redirect("progress:owed")


def own_report(request: HttpRequest, pk: int, action: str) -> tuple[User, Report]:
    """The person and a report within scope; refused with words unless the action reaches its owner."""
    user = signed_in(request)
    report = get_object_or_404(sheets.beside(visible(user)), pk=pk)
    if not user.has_perm(action, report.owner):
        raise Refused(action, report)
    return user, report


def _done(request: HttpRequest, user: User, line: Line) -> HttpResponse:
    fine = not line.problems and not line.conflict
    if fine and request.POST.get("do", "").startswith("submit"):
        if hand_in(user, line):
            messages.success(request, _("已上报“%(report)s”，等待审核。") % {"report": line.report})
            return redirect("progress:owed")
    elif fine:
        messages.success(request, _("已保存，还没有上报。"))
        return redirect("progress:entry", pk=line.report.pk)
    return _page(request, line)


def _page(request: HttpRequest, line: Line) -> HttpResponse:
    doubted([line])
    wrong = bool(line.problems or line.conflict)
    return render(request, "progress/entry.html", {"line": line}, status=422 if wrong else 200)


def _told(request: HttpRequest, user: User, line: Line) -> JsonResponse:
    lines = [Line.of(each) for each in sheet(user)]
    doubted([*lines, line])
    answer: dict[str, Any] = {
        "version": line.report.version,
        "cells": {name: words for name, words in line.cells.items() if name not in line.problems},
        "stored": line.stored,
        "problems": line.problems,
        "conflict": bool(line.conflict),
        "clashes": [each.name for each in line.conflict.cells] if line.conflict else [],
        "asks": line.asks and not line.report.explanation,
        "files": len(line.files),
        "says": render_to_string("progress/_line_says.html", {"line": line}, request),
        "state": render_to_string("progress/_line_state.html", {"line": line}, request),
        "evidence": render_to_string(
            "progress/_evidence.html", {"report": line.report, "files": line.files, "removable": True}, request
        ),
        "foot": render_to_string("progress/_foot.html", {"foot": Foot.of(lines)}, request),
    }
    return JsonResponse(answer, status=409 if line.conflict else 200)
