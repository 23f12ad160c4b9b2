"""Pages of review: what waits for the department or the office, found right together, returned one by one."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.ledger.forms.commitments import ReasonForm
from taizhang.policy.errors import ActionError
from taizhang.progress.actions import reviewing as actions
from taizhang.progress.lists import REVIEW
from taizhang.progress.models import Report
from taizhang.progress.queries import reports as queries
from taizhang.ui.asking import done, version_seen


def index(request: HttpRequest) -> HttpResponseBase:
    """What waits for this person; those ticked are found right together, all or none."""
    user = signed_in(request)
    waiting = queries.to_review(user)
    if request.method == "POST":
        return _decide(request, user)
    context = {"chooser": "progress/_chooser.html"}
    return REVIEW.respond(request, queries.reviewed_with(waiting), "progress/review.html", context)


def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a report to its owner with a reason."""
    user = signed_in(request)
    report = get_object_or_404(queries.visible(user), pk=pk)
    form = ReasonForm(request.POST or None, initial={"version": report.version})
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        if done(
            request,
            form,
            lambda: actions.send_back(actor=user, report=report, **asked),
            _("已退回，填报单位已收到通知。"),
        ):
            return redirect("progress:review")
    return _reason(request, report, form, _("退回填报"), _("退回"))


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a locked report for correction."""
    user = signed_in(request)
    report = get_object_or_404(queries.visible(user), pk=pk)
    form = ReasonForm(request.POST or None, initial={"version": report.version})
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        words = _("已开启更正；更正锁定前，原锁定值照旧有效。")
        if done(request, form, lambda: actions.correct(actor=user, report=report, **asked), words):
            return redirect("progress:report", pk=pk)
    return _reason(request, report, form, _("更正填报"), _("开启更正"))


def _decide(request: HttpRequest, user: User) -> HttpResponse:
    seen = list(_seen(request, user))
    to_pass = [each for each in seen if each[0].state == "submitted"]
    to_lock = [each for each in seen if each[0].state == "passed"]
    try:
        if not seen:
            raise ActionError(_("请先勾选要审核的填报。"))
        if to_pass:
            actions.pass_on(actor=user, seen=to_pass)
            messages.success(request, _("审核通过 %(n)s 项，等待专班锁定。") % {"n": len(to_pass)})
        if to_lock:
            actions.lock(actor=user, seen=to_lock)
            messages.success(request, _("锁定 %(n)s 项，汇总和灯已更新。") % {"n": len(to_lock)})
    except ActionError as error:
        messages.error(request, str(error))
    return redirect(request.get_full_path())


def _seen(request: HttpRequest, user: User) -> Iterable[actions.Seen]:
    """What was ticked, with the version that the page showed; what no longer waits is passed over."""
    ticked = {int(pk) for pk in request.POST.getlist("row") if pk.isdecimal() and len(pk) < 19}
    for report in queries.to_review(user).filter(pk__in=ticked):
        yield report, version_seen(request, f"v{report.pk}")


def _reason(request: HttpRequest, report: Report, form: ReasonForm, title: str, submit: str) -> HttpResponse:
    back = reverse("progress:report", args=[report.pk])
    context = {
        "form": form,
        "title": title,
        "heading": str(report),
        "submit": submit,
        "back": back,
        "trail": [(_("审核"), reverse("progress:review")), (str(report), back)],
    }
    return render(request, "ledger/change.html", context, status=422 if form.is_bound else 200)
