"""The ledger's list and the page of one commitment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang import clock
from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import allowed, within
from taizhang.journal.queries import history
from taizhang.ledger import actions, marks, states
from taizhang.ledger.curves import planned_curve
from taizhang.ledger.forms.commitments import AssignForm, EditForm, MergeForm, ReasonForm, SplitForm
from taizhang.ledger.lists import COMMITMENTS
from taizhang.ledger.models import Commitment, Document, Ruling
from taizhang.ledger.panels import panels
from taizhang.ledger.queries import commitments as queries
from taizhang.ledger.queries.branches import level
from taizhang.ledger.reached import reached
from taizhang.ledger.views.fetching import commitment_for, trail
from taizhang.ui.asking import done, told, version_seen
from taizhang.ui.choosing import choices_asked

HISTORY_SHOWN = 100
#: What the page of a commitment offers to those who may.
_CHANGES = (
    *("ledger.edit", "ledger.merge", "ledger.decompose", "ledger.plan", "ledger.assign", "ledger.reject"),
    *("ledger.extend", "ledger.revise", "ledger.end"),
)
#: Where in the tree a row stands: the numbers of the shares above it.
_PATH = re.compile(r"(?:\d{1,18}\.){1,10}")


def index(request: HttpRequest) -> HttpResponseBase:
    """Every line of the ledger within the person's scope."""
    user = signed_in(request)
    context = {"views": user.saved_views.all(), "waiting": queries.mine(user).count(), "query": request.GET.urlencode()}
    if user.has_perm("ledger.assign"):
        context["chooser"] = "ledger/_chooser.html"
    return marks.marked(COMMITMENTS).respond(request, marks.prepared(queries.listed(user)), "ledger/list.html", context)


def assigned(request: HttpRequest) -> HttpResponseBase:
    """What was assigned to the person's organisations and waits for an answer."""
    return COMMITMENTS.respond(request, queries.mine(signed_in(request)), "ledger/assigned.html")


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One commitment: what, whose, until when, from which words, split how, and everything that happened to it."""
    user, commitment = commitment_for(request, pk)
    passages, amendments = queries.passages(commitment), list(queries.amendments(commitment))
    papers = {each.source.document_id for each in passages} | {
        each.document_id for each in amendments if each.document_id
    }
    rulings = [each.ruling_id for each in amendments if each.ruling_id]
    may = allowed(user, _CHANGES, commitment)
    context = {
        "commitment": commitment,
        "trail": trail(),
        "passages": passages,
        "readable": _keys(within(user, "ledger.view_documents", Document.objects.filter(pk__in=papers))),
        "rulings": _keys(within(user, "ledger.rule", Ruling.objects.filter(pk__in=rulings))),
        "level": level(commitment),
        "co_owners": commitment.co_owners.all(),
        "curve": planned_curve(
            commitment, commitment.plan.all(), today=clock.today(), reached=reached(user, commitment)
        ),
        "history": history(commitment)[:HISTORY_SHOWN],
        "answerable": commitment.state in states.starting("ledger.accept")
        and commitment.lead is not None
        and user.has_perm("ledger.accept", commitment.lead),
        "editable": "ledger.edit" in may,
        "mergeable": "ledger.merge" in may,
        "divisible": "ledger.decompose" in may,
        "plannable": "ledger.plan" in may,
        "assignable": "ledger.assign" in may and states.allows("ledger.assign", commitment.state),
        "strikable": "ledger.reject" in may and states.allows("ledger.reject", commitment.state),
        "amendments": amendments,
        "amending": [
            (reverse(name.replace(".", ":"), args=[pk]), words)
            for name, words in (
                ("ledger.extend", _("延期")),
                ("ledger.revise", _("调整目标")),
                ("ledger.end", _("终止")),
            )
            if name in may and _amendable(commitment, name)
        ],
        "gone": commitment.state in states.GONE,
        "panels": panels(user, commitment),
    }
    return render(request, "ledger/commitment.html", context)


def _keys(rows: QuerySet[Any]) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def shares(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows of one level of the tree of shares, to be put below the row of ``pk``; by itself, its page."""
    _user, commitment = commitment_for(request, pk)
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('ledger:commitment', args=[pk])}#shares")
    path = request.GET.get("path", "")
    safe = path if _PATH.fullmatch(path) else ""
    context = {"level": level(commitment), "unit": commitment.unit, "path": safe, "depth": safe.count(".")}
    return render(request, "ledger/_branches.html", context)


def _amendable(commitment: Commitment, name: str) -> bool:
    fitting = {
        "ledger.extend": commitment.deadline is not None
        or (commitment.start_by is not None and commitment.started_on is None),
        "ledger.revise": commitment.kind == Commitment.Kind.FIGURE,
    }
    return fitting.get(name, True) and states.allows(name, commitment.state)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a commitment anew; when somebody else did meanwhile, both versions are shown."""
    user, commitment = commitment_for(request, pk, "ledger.edit")
    form = EditForm.of(commitment, request.POST or None)
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        stale = version != commitment.version
        if done(
            request,
            form,
            lambda: actions.edit(actor=user, commitment=commitment, version=version, to=form.edit()),
            _("已保存。"),
        ):
            return redirect("ledger:commitment", pk=pk)
        if stale:
            return _stale(request, commitment, form)
    return _form(request, commitment, form, _("修改"), _("保存"))


def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who answers for a commitment."""
    user, commitment = commitment_for(request, pk, "ledger.assign")
    form = AssignForm(request.POST or None, commitment=commitment)
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        success = _("已交办%(lead)s，等待签收。") % {"lead": asked["lead"]}
        if done(request, form, lambda: actions.assign(actor=user, commitment=commitment, **asked), success):
            return redirect("ledger:commitment", pk=pk)
    return _form(request, commitment, form, _("交办"), _("交办"))


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The lead organisation takes it on."""
    user, commitment = commitment_for(request, pk)
    words = _("已签收“%(title)s”。") % {"title": commitment.title}
    told(request, lambda: actions.accept(actor=user, commitment=commitment, version=version_seen(request)), words)
    return redirect("ledger:commitment", pk=pk)


def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The lead organisation returns it, saying why."""
    user, commitment = commitment_for(request, pk)
    form = ReasonForm(request.POST or None, initial={"version": commitment.version})
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        success = _("已退回，市级专班会重新交办。")
        if done(request, form, lambda: actions.send_back(actor=user, commitment=commitment, **asked), success):
            return redirect("ledger:commitment", pk=pk)
    return _form(request, commitment, form, _("退回"), _("退回"))


def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike a commitment from the ledger."""
    user, commitment = commitment_for(request, pk, "ledger.reject")
    form = ReasonForm(request.POST or None, initial={"version": commitment.version})
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        success = _("已剔除“%(title)s”。") % {"title": commitment.title}
        if done(request, form, lambda: actions.reject(actor=user, commitment=commitment, **asked), success):
            return redirect("ledger:list")
    return _form(request, commitment, form, _("从台账剔除"), _("剔除"))


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Make others part of this one; those of like titles are offered."""
    user, commitment = commitment_for(request, pk, "ledger.merge")
    form = MergeForm(request.POST or None, initial={"version": commitment.version})
    mergeable = within(user, "ledger.merge", Commitment.objects.filter(state__in=states.starting("ledger.merge")))
    field = form.fields["others"]
    field.queryset = queries.alike(commitment, mergeable)  # type: ignore[attr-defined]
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        if done(
            request,
            form,
            lambda: actions.merge(actor=user, into=commitment, others=list(asked["others"]), reason=asked["reason"]),
            _("已合并，出处都归到这一条。"),
        ):
            return redirect("ledger:commitment", pk=pk)
    return _form(request, commitment, form, _("合并"), _("合并到这一条"))


def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Make several commitments of one."""
    user, commitment = commitment_for(request, pk, "ledger.split")
    lines = f"{commitment.title} {commitment.amount}\n"
    form = SplitForm(request.POST or None, initial={"version": commitment.version, "parts": lines})
    if form.is_bound and form.is_valid():
        parts = [_part(commitment, *part) for part in form.cleaned_data["parts"]]
        version = form.cleaned_data["version"]
        if done(
            request,
            form,
            lambda: actions.split(actor=user, commitment=commitment, version=version, parts=parts),
            _("已拆成 %(n)s 条，各保留原出处。") % {"n": len(parts)},
        ):
            return redirect("ledger:commitment", pk=pk)
    return _form(request, commitment, form, _("拆分"), _("拆分"))


def _part(of: Commitment, title: str, quantity: object) -> actions.Edit:
    figure = quantity is not None
    return actions.Edit(
        title=title,
        kind="figure" if figure else "task",
        place=of.place,
        measure=(of.measure or "level") if figure else "",
        direction=of.direction if figure else "",
        comparator=getattr(quantity, "comparator", ""),
        value=getattr(quantity, "value", None),
        unit=getattr(quantity, "unit", ""),
        period=of.period,
        area=of.area,
        strength=of.strength,
        start_by=of.start_by,
        deadline=of.deadline,
        key=of.key,
    )


def _stale(request: HttpRequest, commitment: Commitment, form: EditForm) -> HttpResponse:
    """Both versions, field by field; saving again means the person has read the other one."""
    now = EditForm.of(commitment)
    theirs = [(field.label, field.value(), form[field.name].value()) for field in now.visible_fields()]
    form.data = {**{name: form[name].value() for name in form.fields}, "version": commitment.version}
    rows = [(label, _shown(there), _shown(mine)) for label, there, mine in theirs]
    context = {"both": [row for row in rows if row[1] != row[2]]}
    return _form(request, commitment, form, _("修改"), _("核对后仍按我的保存"), context, status=409)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _form(
    request: HttpRequest,
    commitment: Commitment,
    form: BaseForm,
    title: str,
    submit: str,
    more: Mapping[str, object] | None = None,
    status: int = 0,
) -> HttpResponse:
    back = reverse("ledger:commitment", args=[commitment.pk])
    context = {
        "commitment": commitment,
        "form": form,
        "title": title,
        "submit": submit,
        "back": back,
        "trail": trail((commitment.title, back)),
        **(more or {}),
    }
    bound = form.is_bound
    return choices_asked(request, form) or render(
        request, "ledger/change.html", context, status=status or (422 if bound else 200)
    )
