"""Pages of what figures are divided by."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.requests import signed_in
from taizhang.rankings.actions import state_facts
from taizhang.rankings.forms.facts import FactsForm
from taizhang.rankings.lists import FACTS
from taizhang.rankings.queries import schemes as queries
from taizhang.rankings.views.fetching import office_of, trail
from taizhang.ui.asking import done


def index(request: HttpRequest) -> HttpResponseBase:
    """Every fact within the person's scope."""
    user = signed_in(request)
    context = {"enters": user.has_perm("rankings.enter_facts"), "trail": trail()}
    return FACTS.respond(request, queries.facts(user), "rankings/facts.html", context)


def add(request: HttpRequest) -> HttpResponse:
    """State facts of many places at once."""
    user = signed_in(request)
    place = office_of(user, "rankings.enter_facts")
    form = FactsForm(request.POST or None, within=place)
    if form.is_bound and form.is_valid():
        stated, source = form.stated(), form.cleaned_data["source"]
        words = _("已登记 %(n)s 个地区的数据。") % {"n": len(stated)}
        if done(request, form, lambda: state_facts(actor=user, within=place, facts=stated, source=source), words):
            return redirect("rankings:facts")
    context = {
        "form": form,
        "title": _("登记分母数据"),
        "heading": place.name,
        "submit": _("登记"),
        "back": reverse("rankings:facts"),
        "trail": trail((_("分母数据"), reverse("rankings:facts"))),
    }
    return render(request, "ledger/change.html", context, status=422 if form.is_bound else 200)
