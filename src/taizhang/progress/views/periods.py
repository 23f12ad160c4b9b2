"""Reporting periods: opened with a preview of whom they ask, watched while they run, closed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import memberships
from taizhang.journal.queries import history
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries import documents
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError, Refused
from taizhang.policy.table import Reach, action
from taizhang.progress.actions.periods import Span, ask_more, askable, close_period, open_period
from taizhang.progress.forms.periods import PeriodForm
from taizhang.progress.lists import PERIODS
from taizhang.progress.models import Period
from taizhang.progress.queries import periods as queries
from taizhang.ui.asking import told, version_seen

#: With more than this nobody picks one by one: areas, documents and places narrow better.
PICKED = 500
HISTORY_SHOWN = 50


def index(request: HttpRequest) -> HttpResponseBase:
    """Every period in which the person sees anything."""
    return PERIODS.respond(request, queries.visible(signed_in(request)), "progress/periods.html")


def open_one(request: HttpRequest) -> HttpResponse:
    """Say which period; see whom it would ask; open it."""
    user = signed_in(request)
    place = _place(user)
    offered = documents.visible(user).filter(place__path__within=place.path)
    form = PeriodForm(request.POST or None, place=place, documents=offered, today=clock.today())
    context: dict[str, Any] = {
        "form": form,
        "place": place,
        "trail": [(pgettext("list", "填报期"), reverse("progress:periods"))],
    }
    if not form.is_bound:
        return render(request, "progress/open_period.html", context)
    if form.is_valid():
        if request.POST.get("do") == "open" and (period := _opened(request, user, form)):
            return redirect("progress:period", pk=period.pk)
        context |= _preview(request, form)
    return render(request, "progress/open_period.html", context, status=422 if form.errors else 200)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How a period goes: who has answered, who has sent nothing, what was assigned since."""
    user, period = _period(request, pk)
    opens = period.state == Period.State.OPEN and user.has_perm("progress.open_period", period.place)
    rows = queries.answering(user, period)
    context = {
        "period": period,
        "rows": rows,
        "completeness": queries.completeness(rows),
        "silent": [each for each in rows if each.silent],
        "later": askable(period.place, _span(period)).count() if opens else 0,
        "closes": period.state == Period.State.OPEN and user.has_perm("progress.close_period", period),
        "history": history(period)[:HISTORY_SHOWN],
        "trail": [(pgettext("list", "填报期"), reverse("progress:periods"))],
    }
    return render(request, "progress/period.html", context)


@require_POST
def more(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask about what was assigned since."""
    user, period = _period(request, pk, "progress.open_period")
    told(
        request,
        lambda: ask_more(actor=user, period=period),
        lambda reports: _("已增加 %(n)s 项，责任单位会收到通知。") % {"n": len(reports)},
    )
    return redirect("progress:period", pk=pk)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more reports."""
    user, period = _period(request, pk, "progress.close_period")
    words = _("%(period)s已截止，不再收填报；锁定的数仍可更正。") % {"period": period}
    told(request, lambda: close_period(actor=user, period=period, version=version_seen(request)), words)
    return redirect("progress:period", pk=pk)


def _period(request: HttpRequest, pk: int, name: str = "") -> tuple[User, Period]:
    user = signed_in(request)
    period = get_object_or_404(queries.visible(user), pk=pk)
    if name and not user.has_perm(name, period.place):
        raise Refused(name, period)
    return user, period


def _place(user: User) -> Place:
    """The place for which the person opens periods: that of the office where they hold the role."""
    for each in memberships(user):
        if action("progress.open_period").reach[each.role] in {Reach.PLACE, Reach.ALL}:
            return each.organisation.place
    raise Refused("progress.open_period")


def _span(period: Period) -> Span:
    return Span(period.kind, period.name, period.first, period.last, period.due)


def _opened(request: HttpRequest, user: User, form: PeriodForm) -> Period | None:
    chosen = list(_picked(request, form.chosen()))
    try:
        period = open_period(actor=user, place=form.place, span=form.span, commitments=chosen)
    except ActionError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("已开启%(period)s，责任单位会收到通知。") % {"period": period})
    return period


def _picked(request: HttpRequest, rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Those left ticked in the preview; all where there was none to tick."""
    if "shown" not in request.POST:
        return rows
    return rows.filter(pk__in=[pk for pk in request.POST.getlist("pick") if pk.isascii() and pk.isdigit()][:PICKED])


def _preview(request: HttpRequest, form: PeriodForm) -> dict[str, Any]:
    rows = form.chosen().select_related("place", "lead").order_by("area", "title", "place__code", "pk")
    commitments = list(rows[: PICKED + 1])
    few = len(commitments) <= PICKED
    total = len(commitments) if few else rows.count()
    owners = Counter(rows.values_list("lead__name", flat=True))
    ticked = set(request.POST.getlist("pick")) if "shown" in request.POST else {str(each.pk) for each in commitments}
    return {
        "span": form.span,
        "total": total,
        "owners": sorted(owners.items(), key=lambda each: (-each[1], each[0])),
        "commitments": [(each, str(each.pk) in ticked) for each in commitments] if few else [],
        "left_out": _left_out(form),
    }


def _left_out(form: PeriodForm) -> int:
    """What nobody answers for, or was not assigned yet, and so is not asked about."""
    rows = Commitment.objects.filter(place__path__within=form.place.path, year=form.span.first.year)
    return rows.filter(state="confirmed").count()
