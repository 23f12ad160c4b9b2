"""Pages on which a commitment is put off, revised or ended, and the papers that allowed it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import within
from taizhang.files.answers import file_answer
from taizhang.ledger import actions
from taizhang.ledger.forms.amending import AmendForm, ExtendForm, ReviseForm
from taizhang.ledger.models import Amendment, Commitment
from taizhang.ledger.queries import documents
from taizhang.ledger.views.fetching import commitment_for, trail
from taizhang.ui.asking import done
from taizhang.ui.choosing import choices_asked

Do = Callable[[User, Commitment, AmendForm], object]


def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the deadline off, or the promised start."""
    return _amend(request, pk, "ledger.extend", ExtendForm, _extend, _("延期"))


def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Set another figure."""
    return _amend(request, pk, "ledger.revise", ReviseForm, _revise, _("调整目标"))


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the commitment up."""
    return _amend(request, pk, "ledger.end", AmendForm, _end, _("终止"))


def paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The paper as it was handed in, byte for byte; never shown inside the site."""
    rows = within(signed_in(request), "ledger.view", Amendment.objects.select_related("paper"))
    found = get_object_or_404(rows, pk=pk)
    if found.paper is None:
        raise Http404
    return file_answer(found.paper, found.paper_name)


def _extend(user: User, commitment: Commitment, form: AmendForm) -> object:
    asked = form.cleaned_data
    return actions.extend(
        actor=user,
        commitment=commitment,
        version=asked["version"],
        to=form.later() if isinstance(form, ExtendForm) else actions.Later(),
        basis=form.basis(),
        shares=asked.get("shares", False),
    )


def _revise(user: User, commitment: Commitment, form: AmendForm) -> object:
    asked = form.cleaned_data
    return actions.revise(
        actor=user, commitment=commitment, version=asked["version"], to=asked["figure"], basis=form.basis()
    )


def _end(user: User, commitment: Commitment, form: AmendForm) -> object:
    return actions.end(actor=user, commitment=commitment, version=form.cleaned_data["version"], basis=form.basis())


def _amend(request: HttpRequest, pk: int, name: str, kind: type[AmendForm], do: Do, title: str) -> HttpResponse:
    user, commitment = commitment_for(request, pk, name)
    offered = documents.visible(user).filter(place__code__in=[*commitment.place.ancestor_codes, commitment.place.code])
    form = kind(request.POST or None, request.FILES or None, commitment=commitment, documents=offered)
    success = _("%(what)s已登记，牵头和配合单位会收到通知。") % {"what": title}
    if form.is_bound and form.is_valid() and done(request, form, lambda: do(user, commitment, form), success):
        return redirect("ledger:commitment", pk=pk)
    back = reverse("ledger:commitment", args=[pk])
    context = {
        "commitment": commitment,
        "form": form,
        "title": title,
        "submit": title,
        "back": back,
        "trail": trail((commitment.title, back)),
    }
    return choices_asked(request, form) or render(
        request, "ledger/change.html", context, status=422 if form.is_bound else 200
    )
