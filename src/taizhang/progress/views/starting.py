"""The page on which an owner says that work has begun."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.ledger.views.fetching import commitment_for
from taizhang.policy.errors import Refused
from taizhang.progress.actions.starting import start
from taizhang.progress.forms.starting import StartForm
from taizhang.ui.asking import done


def report_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Say on which day work began."""
    user, commitment = commitment_for(request, pk)
    if not user.has_perm("progress.start", commitment):
        raise Refused("progress.start", commitment)
    form = StartForm.of(commitment, request.POST or None)
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data

        def do() -> object:
            return start(actor=user, commitment=commitment, version=asked["version"], on=asked["on"])

        if done(request, form, do, _("已登记。亮灯随之更新。")):
            return redirect("ledger:commitment", pk=pk)
    page = reverse("ledger:commitment", args=[pk])
    context = {
        "form": form,
        "title": _("登记开工"),
        "heading": str(commitment),
        "submit": _("保存"),
        "back": page,
        "trail": [(_("台账"), reverse("ledger:list")), (commitment.title, page)],
    }
    return render(request, "ledger/change.html", context, status=422 if form.is_bound else 200)
