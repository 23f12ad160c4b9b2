"""Pages on which slips are issued, dropped, withdrawn and closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger.models import Commitment
from taizhang.ledger.views.fetching import commitment_for
from taizhang.policy.errors import Refused
from taizhang.policy.table import action as row
from taizhang.progress.actions import slips as actions
from taizhang.progress.actions.supervising import asked_for
from taizhang.progress.forms.slips import EndForm, IssueForm, ProposedForm, ReasonForm
from taizhang.progress.models import Slip
from taizhang.progress.queries import slips as queries
from taizhang.progress.queries.supervision import rules_for, supervised_from
from taizhang.progress.slip_rules import Level
from taizhang.progress.states import SLIP
from taizhang.progress.views.fetching import slip_for, trail
from taizhang.ui.asking import done

Do = Callable[[User, Slip, Any], object]


def about(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue a slip about a commitment, by hand."""
    user, commitment = commitment_for(request, pk)
    held = supervised_from(user, commitment.place)
    if held is None:
        raise Refused("progress.issue_slip", commitment)
    place = held.organisation.place
    rows = within(user, "ledger.view", Commitment.objects.select_related("place"))
    others = queries.together_with(commitment, rows)
    form = IssueForm(request.POST or None, commitment=commitment, others=others, initial=_proposal(commitment, place))
    if form.is_bound and form.is_valid():
        content = _content(commitment, form.cleaned_data)
        issued: list[Slip] = []

        def issue() -> None:
            issued.append(actions.issue(actor=user, place=place, issuer=held.organisation, content=content))

        success = _("已发出，%(who)s会立即收到通知。") % {"who": content.addressee}
        if done(request, form, issue, success):
            return redirect("supervision:slip", pk=issued[0].pk)
    back = reverse("ledger:commitment", args=[pk])
    return show(request, form, _("发督办单"), _("发出"), back, heading=str(commitment), more={"about": commitment})


def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue a proposed slip, its words changed where they should be."""
    user, slip = slip_for(request, pk, "progress.issue_slip")
    if refusal := not_now(request, slip, "progress.issue_slip"):
        return refusal
    initial = {"version": slip.version, "text": slip.text, "limit": slip.limit}
    form = ProposedForm(request.POST or None, initial=initial)
    held = supervised_from(user, slip.place)
    issuer = held.organisation if held else None
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        success = _("已发出，%(who)s会立即收到通知。") % {"who": slip.addressee}
        if done(request, form, lambda: actions.issue_proposed(actor=user, slip=slip, issuer=issuer, **asked), success):
            return redirect("supervision:slip", pk=pk)
    return _slip_form(request, slip, form, _("发出督办单"), _("发出"))


def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide against a proposed slip."""
    form = ReasonForm(request.POST or None)

    def do(user: User, slip: Slip, asked: Any) -> object:
        return actions.drop(actor=user, slip=slip, version=asked["version"], reason=asked["reason"])

    return _change(request, pk, "progress.drop_slip", form, do, _("不发"), _("已记为不发，不占编号。"))


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an issued slip back."""
    form = ReasonForm(request.POST or None)

    def do(user: User, slip: Slip, asked: Any) -> object:
        return actions.withdraw(actor=user, slip=slip, version=asked["version"], reason=asked["reason"])

    return _change(
        request, pk, "progress.withdraw_slip", form, do, _("撤销"), _("已撤销，编号保留，承办单位会收到通知。")
    )


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a slip whose matter is settled."""
    form = EndForm(request.POST or None)

    def do(user: User, slip: Slip, asked: Any) -> object:
        return actions.close(actor=user, slip=slip, version=asked["version"], words=asked["words"])

    return _change(request, pk, "progress.close_slip", form, do, _("办结"), _("已办结，承办单位会收到通知。"))


def show(
    request: HttpRequest,
    form: Form,
    title: str,
    submit: str,
    back: str,
    *,
    heading: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """A form about a slip on a page of its own."""
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "back": back,
        "heading": heading,
        "trail": trail((heading, back)),
        **(more or {}),
    }
    return render(request, "progress/change.html", context, status=422 if form.is_bound else 200)


def _change(request: HttpRequest, pk: int, name: str, form: Form, do: Do, title: str, success: str) -> HttpResponse:
    user, slip = slip_for(request, pk, name)
    if refusal := not_now(request, slip, name):
        return refusal
    form.initial["version"] = slip.version
    if form.is_bound and form.is_valid() and done(request, form, lambda: do(user, slip, form.cleaned_data), success):
        return redirect("supervision:slip", pk=pk)
    return _slip_form(request, slip, form, title, title)


def not_now(request: HttpRequest, slip: Slip, name: str) -> HttpResponse | None:
    """Back to the slip with words, where its state does not allow the action."""
    if SLIP.allows(name, slip.state):
        return None
    said = {"slip": slip, "state": slip.standing.label, "action": row(name).label}
    messages.error(request, _("%(slip)s现为“%(state)s”，不能%(action)s。") % said)
    return redirect("supervision:slip", pk=slip.pk)


def _slip_form(request: HttpRequest, slip: Slip, form: Form, title: str, submit: str) -> HttpResponse:
    back = reverse("supervision:slip", args=[slip.pk])
    return show(request, form, title, submit, back, heading=str(slip), more={"slip": slip})


def _proposal(commitment: Commitment, place: Any) -> dict[str, Any]:
    """What a slip about the commitment would say by its light of today."""
    position = getattr(commitment, "position", None)
    level, cause = _gravity(commitment.deadline, position.colour if position else "", clock.today())
    _kept, rules = rules_for(place)
    return {"level": level, "cause": cause, "text": asked_for(cause), "limit": rules.limit(level)}


def _gravity(deadline: date | None, colour: str, today: date) -> tuple[Level, str]:
    if deadline is not None and deadline < today:
        return "red", Slip.Cause.OVERDUE.value
    return ("yellow", Slip.Cause.BEHIND.value) if colour in {"yellow", "red"} else ("blue", Slip.Cause.NEAR.value)


def _content(commitment: Commitment, asked: dict[str, Any]) -> actions.Content:
    return actions.Content(
        level=asked["level"],
        cause=asked["cause"],
        addressee=asked["addressee"],
        commitments=[commitment, *asked.get("others", ())],
        text=asked["text"],
        limit=asked["limit"],
    )
