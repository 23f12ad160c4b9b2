"""Pages of peer groups: which there are, what each is, who belongs to it."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang import clock
from taizhang.accounts.requests import signed_in
from taizhang.journal.queries import history
from taizhang.rankings import actions
from taizhang.rankings.forms.groups import GroupForm, MembersForm
from taizhang.rankings.lists import GROUPS
from taizhang.rankings.models import Group
from taizhang.rankings.queries import schemes as queries
from taizhang.rankings.queries.schemes import members as members_on
from taizhang.rankings.views.fetching import group_for, office_of, trail
from taizhang.ui.asking import done
from taizhang.ui.choosing import choices_asked

HISTORY_SHOWN = 50


def index(request: HttpRequest) -> HttpResponseBase:
    """Every group within the person's scope."""
    rows = queries.groups(signed_in(request))
    counted = rows.annotate(held=Count("members", filter=Q(members__until=None), distinct=True))
    return GROUPS.respond(request, counted, "rankings/groups.html", {"trail": trail()})


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One group: its members now and before, its schemes."""
    user, group = group_for(request, pk)
    context = {
        "group": group,
        "members": group.members.select_related("place").order_by("until", "place__code"),
        "schemes": group.schemes.all(),
        "edits": user.has_perm("rankings.edit_groups", group.place),
        "writes": user.has_perm("rankings.edit_scheme", group.place),
        "history": history(group)[:HISTORY_SHOWN],
        "trail": trail((pgettext("list", "分组"), reverse("rankings:groups"))),
    }
    return render(request, "rankings/group.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """A new group of the person's office."""
    user = signed_in(request)
    place = office_of(user, "rankings.edit_groups")
    form = GroupForm(request.POST or None)
    made: list[Group] = []
    if (
        form.is_bound
        and form.is_valid()
        and done(
            request,
            form,
            lambda: made.append(actions.write_group(actor=user, place=place, grouping=form.grouping())),
            _("分组已建立，请选择成员。"),
        )
    ):
        return redirect("rankings:members", pk=made[0].pk)
    return _form(request, form, _("新分组"), place.name, _("建立分组"), reverse("rankings:groups"))


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What a group is."""
    user, group = group_for(request, pk, "rankings.edit_groups")
    shown = {name: getattr(group, name) for name in (*actions.Grouping.__slots__, "version")}
    form = GroupForm(request.POST or None, initial=shown)
    if (
        form.is_bound
        and form.is_valid()
        and done(
            request,
            form,
            lambda: actions.write_group(
                actor=user,
                place=group.place,
                grouping=form.grouping(),
                group=group,
                version=form.cleaned_data["version"],
            ),
            _("已保存。"),
        )
    ):
        return redirect("rankings:group", pk=pk)
    back = reverse("rankings:group", args=[pk])
    return _form(request, form, _("修改分组"), group.name, _("保存"), back)


def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Who belongs to a group, from which day on."""
    user, group = group_for(request, pk, "rankings.edit_groups")
    today = clock.today()
    held = [each.pk for each in members_on(group, today)]
    form = MembersForm.of(group, request.POST or None, on=today, places=held)
    if (found := choices_asked(request, form)) is not None:
        return found
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        places = list(asked["places"])
        version, on = asked["version"], asked["on"]
        if done(
            request,
            form,
            lambda: actions.set_members(actor=user, group=group, version=version, places=places, on=on),
            _("成员已保存；以前各期不变。"),
        ):
            return redirect("rankings:group", pk=pk)
    back = reverse("rankings:group", args=[pk])
    return _form(request, form, _("分组成员"), group.name, _("保存成员"), back)


def _form(request: HttpRequest, form: object, title: str, heading: str, submit: str, back: str) -> HttpResponse:
    groups = (pgettext("list", "分组"), reverse("rankings:groups"))
    context = {"form": form, "title": title, "heading": heading, "submit": submit, "back": back, "trail": trail(groups)}
    return render(request, "ledger/change.html", context, status=422 if request.method == "POST" else 200)
