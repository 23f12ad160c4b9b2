"""People: the list, one person, letting in, correcting, letting go, roles."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from taizhang.accounts import queries
from taizhang.accounts.actions import memberships, people, second_factor
from taizhang.accounts.forms import MembershipForm, PersonForm
from taizhang.accounts.lists import PEOPLE
from taizhang.accounts.models import Membership, User
from taizhang.accounts.requests import signed_in
from taizhang.journal.queries import history
from taizhang.policy.errors import ActionError
from taizhang.policy.roles import Role
from taizhang.ui.asking import done, told
from taizhang.ui.choosing import choices_asked

HISTORY_SHOWN = 50


def index(request: HttpRequest) -> HttpResponseBase:
    """Everybody this person may look at."""
    return PEOPLE.respond(request, queries.people(signed_in(request)), "accounts/people.html")


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: details, roles now and before, what was done to the account."""
    return _page(request, _person(request, pk), MembershipForm())


@never_cache
def create(request: HttpRequest) -> HttpResponse:
    """Let somebody in; the first password is shown once."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person, password = people.create(actor=signed_in(request), **form.values)
        except ActionError as error:
            form.add_error("username", str(error))
        else:
            return render(request, "accounts/first_password.html", {"person": person, "password": password})
    context = {"form": form, "trail": _trail()}
    return render(request, "accounts/person_new.html", context, status=422 if form.is_bound else 200)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct somebody's details."""
    person = _person(request, pk)
    form = PersonForm(request.POST or None, instance=get_object_or_404(User, pk=pk))
    if request.method == "POST" and form.is_valid():
        user, seen = signed_in(request), form.cleaned_data["seen"]
        if done(request, form, lambda: people.edit(actor=user, person=person, seen=seen, **form.values), _("已保存。")):
            return redirect("accounts:person", pk=pk)
    context = {"form": form, "person": person, "trail": [*_trail(), (person.name, _address(person))]}
    return render(request, "accounts/person_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def admit(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an account sign in, or no longer."""
    person = _person(request, pk)
    active = request.POST.get("active") == "yes"
    words = _("%(name)s现在可以登录。") if active else _("%(name)s已停用，其登录已全部结束。")
    user = signed_in(request)
    told(request, lambda: people.admit(actor=user, person=person, active=active), words % {"name": person.name})
    return redirect("accounts:person", pk=pk)


@never_cache
@require_POST
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a new first password, shown once."""
    person = _person(request, pk)
    password = people.reset_password(actor=signed_in(request), person=person)
    return render(request, "accounts/first_password.html", {"person": person, "password": password})


@require_POST
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a role."""
    person = _person(request, pk)
    form = MembershipForm(request.POST)
    if form.is_valid():
        user, organisation, role = signed_in(request), form.cleaned_data["organisation"], form.cleaned_data["role"]
        if done(
            request,
            form,
            lambda: memberships.give(actor=user, user=person, organisation=organisation, role=Role(role)),
            _("已分配角色，立即生效。"),
        ):
            return redirect("accounts:person", pk=pk)
    return _page(request, person, form, status=422)


@require_POST
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role back."""
    held = get_object_or_404(Membership.objects.select_related("user", "organisation"), pk=pk, until=None)
    _person(request, held.user_id)
    words = _("已收回“%(role)s”。") % {"role": f"{held.organisation} · {held.get_role_display()}"}
    user = signed_in(request)
    told(request, lambda: memberships.end(actor=user, membership=held), words)
    return redirect("accounts:person", pk=held.user_id)


@require_POST
def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a lost second factor away."""
    person = _person(request, pk)
    second_factor.reset(actor=signed_in(request), person=person)
    messages.success(request, _("已重置%(name)s的第二重验证。") % {"name": person.name})
    return redirect("accounts:person", pk=pk)


def _page(request: HttpRequest, person: User, form: MembershipForm, status: int = 200) -> HttpResponse:
    context = {
        "person": person,
        "form": form,
        "past_roles": queries.past_roles(person),
        "second_factor": queries.has_second_factor(person),
        "history": history(person)[:HISTORY_SHOWN],
        "trail": _trail(),
    }
    form.fields["organisation"].widget.address = f"{_address(person)}?"
    return choices_asked(request, form) or render(request, "accounts/person.html", context, status=status)


def _person(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(queries.people(signed_in(request)), pk=pk)


def _trail() -> list[tuple[str, str]]:
    return [(_("人员"), reverse("accounts:people"))]


def _address(person: User) -> str:
    return reverse("accounts:person", args=[person.pk])
