"""Writing schemes: a new one, the next version, every version there was, ending one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.rankings import actions
from taizhang.rankings.forms.schemes import ReasonForm, RulesForm, lines
from taizhang.rankings.models import Scheme
from taizhang.rankings.queries.schemes import newest_version
from taizhang.rankings.rules import Rules
from taizhang.rankings.versions import told
from taizhang.rankings.views.fetching import group_for, scheme_for, scheme_trail, trail
from taizhang.ui.asking import done


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new scheme for a group."""
    user, group = group_for(request, pk, "rankings.edit_scheme")
    form = RulesForm.of(None, request.POST or None, name=_("%(group)s月度比拼") % {"group": group.name})
    items = lines(None, request.POST or None, spare=8)
    if _valid(form, items):
        made: list[Scheme] = []

        def do() -> None:
            made.append(
                actions.make_scheme(
                    actor=user,
                    group=group,
                    name=form.cleaned_data["name"],
                    content=form.content() | {"items": items.content()},
                    reason=form.cleaned_data["reason"],
                )
            )

        if done(request, form, do, _("方案已建立。")):
            return redirect("rankings:league", pk=made[0].pk)
    context = {
        "title": _("新方案"),
        "heading": group.name,
        "submit": _("建立方案"),
        "back": reverse("rankings:group", args=[group.pk]),
        "trail": trail((group.name, reverse("rankings:group", args=[group.pk]))),
    }
    return _form(request, form, items, context)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version of a scheme's rules."""
    user, scheme = scheme_for(request, pk, "rankings.edit_scheme")
    version = newest_version(scheme)
    rules: Rules = version.rules
    form = RulesForm.of(rules, request.POST or None, seen=version.number, name=scheme.name)
    form.fields["name"].disabled = True
    items = lines(rules, request.POST or None)
    if _valid(form, items) and done(
        request, form, lambda: _change(user, scheme, form, items.content()), _("已保存为新版本；已冻结的各期不变。")
    ):
        return redirect("rankings:league", pk=pk)
    context = {
        "title": _("修改方案"),
        "heading": f"{scheme.name} v{version.number}",
        "submit": _("保存为新版本"),
        "back": reverse("rankings:league", args=[pk]),
        "trail": scheme_trail(scheme),
    }
    return _form(request, form, items, context)


def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version of the rules: what it says, who made it, why, and what changed."""
    user, scheme = scheme_for(request, pk)
    rows = list(scheme.versions.select_related("made_by").order_by("number"))
    context = {
        "scheme": scheme,
        "versions": [told(each, rows[at - 1] if at else None) for at, each in enumerate(rows)][::-1],
        "edits": user.has_perm("rankings.edit_scheme", scheme.group.place) and not scheme.ended,
        "trail": scheme_trail(scheme),
    }
    return render(request, "rankings/versions.html", context)


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Rank by the scheme no more."""
    user, scheme = scheme_for(request, pk, "rankings.edit_scheme")
    form = ReasonForm(request.POST or None)
    if (
        form.is_bound
        and form.is_valid()
        and done(
            request,
            form,
            lambda: actions.end_scheme(actor=user, scheme=scheme, reason=form.cleaned_data["reason"]),
            _("方案已停用；已冻结的各期仍可查看。"),
        )
    ):
        return redirect("rankings:league", pk=pk)
    context = {
        "form": form,
        "title": _("停用方案"),
        "heading": scheme.name,
        "submit": _("停用方案"),
        "back": reverse("rankings:league", args=[pk]),
        "trail": scheme_trail(scheme),
    }
    return render(request, "ledger/change.html", context, status=422 if form.is_bound else 200)


def _change(user: User, scheme: Scheme, form: RulesForm, items: list[dict[str, Any]]) -> None:
    actions.change_scheme(
        actor=user,
        scheme=scheme,
        seen=form.cleaned_data["seen"],
        content=form.content() | {"items": items},
        reason=form.cleaned_data["reason"],
    )


def _valid(form: RulesForm, items: Any) -> bool:
    """Whether both are; every fault of either is shown."""
    if not form.is_bound:
        return False
    sound = items.is_valid()
    return form.is_valid() and sound


def _form(request: HttpRequest, form: RulesForm, items: Any, context: dict[str, Any]) -> HttpResponse:
    shown = context | {"form": form, "items": items}
    return render(request, "rankings/edit.html", shown, status=422 if form.is_bound else 200)
