"""Pages of lights: how one came about, the rules, a person's confidence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.ledger.models import Commitment
from taizhang.ledger.views.fetching import commitment_for
from taizhang.policy.errors import Refused
from taizhang.progress.actions.judging import judge
from taizhang.progress.actions.lighting import change_rules, parsed, rules_on
from taizhang.progress.forms.lights import ConfidenceForm, RulesForm
from taizhang.progress.models import Position, RuleSet
from taizhang.progress.queries import lights as queries
from taizhang.ui.asking import done


def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every light of a commitment: when, why, by which rule, of which figure."""
    user, commitment = commitment_for(request, pk)
    if not user.has_perm("progress.view", commitment):
        raise Refused("progress.view", commitment)
    context = {"commitment": commitment, "lights": queries.lights(commitment), "trail": _trail(commitment)}
    return render(request, "progress/lights.html", context)


def confidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how sure one is."""
    user, commitment, position = _position(request, pk)
    if not user.has_perm("progress.judge", position):
        raise Refused("progress.judge", commitment)
    shown = {"confidence": position.confidence, "words": position.confidence_words}
    form = ConfidenceForm(request.POST or None, initial=shown)
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        if done(request, form, lambda: judge(actor=user, position=position, **asked), _("已记录交付信心。")):
            return redirect("ledger:commitment", pk=pk)
    context = {
        "form": form,
        "title": _("交付信心"),
        "heading": str(commitment),
        "submit": _("保存"),
        "back": reverse("ledger:commitment", args=[pk]),
        "trail": _trail(commitment),
    }
    return render(request, "ledger/change.html", context, status=422 if form.is_bound else 200)


def rules(request: HttpRequest) -> HttpResponse:
    """The rules in force, what each says in words, and the versions before."""
    kept, now = rules_on(clock.today())
    context = {
        "kept": kept,
        "rules": now,
        "title": now.title(get_language()),
        "versions": RuleSet.objects.select_related("made_by"),
        "changes": signed_in(request).has_perm("progress.change_rules"),
    }
    return render(request, "progress/rules.html", context)


def change(request: HttpRequest) -> HttpResponse:
    """Put a new version of the rules in force, from today at the earliest."""
    user = signed_in(request)
    kept, now = rules_on(clock.today())
    form = RulesForm.of(now, clock.today(), request.POST or None)
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data

        def do() -> RuleSet:
            return change_rules(
                actor=user,
                name=kept.name,
                content=form.changed_table(parsed(kept)),
                valid_from=asked["valid_from"],
                reason=asked["reason"],
            )

        if done(request, form, do, _("新规则已保存；从施行日起亮灯，以前的灯不变。")):
            return redirect("progress:rules")
    context = {
        "form": form,
        "title": _("修改亮灯规则"),
        "heading": now.title(get_language()),
        "submit": _("保存为新版本"),
        "back": reverse("progress:rules"),
        "trail": [(_("亮灯规则"), reverse("progress:rules"))],
    }
    return render(request, "ledger/change.html", context, status=422 if form.is_bound else 200)


def _position(request: HttpRequest, pk: int) -> tuple[User, Commitment, Position]:
    user, commitment = commitment_for(request, pk)
    return user, commitment, get_object_or_404(Position.objects.filter(commitment=commitment))


def _trail(commitment: Commitment) -> list[tuple[str, str]]:
    return [(_("台账"), reverse("ledger:list")), (commitment.title, reverse("ledger:commitment", args=[commitment.pk]))]
