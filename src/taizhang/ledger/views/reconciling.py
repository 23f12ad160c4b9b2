"""Reconciling: which documents were compared, what differs side by side, and the rulings."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.accounts.requests import signed_in
from taizhang.ledger.actions.reconciling import reconcile
from taizhang.ledger.actions.ruling import Verdict
from taizhang.ledger.actions.ruling import rule_together as together
from taizhang.ledger.forms.reconciling import ReconcileForm, RuleTogetherForm
from taizhang.ledger.models import Discrepancy, Reconciliation
from taizhang.ledger.queries import documents
from taizhang.ledger.queries import reconciling as queries
from taizhang.ledger.reconciliations import DIFFERENCES, FOLLOWED, RECONCILIATIONS
from taizhang.ledger.views.fetching import reconciling_trail
from taizhang.policy.errors import ActionError
from taizhang.ui.asking import done

PER_PAGE = 50


def index(request: HttpRequest) -> HttpResponseBase:
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
    answer = RECONCILIATIONS.respond(request, queries.listed(user), "ledger/reconciling.html", {"form": form})
    answer.status_code = 422 if form.is_bound else answer.status_code
    return answer


def detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One comparison, promise by promise; ``?status=`` shows one kind alone. Against results, what became of each."""
    made = get_object_or_404(queries.listed(signed_in(request)), pk=pk)
    if made.against == Reconciliation.Against.ACTUAL:
        tally = queries.tally(made)
        counted = [(value, label, tally[value]) for value, label in Discrepancy.Outcome.choices if value in tally]
        context = {"made": made, "tally": counted, "trail": reconciling_trail()}
        return FOLLOWED.respond(request, queries.differences(made, "all"), "ledger/followed.html", context)
    if request.GET.get("export"):
        return DIFFERENCES.respond(request, queries.differences(made, _wanted(request)), "ledger/reconciliation.html")
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
        "trail": reconciling_trail(),
    }
    return render(request, "ledger/reconciliation.html", context, status=status)
