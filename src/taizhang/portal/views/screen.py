"""The big screen: what the overview shows, to be read from afar, on one sheet that renews itself."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang import clock
from taizhang.accounts.requests import signed_in
from taizhang.portal.figures.heat import heat_of
from taizhang.portal.figures.maps import map_of
from taizhang.portal.figures.sentences import of_place
from taizhang.portal.figures.slips import ages_of
from taizhang.portal.queries.headlines import reds
from taizhang.portal.queries.leagues import leagues
from taizhang.portal.queries.slips import opened
from taizhang.portal.queries.tallies import tallies
from taizhang.portal.views.overview import asked

#: Seconds between two renewals.
EVERY = 60
#: What a sheet of 1080 lines holds.
AREAS, REDS, MAP_HEIGHT, LEAGUES = 7, 9, 380, 2


def index(request: HttpRequest) -> HttpResponse:
    """The whole sheet, or for htmx what stands on it."""
    user = signed_in(request)
    extent = asked(request, user).extent
    found = tallies(extent)
    drawn = map_of(extent, found)
    tables = leagues(user, extent.place)[:LEAGUES]
    slips = not tables and extent.day is None and user.has_perm("progress.view_slips")
    context = {
        "extent": extent,
        "found": found,
        "heat": heat_of(extent, found, areas_shown=AREAS),
        "map": drawn and replace(drawn, height=MAP_HEIGHT),
        "said": of_place(extent, clock.today()),
        "reds": reds(extent, REDS),
        "leagues": tables,
        "league_rows": ":3",
        "ages": ages_of(extent, opened(extent)) if slips else None,
        "today": clock.today(),
        "every": EVERY,
    }
    template = "portal/_screen.html" if request.headers.get("HX-Request") else "portal/screen.html"
    return render(request, template, context)
