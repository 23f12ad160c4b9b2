"""Planned against actual, area by area, and within an area target by target."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.requests import signed_in
from taizhang.portal.figures.courses import alone, together
from taizhang.portal.figures.words import area_asked, area_name
from taizhang.portal.queries.courses import Courses, courses
from taizhang.portal.queries.extents import Extent
from taizhang.portal.views.overview import asked, chosen_among
from taizhang.ui.charts import Figure

#: So many targets of an area are drawn, the gravest first; so many areas.
TARGETS, AREAS = 24, 24


def index(request: HttpRequest) -> HttpResponse:
    """A curve for each area; where the URL names one, for each of its targets."""
    user = signed_in(request)
    if (choices := chosen_among(request)) is not None:
        return choices
    wanted = asked(request, user)
    extent, until = wanted.extent, wanted.extent.day or clock.today()
    found = courses(extent)
    area = extent.asked.get("area")
    context = {
        "extent": extent,
        "offered": wanted.offered,
        "found": found,
        "whole": together(area_name("" if area == "-" else area or ""), found.all, until) if area else None,
        "figures": [alone(each, until) for each in found.all[:TARGETS]] if area else _areas(extent, found),
        "left": len(found.all[TARGETS:]) if area else 0,
        "area": area,
        "every": Extent(
            user, extent.place, {name: value for name, value in extent.asked.items() if name != "area"}
        ).query,
        "trail": [(_("总览"), reverse("portal:overview"))],
    }
    return render(request, "portal/courses.html", context)


def _areas(extent: Extent, found: Courses) -> list[Figure]:
    until = extent.day or clock.today()
    areas = sorted({each.commitment.area for each in found.all})
    made = [
        together(
            area_name(area),
            [each for each in found.all if each.commitment.area == area],
            until,
            f"?{extent.narrowed(area=area_asked(area)).query}",
        )
        for area in areas[:AREAS]
    ]
    return [figure for figure in made if figure]
