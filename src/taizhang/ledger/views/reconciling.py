"""Reconciling: which documents were compared, what differs side by side, and the rulings."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import within
from taizhang.ledger.actions.reconciling import Verdict, reconcile, rule
from taizhang.ledger.actions.reconciling import rule_together as together
from taizhang.ledger.forms.reconciling import ReconcileForm, RuleForm, RuleTogetherForm
from taizhang.ledger.models import Discrepancy, Reconciliation
from taizhang.ledger.queries import documents
from taizhang.ledger.queries import reconciling as queries
from taizhang.ledger.views.fetching import done, trail
from taizhang.policy.errors import ActionError, Refused

#: The newest comparisons; older ones are reached through their documents.
SHOWN = 100
PER_PAGE = 50


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
    return _page(request, made, RuleTogetherForm())


@require_POST
def rule_together(request: HttpRequest, pk: int) -> HttpResponse:
    """Rule on the differences ticked, all alike."""
    user = signed_in(request)
    made = get_object_or_404(queries.listed(user), pk=pk)
    form = RuleTogetherForm(request.POST)
    if form.is_valid():
        verdict = Verdict(form.cleaned_data["stands"], form.cleaned_data["reason"])
        picked = _picked(request)
        success = _("已签署 %(n)s 项裁定。") % {"n": len(picked)}
        if done(
            request,
            form,
            lambda: together(actor=user, reconciliation=made, picked=picked, verdict=verdict),
            success,
        ):
            return redirect(f"{reverse('ledger:reconciliation', args=[pk])}?status={_wanted(request)}")
    return _page(request, made, form, status=422)


def _picked(request: HttpRequest) -> dict[int, int]:
    """Number and version of what was ticked; what is neither is passed over."""
    pairs = [each.partition(":")[::2] for each in request.POST.getlist("pick")]
    return {int(pk): int(version) for pk, version in pairs if pk.isdecimal() and version.isdecimal()}


def _wanted(request: HttpRequest) -> str:
    wanted = request.GET.get("status", "")
    return wanted if wanted in {"waiting", *Discrepancy.Status.values} else ""


def _page(request: HttpRequest, made: Reconciliation, form: RuleTogetherForm, status: int = 200) -> HttpResponse:
    wanted, tally = _wanted(request), queries.tally(made)
    page = Paginator(queries.differences(made, wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "made": made,
        "rows": page.object_list,
        "page": page,
        "form": form,
        "picked": request.POST.getlist("pick"),
        "tally": [(value, label, tally[value]) for value, label in Discrepancy.Status.choices if value in tally],
        "wanted": wanted,
        "trail": trail((_("对账"), reverse("ledger:reconciling"))),
    }
    return render(request, "ledger/reconciliation.html", context, status=status)


def ruling(request: HttpRequest, pk: int) -> HttpResponse:
    """Rule on one difference; earlier rulings stand below."""
    user = signed_in(request)
    rows = within(user, "ledger.reconcile", Discrepancy.objects.select_related("reconciliation__place", "commitment"))
    found = get_object_or_404(rows, pk=pk)
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
    context = {
        "row": found,
        "form": form,
        "back": back,
        "rulings": found.rulings.select_related("ruled_by"),
        "trail": trail((_("对账"), reverse("ledger:reconciling")), (str(found.reconciliation), back)),
    }
    return render(request, "ledger/ruling.html", context, status=422 if form.is_bound else 200)
