"""Organisations: the list, one organisation, setting up, correcting, closing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.accounts import queries
from taizhang.accounts.actions import organisations
from taizhang.accounts.forms import OrganisationForm
from taizhang.accounts.lists import ORGANISATIONS
from taizhang.accounts.models import Organisation
from taizhang.accounts.requests import signed_in
from taizhang.journal.queries import history
from taizhang.policy.errors import ActionError
from taizhang.ui.asking import done
from taizhang.ui.choosing import choices_asked

HISTORY_SHOWN = 50


def index(request: HttpRequest) -> HttpResponseBase:
    """Every organisation this person may look at."""
    return ORGANISATIONS.respond(request, queries.organisations(signed_in(request)), "accounts/organisations.html")


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: where it hangs, who is there, what was done to it."""
    organisation = _organisation(request, pk)
    current = organisation.memberships.filter(until=None).select_related("user").order_by("role", "user__name")
    context = {
        "organisation": organisation,
        "memberships": current,
        "children": organisation.children.select_related("place"),
        "history": history(organisation)[:HISTORY_SHOWN],
        "trail": _trail(),
    }
    return render(request, "accounts/organisation.html", context)


def create(request: HttpRequest) -> HttpResponse:
    """Set up an organisation."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = organisations.create(actor=signed_in(request), **form.values)
        except ActionError as error:
            form.add_error("name", str(error))
        else:
            messages.success(
                request, _("已建立%(name)s。接下来可以在“人员”中给工作人员分配这里的角色。") % {"name": made.name}
            )
            return redirect("accounts:organisation", pk=made.pk)
    context = {"form": form, "trail": _trail()}
    page = "accounts/organisation_new.html"
    return choices_asked(request, form) or render(request, page, context, status=422 if form.is_bound else 200)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an organisation."""
    organisation = _organisation(request, pk)
    form = OrganisationForm(request.POST or None, instance=get_object_or_404(Organisation, pk=pk))
    if request.method == "POST" and form.is_valid():
        user, seen = signed_in(request), form.cleaned_data["seen"]
        if done(
            request,
            form,
            lambda: organisations.edit(actor=user, organisation=organisation, seen=seen, **form.values),
            _("已保存。"),
        ):
            return redirect("accounts:organisation", pk=pk)
    trail = [*_trail(), (organisation.name, reverse("accounts:organisation", args=[pk]))]
    context = {"form": form, "organisation": organisation, "trail": trail}
    page = "accounts/organisation_edit.html"
    return choices_asked(request, form) or render(request, page, context, status=422 if form.is_bound else 200)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an organisation out of use, or back into it."""
    organisation = _organisation(request, pk)
    active = request.POST.get("active") == "yes"
    organisations.close(actor=signed_in(request), organisation=organisation, active=active)
    words = _("%(name)s已恢复使用。") if active else _("%(name)s已停用，其下的角色不再生效。")
    messages.success(request, words % {"name": organisation.name})
    return redirect("accounts:organisation", pk=pk)


def _organisation(request: HttpRequest, pk: int) -> Organisation:
    return get_object_or_404(queries.organisations(signed_in(request)), pk=pk)


def _trail() -> list[tuple[str, str]]:
    return [(_("机构"), reverse("accounts:organisations"))]
