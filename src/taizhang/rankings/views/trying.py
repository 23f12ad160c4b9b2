"""What-if: how the order changes with other weights. Nothing is saved unless it is saved as a new version."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from taizhang.policy.errors import Refused
from taizhang.rankings.actions import change_scheme
from taizhang.rankings.forms.schemes import ReasonForm
from taizhang.rankings.models import Scheme
from taizhang.rankings.queries.rankings import compute
from taizhang.rankings.queries.schemes import newest_version
from taizhang.rankings.queries.standing import days
from taizhang.rankings.rules import HUNDRED, RuleError, Rules
from taizhang.rankings.tables import Table
from taizhang.rankings.views.fetching import day_asked, scheme_for, scheme_trail
from taizhang.rankings.words import said
from taizhang.ui.asking import done


def what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """Weights to play with, and the order they give; by POST they become a new version of the scheme."""
    user, scheme = scheme_for(request, pk)
    if not user.has_perm("rankings.preview", scheme) or scheme.ended:
        raise Refused("rankings.preview", scheme)
    day = day_asked(request) or next((each.day for each in days(user, scheme)), None)
    if day is None:
        raise Http404
    version = newest_version(scheme)
    wished = _wished(request, version.rules)
    edits = user.has_perm("rankings.edit_scheme", scheme.group.place)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not edits:
            raise Refused("rankings.edit_scheme", scheme)
        content = _reweighed(version.rules, wished)
        if form.is_valid() and done(
            request,
            form,
            lambda: change_scheme(
                actor=user,
                scheme=scheme,
                seen=_seen(request, version.number),
                content=content,
                reason=form.cleaned_data["reason"],
            ),
            _("已另存为新版本；已冻结的各期不变。"),
        ):
            return redirect("rankings:league", pk=pk)
    context = _tried(scheme, compute(version, day), wished) | {
        "day": day,
        "version": version.number,
        "edits": edits,
        "form": form,
        "trail": scheme_trail(scheme),
    }
    fragment = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    template = "rankings/_tried.html" if fragment else "rankings/what_if.html"
    answer = render(request, template, context, status=422 if form.is_bound else 200)
    answer.headers["Vary"] = "HX-Request"
    return answer


def _wished(request: HttpRequest, rules: Rules) -> list[Decimal]:
    """The weights asked for, else those in force; what is no weight counts as none."""
    given = request.POST.getlist("weight") or request.GET.getlist("weight")
    if len(given) != len(rules.items):
        return [item.weight for item in rules.items]
    return [_weight(words) for words in given]


def _weight(words: str) -> Decimal:
    try:
        number = Decimal(words)
    except InvalidOperation:
        return Decimal(0)
    return min(max(number, Decimal(0)), HUNDRED) if number.is_finite() else Decimal(0)


def _seen(request: HttpRequest, number: int) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else number


def _reweighed(rules: Rules, weights: Sequence[Decimal]) -> dict[str, Any]:
    """The rules with these very weights; an indicator without weight is left out."""
    table = rules.table()
    pairs = zip(table["items"], weights, strict=True)
    return table | {"items": [item | {"weight": str(weight)} for item, weight in pairs if weight]}


def _tried(scheme: Scheme, now: Table, weights: Sequence[Decimal]) -> dict[str, Any]:
    """The order in force beside the one tried."""
    total = sum(weights, Decimal(0))
    context: dict[str, Any] = {"scheme": scheme, "now": now, "sum": total, "exact": total == HUNDRED}
    context["weights"] = [
        (at, heading, weight, heading.item.weight)
        for at, (heading, weight) in enumerate(zip(now.headings, weights, strict=True))
    ]
    try:
        tried = compute(newest_version(scheme), now.day, now.rules.weighing(weights))
    except RuleError as error:
        return context | {"problem": said(error), "rows": []}
    before = {row.place: row for row in now.rows}
    rows = [(row, before[row.place], _moved(before[row.place].rank, row.rank)) for row in tried.rows]
    return context | {"rows": rows, "changed": sum(moved not in {0, None} for _row, _before, moved in rows)}


def _moved(before: int | None, now: int | None) -> int | None:
    return None if before is None or now is None else before - now
