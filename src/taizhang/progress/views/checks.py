"""Pages of the rules of checks: what is doubted of an entered figure, when evidence is wanted, and every version."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.requests import signed_in
from taizhang.ledger.views.fetching import commitment_for
from taizhang.policy.errors import Refused
from taizhang.progress.actions.checking import change_checks, require_evidence
from taizhang.progress.check_rules import CheckRule
from taizhang.progress.forms.checks import MODES, ChecksForm, EvidenceForm, mode_of
from taizhang.progress.models import CheckRuleSet
from taizhang.progress.queries.checks import rules_on
from taizhang.progress.reasons import Reason
from taizhang.ui.asking import done


def index(request: HttpRequest) -> HttpResponse:
    """The checks in force in words, and every version; ``?version=`` shows another one."""
    kept, now = rules_on(clock.today())
    versions = list(CheckRuleSet.objects.select_related("made_by"))
    asked = request.GET.get("version", "")
    other = next((each for each in versions if str(each.number) == asked and each != kept), None)
    shown = other.rules if other else now
    context = {
        "kept": other or kept,
        "other": other,
        "rows": [_row(each) for each in shown],
        "wanted": _wanted(next(each for each in shown if each.name == "no_evidence")),
        "versions": versions,
        "coming": [each for each in versions if each.valid_from > clock.today()],
        "changes": signed_in(request).has_perm("progress.change_checks"),
    }
    return render(request, "progress/checks.html", context)


def change(request: HttpRequest) -> HttpResponse:
    """Put a new version of the checks in force, from today at the earliest."""
    user = signed_in(request)
    kept, now = rules_on(clock.today())
    last = CheckRuleSet.objects.order_by("-number").values_list("number", flat=True).first() or 0
    form = ChecksForm(request.POST or None, rules=now, number=last, day=clock.today())
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data

        def do() -> CheckRuleSet:
            return change_checks(
                actor=user,
                content=form.content(now),
                valid_from=asked["valid_from"],
                reason=asked["reason"],
                seen=asked["number"],
            )

        if done(request, form, do, _("新规则已保存；从施行日起按新规则检查，已经上报的不变。")):
            return redirect("progress:checks")
    context = {
        "form": form,
        "title": _("修改检查规则"),
        "heading": str(kept) if kept else _("内置的通行标准"),
        "submit": _("保存为新版本"),
        "back": reverse("progress:checks"),
        "trail": [(_("检查规则"), reverse("progress:checks"))],
    }
    return render(request, "ledger/change.html", context, status=422 if form.is_bound else 200)


def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether reports of a commitment need evidence."""
    user, commitment = commitment_for(request, pk)
    if not user.has_perm("progress.require_evidence", commitment):
        raise Refused("progress.require_evidence", commitment)
    shown = {"version": commitment.version, "evidence": commitment.evidence}
    form = EvidenceForm(request.POST or None, initial=shown)
    page = reverse("ledger:commitment", args=[pk])
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data

        def do() -> object:
            return require_evidence(actor=user, commitment=commitment, **asked)

        if done(request, form, do, _("已记录；今后填报时照此提示。")):
            return redirect(page)
    context = {
        "form": form,
        "title": _("佐证要求"),
        "heading": str(commitment),
        "submit": _("保存"),
        "back": page,
        "trail": [(_("台账"), reverse("ledger:list")), (commitment.title, page)],
    }
    return render(request, "ledger/change.html", context, status=422 if form.is_bound else 200)


def _row(rule: CheckRule) -> dict[str, object]:
    language = get_language()
    limits = {name: f"{value.normalize():f}" for name, value in rule.thresholds}
    return {
        "name": Reason.of(f"check_name_{rule.name}").words(language),
        "words": Reason.of(f"check_{rule.name}", **limits).words(language),
        "mode": MODES[mode_of(rule)],
        "on": rule.on,
    }


def _wanted(rule: CheckRule) -> dict[str, object]:
    language = get_language()
    words = [Reason.of(f"wanted_{name}").words(language) for name in rule.listed("wanted")]
    return {"on": rule.on, "words": words, "areas": rule.listed("areas"), "spared": rule.listed("spared")}
