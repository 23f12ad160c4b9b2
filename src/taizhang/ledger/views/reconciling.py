"""Reconciling: which documents were compared, what differs side by side, and the rulings."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import within
from taizhang.ledger.actions.reconciling import reconcile, rule
from taizhang.ledger.forms.reconciling import ReconcileForm, RuleForm
from taizhang.ledger.models import Discrepancy
from taizhang.ledger.queries import documents
from taizhang.ledger.queries import reconciling as queries
from taizhang.ledger.views.fetching import done, trail
from taizhang.policy.errors import ActionError, Refused

#: The newest comparisons; older ones are reached through their documents.
SHOWN = 100


def index(request: HttpRequest) -> HttpResponse:
    """The comparisons made, and the form for another."""
    user = signed_in(request)
    form = ReconcileForm(request.POST or None, documents.visible(user).exclude(text=""))
    if form.is_bound and form.is_valid():
        try:
            made = reconcile(actor=user, **form.cleaned_data)
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            return redirect("ledger:reconciliation", pk=made.pk)
    context = {"form": form, "rows": queries.listed(user)[:SHOWN], "trail": trail()}
    return render(request, "ledger/reconciling.html", context, status=422 if form.is_bound else 200)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One comparison, promise by promise; ``?status=`` shows one kind alone."""
    made = get_object_or_404(queries.listed(signed_in(request)), pk=pk)
    rows = list(queries.differences(made))
    tally = Counter(each.status for each in rows)
    wanted = request.GET.get("status", "")
    shown = [each for each in rows if (each.status == wanted if wanted else each.status != "unchanged")]
    if wanted == "waiting":
        shown = [each for each in rows if each.needs_ruling]
    context = {
        "made": made,
        "rows": shown,
        "tally": [(value, label, tally[value]) for value, label in Discrepancy.Status.choices if tally[value]],
        "wanted": wanted,
        "trail": trail((_("对账"), reverse("ledger:reconciling"))),
    }
    return render(request, "ledger/reconciliation.html", context)


def ruling(request: HttpRequest, pk: int) -> HttpResponse:
    """Rule on one difference; earlier rulings stand below."""
    user = signed_in(request)
    rows = within(user, "ledger.reconcile", Discrepancy.objects.select_related("reconciliation__place", "commitment"))
    found = get_object_or_404(rows, pk=pk)
    if not user.has_perm("ledger.rule", found):
        raise Refused("ledger.rule", found)
    form = RuleForm(request.POST or None, initial={"version": found.version})
    back = reverse("ledger:reconciliation", args=[found.reconciliation_id])
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        if done(
            request,
            form,
            lambda: rule(actor=user, discrepancy=found, version=version, verdict=form.verdict()),
            _("裁定已签署。"),
        ):
            return redirect(f"{back}?status=waiting")
    context = {
        "row": found,
        "form": form,
        "back": back,
        "rulings": found.rulings.select_related("ruled_by"),
        "trail": trail((_("对账"), reverse("ledger:reconciling")), (str(found.reconciliation), back)),
    }
    return render(request, "ledger/ruling.html", context, status=422 if form.is_bound else 200)
