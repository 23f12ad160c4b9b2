"""Assigning several commitments at once: those ticked in the list, or all that its filters leave."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import within
from taizhang.ledger import marks
from taizhang.ledger.actions import assign_together
from taizhang.ledger.forms.together import OrdersForm
from taizhang.ledger.lists import COMMITMENTS
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries import commitments as queries
from taizhang.ledger.views.fetching import trail
from taizhang.ui.asking import done
from taizhang.ui.choosing import choices_asked

#: More than a person can look over before giving orders.
MOST = 300


def index(request: HttpRequest) -> HttpResponse:
    """The commitments chosen, and what they are given."""
    user = signed_in(request)
    rows = _chosen(request, user)
    form = OrdersForm(request.POST or None, commitments=rows)
    if form.is_bound and form.is_valid():
        assigning = request.POST.get("do") != "note"
        success = _("已交办 %(n)s 条，等待签收。") if assigning else _("已登记 %(n)s 条。")
        orders = form.orders(assigning=assigning)
        seen = {pk: version for pk, version in _seen(request).items() if pk in {each.pk for each in rows}}
        if done(
            request,
            form,
            lambda: assign_together(actor=user, picked=seen, orders=orders),
            success % {"n": len(seen)},
        ):
            return redirect("ledger:list")
    context = {
        "form": form,
        "rows": rows[:MOST],
        "too_many": len(rows) > MOST,
        "most": MOST,
        "trail": trail(),
    }
    return choices_asked(request, form) or render(
        request, "ledger/together.html", context, status=422 if form.is_bound else 200
    )


def _chosen(request: HttpRequest, user: User) -> Sequence[Commitment]:
    """At most one more than may be assigned at once, of those the person may assign."""
    rows = within(user, "ledger.assign", queries.listed(user))
    if request.method == "POST":
        wanted = rows.filter(pk__in=_seen(request))
    elif request.GET.get("every"):
        wanted = marks.marked(COMMITMENTS).matching(request, rows)
    else:
        ticked = [int(pk) for pk in request.GET.getlist("row") if pk.isdecimal() and len(pk) < 19]
        wanted = rows.filter(pk__in=ticked[: MOST + 1])
    return list(wanted[: MOST + 1])


def _seen(request: HttpRequest) -> dict[int, int]:
    """Number and version of what the page showed; what is neither is passed over."""
    pairs = [each.partition(":")[::2] for each in request.POST.getlist("row")[: MOST + 1]]
    return {
        int(pk): int(version)
        for pk, version in pairs
        if pk.isdecimal() and version.isdecimal() and len(pk) < 19 and len(version) < 10
    }
