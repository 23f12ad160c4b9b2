"""The home page: what each role needs first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import roles
from taizhang.policy.roles import Role
from taizhang.portal.figures.heat import heat_of
from taizhang.portal.figures.sentences import of_place, said
from taizhang.portal.queries.extents import Extent, home_place, year_at_hand
from taizhang.portal.queries.headlines import behind, headline, reds
from taizhang.portal.queries.leagues import leagues
from taizhang.portal.queries.owners import departments, towns
from taizhang.portal.queries.tallies import tallies
from taizhang.portal.queries.waiting import open_period, silent, tasks
from taizhang.progress.queries.reports import owed
from taizhang.ui.navigation import links_for

NOTICES_SHOWN = 8
#: Rows of the lists on the page; each leads to the whole.
ROWS = 12

_WATCHING = {Role.LEADER, Role.OFFICE, Role.SUPERVISION}
_OWNING = {Role.TOWN, Role.VILLAGE}


def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person, how things stand within the person's scope, where to begin, and what is new."""
    user = signed_in(request)
    context: dict[str, Any] = {
        "links": list(links_for(user)),
        "notices": user.notices.all()[:NOTICES_SHOWN],
        "tasks": tasks(user, clock.today()),
        "leads": Role.LEADER in roles(user),
    }
    place = home_place(user)
    if place is not None and user.has_perm("ledger.view"):
        year = year_at_hand(user, clock.today())
        context |= _standing(user, Extent(user, place, {"year": year} if year else {}))
    return render(request, "portal/home.html", context)


def _standing(user: User, extent: Extent) -> dict[str, Any]:
    """The parts of the page that tell how things stand, by role."""
    held, today = roles(user), clock.today()
    found = tallies(extent)
    context: dict[str, Any] = {"extent": extent, "found": found, "today": today}
    if held & _WATCHING:
        context["said"] = of_place(extent, today)
        context["heat"] = heat_of(extent, found)
        context |= {"leagues": leagues(user, extent.place), "league_rows": ":5"}
        context["reds"], context["reds_all"] = reds(extent, ROWS), extent.url(light="red")
    elif Role.DEPARTMENT in held:
        context |= _department(user, extent)
        context["heat"] = heat_of(extent, found)
    elif held & _OWNING:
        context["said"] = said(extent.place.name, headline(extent, extent, today))
        context["behind"] = behind(extent, ROWS)
        context["owed"] = list(owed(user)[:ROWS])
    if held & {Role.OFFICE, Role.SUPERVISION}:
        context["departments"] = departments(extent, today)
    if held & {Role.OFFICE, Role.SUPERVISION, Role.DEPARTMENT}:
        context["towns"] = towns(extent, found, today)
    period = open_period(user) if held & {Role.OFFICE, Role.SUPERVISION} else None
    context["silent"], context["period"] = (silent(user, period), period) if period else (None, None)
    return context


def _department(user: User, extent: Extent) -> dict[str, Any]:
    """The own commitments in words, and those behind."""
    organisations = {each.organisation for each in user.held if each.role == Role.DEPARTMENT}
    led = extent.narrowed(lead=str(min(each.pk for each in organisations)))
    words = _("%(who)s牵头") % {"who": "、".join(sorted(map(str, organisations)))} if len(organisations) == 1 else ""
    spoken = led if words else extent
    return {
        "said": said(words or extent.place.name, headline(spoken, extent, clock.today())),
        "behind": behind(spoken, ROWS),
    }
