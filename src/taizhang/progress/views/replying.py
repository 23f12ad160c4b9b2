"""Pages of the addressee of a slip, and of those who review what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.progress.actions import replying as actions
from taizhang.progress.actions import slips
from taizhang.progress.forms.slips import AnswerForm, DelayForm, ReplyForm, ReviewForm
from taizhang.progress.models import Delay, Reply, Slip
from taizhang.progress.queries import slips as queries
from taizhang.progress.views.fetching import slip_for
from taizhang.progress.views.issuing import not_now, show
from taizhang.ui.asking import done, told, version_seen


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The addressee has the slip."""
    user, slip = slip_for(request, pk, "progress.accept_slip")
    words = _("已签收%(slip)s，请于 %(due)s 前回复。") % {"slip": slip, "due": slip.due}
    told(request, lambda: actions.accept(actor=user, slip=slip, version=version_seen(request)), words)
    return redirect("supervision:slip", pk=pk)


def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a slip."""
    user, slip = slip_for(request, pk, "progress.reply_slip")
    if refusal := not_now(request, slip, "progress.reply_slip"):
        return refusal
    form = ReplyForm(request.POST or None, request.FILES or None, initial={"version": slip.version})

    def do() -> object:
        return actions.reply(actor=user, slip=slip, **form.cleaned_data)

    return _answered(request, slip, form, do, _("回复督办单"), _("回复"), _("已回复，等待审核。"))


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Find a reply good, or send it back."""
    user, slip = slip_for(request, pk, "progress.approve_reply")
    if refusal := not_now(request, slip, "progress.approve_reply"):
        return refusal
    form = ReviewForm(request.POST or None, initial={"version": slip.version})

    def do() -> object:
        asked = form.cleaned_data
        version, words = asked["version"], asked["words"]
        match asked["verdict"]:
            case "approve":
                return actions.approve(actor=user, slip=slip, version=version, words=words)
            case "close":
                return slips.close(actor=user, slip=slip, version=version, words=words)
            case _:
                return actions.send_back(actor=user, slip=slip, version=version, reason=words)

    waiting = queries.replies(slip).filter(verdict=Reply.Verdict.WAITING).first()
    more = {"reply": waiting}
    return _answered(request, slip, form, do, _("审核回复"), _("提交审核"), _("已审核，承办单位会收到通知。"), more)


def delay(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a later limit, with the document that excuses it."""
    user, slip = slip_for(request, pk, "progress.ask_delay")
    if refusal := not_now(request, slip, "progress.ask_delay"):
        return refusal
    form = DelayForm(request.POST or None, request.FILES or None, initial={"version": slip.version})

    def do() -> object:
        return actions.ask_delay(actor=user, slip=slip, **form.cleaned_data)

    return _answered(request, slip, form, do, _("申请延期"), _("提交申请"), _("已提交延期申请，等待批复。"))


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant the later limit, or refuse it."""
    user, slip = slip_for(request, pk, "progress.answer_delay")
    if refusal := not_now(request, slip, "progress.answer_delay"):
        return refusal
    form = AnswerForm(request.POST or None, initial={"version": slip.version})

    def do() -> object:
        asked = form.cleaned_data
        granted = asked["answer"] == "grant"
        return actions.answer_delay(
            actor=user, slip=slip, version=asked["version"], granted=granted, words=asked["words"]
        )

    asked_for = queries.delays(slip).filter(answer=Delay.Answer.WAITING).first()
    more = {"delay": asked_for}
    return _answered(request, slip, form, do, _("批复延期"), _("批复"), _("已批复，承办单位会收到通知。"), more)


def _answered(
    request: HttpRequest,
    slip: Slip,
    form: Form,
    do: Callable[[], object],
    title: str,
    submit: str,
    success: str,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    if form.is_bound and form.is_valid() and done(request, form, do, success):
        return redirect("supervision:slip", pk=slip.pk)
    back = reverse("supervision:slip", args=[slip.pk])
    return show(request, form, title, submit, back, heading=str(slip), more={"slip": slip, **(more or {})})
