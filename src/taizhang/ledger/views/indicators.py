"""The catalogue of indicators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.accounts.requests import signed_in
from taizhang.journal.queries import history
from taizhang.ledger.actions.indicators import write_indicator
from taizhang.ledger.forms.indicators import IndicatorForm
from taizhang.ledger.lists import INDICATORS
from taizhang.ledger.models import Indicator
from taizhang.ledger.queries.commitments import listed
from taizhang.ledger.views.fetching import trail
from taizhang.ui.asking import done

_SHOWN = ("name", "definition", "unit", "polarity", "adds_up", "numerator", "denominator", "area", "subject", "version")


def index(request: HttpRequest) -> HttpResponseBase:
    """Every indicator."""
    return INDICATORS.respond(request, Indicator.objects.prefetch_related("aliases"), "ledger/indicators.html")


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator and the commitments on it within the person's scope."""
    indicator = get_object_or_404(Indicator.objects.prefetch_related("aliases"), pk=pk)
    context = {
        "indicator": indicator,
        "commitments": listed(signed_in(request)).filter(indicator=indicator)[:200],
        "history": history(indicator)[:50],
        "trail": trail((pgettext("list", "指标"), reverse("ledger:indicators"))),
    }
    return render(request, "ledger/indicator.html", context)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an indicator."""
    return _write(request, get_object_or_404(Indicator, pk=pk))


def add(request: HttpRequest) -> HttpResponse:
    """A new indicator."""
    return _write(request, Indicator())


def _write(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    shown = {name: getattr(indicator, name) for name in _SHOWN}
    aliases = "\n".join(each.name for each in indicator.aliases.all()) if indicator.pk else ""
    form = IndicatorForm(request.POST or None, initial=shown | {"aliases": aliases})
    if form.is_bound and form.is_valid():
        data = dict(form.cleaned_data)
        version, names, user = data.pop("version"), data.pop("aliases"), signed_in(request)
        if done(
            request,
            form,
            lambda: write_indicator(actor=user, indicator=indicator, version=version, fields=data, aliases=names),
            _("已保存。"),
        ):
            return redirect("ledger:indicator", pk=indicator.pk)
    context = {
        "title": _("修改指标") if indicator.pk else _("新指标"),
        "heading": indicator.name,
        "form": form,
        "submit": _("保存"),
        "back": reverse("ledger:indicators"),
        "trail": trail((pgettext("list", "指标"), reverse("ledger:indicators"))),
    }
    return render(request, "ledger/change.html", context, status=422 if form.is_bound else 200)
