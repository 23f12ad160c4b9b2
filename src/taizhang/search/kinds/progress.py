"""Of progress: what reports say beside their figures, and slips."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from taizhang.accounts.scope import within
from taizhang.progress.models import Report, Slip
from taizhang.search.drafts import Draft
from taizhang.search.kinds.kind import Kind, Said, facts, joined


def _reports() -> QuerySet[Report]:
    """Those that were ever submitted: what an owner is still writing is nobody else's."""
    rows = Report.objects.filter(Q(submitted_at__isnull=False) | Q(locked_versions__gt=0))
    return rows.select_related("commitment__place", "owner", "period")


def _words(each: Report) -> str:
    return joined(each.note, each.problem, each.help_wanted, each.explanation)


def _report_drafts(each: Report) -> Iterator[Draft]:
    of, text = each.commitment, _words(each)
    if text:
        beside = joined(of.title, of.place.name, each.owner.name, each.period.name)
        yield Draft(beside=beside, text=text, year=each.on.year, place=of.place_id, weight=25)


def _report_said(each: Report, _start: int, _stop: int) -> Said:
    url = reverse("progress:report", args=[each.pk])
    title = f"{each.commitment.title}（{each.commitment.place.name}）"
    return Said(title, url, _words(each), facts(each.period.name, each.owner), each.standing.label)


REPORT = Kind(
    "report",
    5,
    gettext_lazy("填报"),
    _reports,
    _report_drafts,
    lambda user: within(user, "progress.view", Report.objects.order_by()),
    _report_said,
)


def _slip_drafts(each: Slip) -> Iterator[Draft]:
    title = joined(each.code if each.number else "", each.subject)
    beside = joined(each.addressee.name, each.place.name)
    yield Draft(title=title, beside=beside, text=each.text, year=each.year, place=each.addressee.place_id, weight=35)


def _slip_said(each: Slip, _start: int, _stop: int) -> Said:
    url = reverse("supervision:slip", args=[each.pk])
    return Said(f"{each.code} {each.subject}", url, each.text, facts(each.addressee, each.due), each.standing.label)


SLIP = Kind(
    "slip",
    6,
    gettext_lazy("督办单"),
    lambda: Slip.objects.select_related("addressee", "place").order_by("pk"),
    _slip_drafts,
    lambda user: within(user, "progress.view_slips", Slip.objects.order_by()),
    _slip_said,
)
