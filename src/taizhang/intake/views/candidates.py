"""Decisions about candidates, each its own small request."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.intake.actions import changing, deciding, undoing
from taizhang.intake.forms import CandidateForm, SplitForm
from taizhang.intake.models import Candidate
from taizhang.intake.queries import candidates, documents
from taizhang.intake.views.news import seen_decision
from taizhang.intake.views.replies import STALE, WRONG, answer, record_context, workspace_url
from taizhang.ledger.models import Document
from taizhang.policy.errors import ActionError, StaleError
from taizhang.ui.asking import version_seen

#: How many candidates are offered to merge into; others are found by their words.
MOST_OFFERED = 40
_JOINTS = re.compile(r"[、和与及]")


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One candidate, as a fragment or in the workspace."""
    user = signed_in(request)
    candidate = get_object_or_404(candidates.candidates_for(user, "intake.view"), pk=pk)
    if not request.headers.get("HX-Request"):
        return redirect(workspace_url(candidate.document, candidate))
    return render(request, "intake/_record.html", record_context(candidate, user))


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter it into the ledger and go on to the next."""
    return _decide(request, pk, deciding.accept)


@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave it out and go on to the next."""
    return _decide(request, pk, deciding.reject)


@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it wait again, and stay with it."""
    user, candidate = _for_confirming(request, pk)
    try:
        now = undoing.put_back(actor=user, candidate=candidate, version=version_seen(request))
    except ActionError as error:
        return _refused(request, user, candidate, error)
    return answer(request, user, candidate.document, now, said=_("“%(what)s”已放回待核。") % {"what": now})


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what it says; a stale change is shown beside what stands now."""
    user, candidate = _for_confirming(request, pk)
    form = CandidateForm(request.POST or None, instance=candidate)
    if request.method != "POST":
        return _form(request, user, candidate, "edit", form)
    if not form.is_valid():
        return _form(request, user, candidate, "edit", form, status=WRONG)
    values = {
        name: value if value is not None or name in {"value", "start_by"} else ""
        for name, value in form.cleaned_data.items()
    }
    try:
        act = changing.edit_and_accept if "accept" in request.POST else changing.edit
        now = act(actor=user, candidate=candidate, version=version_seen(request), values=values)
    except StaleError as error:
        return _stale_form(request, user, candidate, form, error)
    except ActionError as error:
        form.add_error(None, str(error))
        return _form(request, user, candidate, "edit", form, status=WRONG)
    shown = (candidates.next_waiting(now) if now.done else None) or now
    return answer(request, user, candidate.document, shown, said=_("已修改“%(what)s”。") % {"what": now})


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what it says again, and merge it into that."""
    user, candidate = _for_confirming(request, pk)
    if request.method != "POST":
        others = candidates.mergeable(candidate, request.GET.get("find", "")[:60])
        return _form(
            request, user, candidate, "merge", None, others=others[:MOST_OFFERED], more=len(others) > MOST_OFFERED
        )
    same = candidates.candidates_for(user, "intake.confirm").filter(document=candidate.document)
    into = get_object_or_404(same, pk=_whole(request.POST.get("into", "")))

    def act(*, actor: User, candidate: Candidate, version: int | None) -> Candidate:
        return changing.merge(actor=actor, candidate=candidate, version=version or 0, into=into)

    return _decide(request, pk, act)


def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the parts, one a line."""
    user, candidate = _for_confirming(request, pk)
    proposed = "\n".join(part for part in _JOINTS.split(candidate.indicator) if part)
    form = SplitForm(request.POST or None, initial={"parts": proposed})
    if request.method != "POST":
        return _form(request, user, candidate, "split", form)
    try:
        if not form.is_valid():
            return _form(request, user, candidate, "split", form, status=WRONG)
        lines = form.cleaned_data["parts"].splitlines()
        parts = changing.split(actor=user, candidate=candidate, version=version_seen(request), parts=lines)
    except StaleError as error:
        return _refused(request, user, candidate, error)
    except ActionError as error:
        form.add_error(None, str(error))
        return _form(request, user, candidate, "split", form, status=WRONG)
    said = _("已拆成 %(count)s 条。") % {"count": len(parts)}
    return answer(request, user, candidate.document, parts[0], said=said)


@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a candidate of selected words, by their offsets or as copied."""
    user, document = _document_for_confirming(request, pk)
    try:
        if words := request.POST.get("words", "")[:4000]:
            start, end = changing.find(document, words)
        else:
            start, end = _whole(request.POST.get("start", "")), _whole(request.POST.get("end", ""))
        marked = changing.mark(actor=user, document=document, start=start, end=end)
    except ActionError as error:
        return answer(request, user, document, None, problem=str(error), status=WRONG)
    return answer(request, user, document, marked, said=_("已补记“%(what)s”，核对后接受。") % {"what": marked})


@require_POST
def accept_section(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept all that waits in one section."""
    user, document = _document_for_confirming(request, pk)
    section = request.POST.get("section", "")
    try:
        count, problems = deciding.accept_section(
            actor=user, document=document, section=section, seen=seen_decision(request)
        )
    except ActionError as error:
        return answer(request, user, document, None, problem=str(error), status=WRONG)
    last = document.candidates.filter(section=section).last()
    said = _("已接受本节 %(count)s 条。按 u 可整批撤销。") % {"count": count} if count else ""
    kept = "".join(str(each) for each in problems[:3])
    if len(problems) > 3:
        kept += _("本节另有 %(more)s 条没有接受。") % {"more": len(problems) - 3}
    after = candidates.next_waiting(last) if last else None
    return answer(request, user, document, after or last, said=said + kept)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the own last decision back."""
    user, document = _document_for_confirming(request, pk)
    try:
        undone = undoing.undo(actor=user, document=document, shown=_whole(request.POST.get("decision", "")) or None)
    except ActionError as error:
        return answer(request, user, document, None, problem=str(error), status=WRONG)
    back = document.candidates.filter(pk__in=[int(pk) for pk in undone.before]).first()
    return answer(request, user, document, back, said=_("已撤销：%(words)s") % {"words": undone.words})


def _decide(request: HttpRequest, pk: int, act: Callable[..., Candidate]) -> HttpResponse:
    user, candidate = _for_confirming(request, pk)
    try:
        now = act(actor=user, candidate=candidate, version=version_seen(request))
    except ActionError as error:
        return _refused(request, user, candidate, error)
    said = f"{now.get_state_display()}：{now}"
    return answer(request, user, candidate.document, candidates.next_waiting(now) or now, said=said)


def _for_confirming(request: HttpRequest, pk: int) -> tuple[User, Candidate]:
    user = signed_in(request)
    return user, get_object_or_404(candidates.candidates_for(user, "intake.confirm"), pk=pk)


def _document_for_confirming(request: HttpRequest, pk: int) -> tuple[User, Document]:
    user = signed_in(request)
    return user, get_object_or_404(documents.document(user, "intake.confirm"), pk=pk)


def _refused(request: HttpRequest, user: User, candidate: Candidate, error: ActionError) -> HttpResponse:
    status = STALE if isinstance(error, StaleError) else WRONG
    return answer(request, user, candidate.document, candidate, problem=str(error), status=status)


def _stale_form(
    request: HttpRequest, user: User, candidate: Candidate, form: CandidateForm, error: StaleError
) -> HttpResponse:
    now = error.on if isinstance(error.on, Candidate) else candidate
    theirs = CandidateForm(instance=now)
    differing = [
        (form[name].label, _spoken(theirs, name), _spoken(form, name))
        for name in form.fields
        if str(theirs[name].value() or "") != str(form[name].value() or "")
    ]
    form.add_error(None, _("%(problem)s再次保存将以您的内容为准。") % {"problem": error})
    return _form(request, user, now, "edit", form, status=STALE, differing=differing)


def _spoken(form: CandidateForm, name: str) -> str:
    value = str(form[name].value() or "")
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value))


def _form(
    request: HttpRequest, user: User, candidate: Candidate, which: str, form: Any, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {**record_context(candidate, user), "form": form, "which": which, **more}
    whole = "intake/candidate.html"
    template = "intake/_candidate_form.html" if request.headers.get("HX-Request") else whole
    return render(request, template, context, status=status)


def _whole(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 12 else 0
