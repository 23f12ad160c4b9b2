"""The overview: lights by area and place, the map, the states, slips by age, narrowed by what the URL asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.places.models import Place
from taizhang.policy.errors import Refused
from taizhang.portal.figures.courses import together
from taizhang.portal.figures.heat import heat_of
from taizhang.portal.figures.maps import map_of
from taizhang.portal.figures.slips import ages_of
from taizhang.portal.figures.states import funnel_of
from taizhang.portal.figures.words import lights_of
from taizhang.portal.queries.courses import courses
from taizhang.portal.queries.extents import Extent, filters, home_place, reaches_many, year_at_hand
from taizhang.portal.queries.slips import opened
from taizhang.portal.queries.tallies import by_state, tallies
from taizhang.ui.lists.filters import Offered, offer

#: The filters of the ledger's list that a dashboard offers, in the order shown.
OFFERED = ("year", "document", "area", "place", "known")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: the extent, and the filters to show with their choices."""

    extent: Extent
    offered: tuple[Offered, ...]


def asked(request: HttpRequest, user: User) -> Asked:
    """The extent that the URL names; without a year, that at hand. Raises Refused for whoever has no place."""
    home = home_place(user)
    if home is None:
        raise Refused("ledger.view")
    if "year" not in request.GET:
        query = request.GET.copy()
        query["year"] = year_at_hand(user, clock.today())
        request.GET = query  # type: ignore[assignment]
    found = filters()
    keep = reaches_many(user)
    offered = tuple(offer(found[name], request, keep=keep) for name in OFFERED)
    wanted = {each.filter.name: each.value for each in offered if each.value and _sound(each)}
    place = Place.objects.filter(code=wanted.pop("place", home.code), valid_to=None).first()
    return Asked(Extent(user, place or home, wanted), offered)


def chosen_among(request: HttpRequest) -> HttpResponse | None:
    """The choices of one filter alone, where a script asks for those that bear the words typed."""
    found, name = filters(), request.GET.get("choices", "")
    if name not in OFFERED:
        return None
    return render(request, "ui/_list_select.html", {"each": replace(offer(found[name], request), more=True)})


def _sound(each: Offered) -> bool:
    """Whether a day is one."""
    if each.filter.name != "known":
        return True
    try:
        date.fromisoformat(each.value)
    except ValueError:
        return False
    return True


def index(request: HttpRequest) -> HttpResponse:
    """All charts of what is asked for."""
    user = signed_in(request)
    if (choices := chosen_among(request)) is not None:
        return choices
    wanted = asked(request, user)
    extent = wanted.extent
    found = tallies(extent)
    now = extent.day is None
    followed = courses(extent)
    context = {
        "extent": extent,
        "offered": wanted.offered,
        "found": found,
        "lights": lights_of(extent, found.lights()),
        "heat": heat_of(extent, found),
        "course": together(
            _("计划与完成"), followed.all, extent.day or clock.today(), f"{reverse('portal:courses')}?{extent.query}"
        ),
        "map": map_of(extent, found),
        "funnel": funnel_of(extent, by_state(extent)) if now else None,
        "ages": ages_of(extent, opened(extent)) if now and user.has_perm("progress.view_slips") else None,
    }
    return render(request, "portal/overview.html", context)
