"""What I owe 我要填的: the owner's one table of everything to report, filled like a sheet and handed in together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.progress.forms.lines import Line, doubted
from taizhang.progress.models import Report
from taizhang.progress.queries import sheets
from taizhang.progress.queries.reports import owed
from taizhang.progress.views.saving import hand_in, keep_files, save, version_sent

#: Lines of one page; an owner with more finishes these first.
LINES = 100


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below the sheet: how many can go, and which lines lack something."""

    ready: int
    lacking: list[Line]

    @classmethod
    def of(cls, lines: list[Line]) -> Foot:
        """Of these lines."""
        return cls(sum(line.ready for line in lines), [line for line in lines if not line.ready])


def index(request: HttpRequest) -> HttpResponse:
    """The sheet; saved and handed in line by line."""
    user = signed_in(request)
    rows = sheet(user)
    if request.method != "POST":
        return _page(request, user, [Line.of(each) for each in rows])
    lines = [_taken(request, user, each) for each in rows]
    went = _handed_in(request, lines, user)
    if went:
        words = ngettext("已上报 %(n)s 项，等待审核。", "已上报 %(n)s 项，等待审核。", len(went)) % {"n": len(went)}
        messages.success(request, words)
    if any(line.problems or line.conflict for line in lines):
        return _page(request, user, [line for line in lines if line not in went])
    if not went:
        messages.success(request, _("已保存。"))
    return redirect("progress:owed")


def begin(request: HttpRequest) -> HttpResponse:
    """Where a notice leads: to the one value that is owed, which a phone fills in seconds, or to the sheet of all."""
    keys = list(owed(signed_in(request)).values_list("pk", flat=True)[:2])
    return redirect("progress:entry", pk=keys[0]) if len(keys) == 1 else redirect("progress:owed")


def sheet(user: User) -> list[Report]:
    """The reports of the page, and one more where there are more."""
    return list(sheets.beside(owed(user))[: LINES + 1])


def _taken(request: HttpRequest, user: User, report: Report) -> Line:
    line = Line.sent(report, request.POST)
    if version := version_sent(request, line):
        save(user, line, version)
        keep_files(user, line, request.FILES.getlist(f"r{report.pk}-files"))
    return line


def _handed_in(request: HttpRequest, lines: list[Line], user: User) -> list[Line]:
    asked = request.POST.get("do", "")
    if not asked.startswith("submit"):
        return []
    doubted(lines)
    if asked == "submit":
        chosen = [line for line in lines if line.ready]
    else:
        chosen = [line for line in lines if asked == f"submit-{line.report.pk}" and not line.problems]
    return [line for line in chosen if not line.conflict and hand_in(user, line)]


def _group(line: Line) -> tuple[date, int, str]:
    return line.report.due, line.report.period_id, line.commitment.area


def _page(request: HttpRequest, user: User, lines: list[Line]) -> HttpResponse:
    shown = lines[:LINES]
    doubted(shown)
    context = {
        "groups": [list(group) for _key, group in groupby(shown, _group)],
        "today": clock.today(),
        "more": LINES if len(lines) > LINES else 0,
        "periods": sorted({line.report.period for line in shown}, key=lambda each: each.last),
        "ratios": any(line.is_ratio for line in shown),
        "foot": Foot.of(shown),
        "handed_in": sheets.handed_in(user, clock.today())[: sheets.SHOWN],
        "held": sheets.held(user)[: sheets.SHOWN],
    }
    wrong = any(line.problems or line.conflict for line in lines)
    return render(request, "progress/owed.html", context, status=422 if wrong else 200)
