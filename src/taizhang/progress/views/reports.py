"""What was reported: the list, one report with its versions and evidence, and the number with what it is made of."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import within
from taizhang.journal.queries import history
from taizhang.ledger.models import Commitment
from taizhang.progress.lists import REPORTS
from taizhang.progress.models import Evidence, Report
from taizhang.progress.queries import numbers, reports
from taizhang.progress.queries.doubts import doubts_of
from taizhang.progress.reasons import Reason
from taizhang.progress.states import WITH_OWNER

HISTORY_SHOWN = 100


def index(request: HttpRequest) -> HttpResponseBase:
    """Every report within the person's scope."""
    return REPORTS.respond(request, reports.visible(signed_in(request)), "progress/reports.html")


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: what stands, every version that was locked, what came back and why, the evidence, everybody's doings."""
    user = signed_in(request)
    report = get_object_or_404(reports.visible(user), pk=pk)
    versions = report.versions.select_related("submitted_by", "locked_by").order_by("-number")
    context = {
        "report": report,
        "commitment": report.commitment,
        "versions": versions,
        "files": Evidence.objects.filter(report=report, removed_at=None).select_related("file", "added_by"),
        "doubts": _doubts(report),
        "enters": report.state in WITH_OWNER and not report.counted and user.has_perm("progress.enter", report.owner),
        "returns": reports.returnable(user, report),
        "corrects": report.state == "locked"
        and not report.counted
        and (user.has_perm("progress.lock", report) or user.has_perm("progress.correct", report.owner)),
        "history": history(report)[:HISTORY_SHOWN],
        "trail": [(_("填报记录"), reverse("progress:reports"))],
    }
    return render(request, "progress/report.html", context)


def _doubts(report: Report) -> list[Reason]:
    """What the checks say now of what is still being entered; of what was handed in, what they said then."""
    if report.state not in WITH_OWNER:
        return report.doubted
    return [each.reason for each in doubts_of([report]).get(report.pk, ())]


def number(request: HttpRequest, pk: int) -> HttpResponse:
    """The number of a commitment on a day, and what it is made of, down to the reports."""
    user = signed_in(request)
    rows = within(user, "progress.view", Commitment.objects.select_related("place", "lead", "indicator", "parent"))
    commitment = get_object_or_404(rows, pk=pk)
    days = numbers.days(commitment)
    on = _day(request.GET.get("on", ""), days)
    own = numbers.reports_of(user, commitment)
    context = {
        "commitment": commitment,
        "own": next((each for each in own if each.on == on), None),
        "days": days,
        "on": on,
        "total": numbers.total_of(commitment, on) if on else None,
        "parts": numbers.parts(user, commitment, on) if on else [],
        "reports": own,
        "trail": [
            (_("台账"), reverse("ledger:list")),
            (commitment.title, reverse("ledger:commitment", args=[commitment.pk])),
        ],
    }
    return render(request, "progress/number.html", context)


def _day(asked: str, days: list[date]) -> date | None:
    """The day asked for, or the last one there is."""
    return next((day for day in days if day.isoformat() == asked), days[0] if days else None)
