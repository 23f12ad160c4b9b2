"""Rulings: all that were signed, one difference with those on it, and signing one more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import within
from taizhang.ledger.actions.ruling import rule
from taizhang.ledger.forms.reconciling import RuleForm
from taizhang.ledger.models import Discrepancy
from taizhang.ledger.queries import reconciling as queries
from taizhang.ledger.reconciliations import RULINGS
from taizhang.ledger.views.fetching import reconciling_trail
from taizhang.policy.errors import Refused
from taizhang.ui.asking import done


def index(request: HttpRequest) -> HttpResponseBase:
    """Every ruling signed, newest first."""
    rows = queries.rulings(signed_in(request))
    return RULINGS.respond(request, rows, "ledger/rulings.html", {"trail": reconciling_trail()})


def difference(request: HttpRequest, pk: int) -> HttpResponse:
    """One difference, what the ledger holds of it, and every ruling on it."""
    _user, found = _found(request, pk)
    return render(request, "ledger/difference.html", _context(found))


def ruling(request: HttpRequest, pk: int) -> HttpResponse:
    """Rule on one difference; earlier rulings stand beside."""
    user, found = _found(request, pk)
    if not user.has_perm("ledger.rule", found):
        raise Refused("ledger.rule", found)
    form = RuleForm(request.POST or None, found)
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
    context = _context(found) | {"form": form}
    return render(request, "ledger/ruling.html", context, status=422 if form.is_bound else 200)


def _found(request: HttpRequest, pk: int) -> tuple[User, Discrepancy]:
    user = signed_in(request)
    joined = Discrepancy.objects.select_related(
        "reconciliation__place", "reconciliation__old", "reconciliation__new", "commitment"
    )
    sides = ("old__text", "old__reading", "new__text", "new__reading")
    rows = joined.defer(*(f"reconciliation__{each}" for each in sides))
    return user, get_object_or_404(within(user, "ledger.reconcile", rows), pk=pk)


def _context(found: Discrepancy) -> dict[str, object]:
    made = found.reconciliation
    back = reverse("ledger:reconciliation", args=[made.pk])
    return {
        "row": found,
        "made": made,
        "lines": queries.lines_of(found),
        "back": back,
        "rulings": found.rulings.select_related("ruled_by"),
        "trail": reconciling_trail((str(made), back)),
    }
