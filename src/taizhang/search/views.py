"""The page of what was found, and what is suggested while somebody types."""

from __future__ import annotations

from typing import Any

from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.requests import signed_in
from taizhang.places.models import Place
from taizhang.search.asked import Asked
from taizhang.search.kinds import KINDS
from taizhang.search.queries import Found, find, suggest
from taizhang.ui.lists import Among, Filter
from taizhang.ui.lists.filters import Offered, offer

#: So many years back from this one are offered.
YEARS = 12


def index(request: HttpRequest) -> HttpResponse:
    """What was found, the whole page or its results alone."""
    place = offer(PLACE, request)
    asked = _asked(request, place)
    found = find(signed_in(request), asked)
    context = {
        "asked": asked,
        "found": found,
        "place": place,
        "kinds": _kinds(request, asked, found),
        "years": [str(clock.today().year - ago) for ago in range(-1, YEARS)],
        "pages": _pages(request, asked, found),
    }
    if request.GET.get("choices") == PLACE.name:
        return render(request, "ui/_list_select.html", {"each": place})
    fragment = bool(request.headers.get("HX-Request") and not request.headers.get("HX-Boosted"))
    answer = render(request, "search/_results.html" if fragment else "search/index.html", context)
    answer.headers["Vary"] = "HX-Request"
    return answer


def suggestions(request: HttpRequest) -> HttpResponse:
    """What the person may mean."""
    words = request.GET.get("q", "")
    return render(request, "search/_suggestions.html", {"hits": suggest(signed_in(request), words), "words": words})


def _asked(request: HttpRequest, place: Offered) -> Asked:
    given = request.GET
    chosen = Place.objects.filter(code=place.value, valid_to=None).first() if place.value else None
    names = ("kind", "year", "page")
    return Asked.of(given.get("q", ""), place=chosen, **{name: given.get(name, "") for name in names})


def _places(_request: HttpRequest) -> Among:
    rows = Place.objects.filter(valid_to=None).exclude(kind=Place.Kind.PLACEHOLDER).select_related("parent")
    return Among(rows.order_by(Length("code"), "code"), lambda each: (each.code, each.located), value="code")


PLACE = Filter("place", _("地区"), lambda rows, _code: rows, _places)


def _kinds(request: HttpRequest, asked: Asked, found: Found) -> list[dict[str, Any]]:
    """Every kind of which there is something, and the one chosen."""
    return [
        {
            "label": kind.label,
            "count": found.counts.get(name, 0),
            "more": name in found.more,
            "on": name == asked.kind,
            "url": _url(request, kind=name),
        }
        for name, kind in KINDS.items()
        if name in found.counts or name == asked.kind
    ]


def _pages(request: HttpRequest, asked: Asked, found: Found) -> dict[str, Any]:
    at = min(asked.page, found.last)
    return {
        "at": at,
        "all": _url(request, kind=""),
        "before": _url(request, page=str(at - 1)) if at > 1 else "",
        "after": _url(request, page=str(at + 1)) if at < found.last else "",
    }


def _url(request: HttpRequest, **changes: str) -> str:
    """The address with something changed; any other change returns to the first page."""
    query = QueryDict(mutable=True)
    for name in ("q", "kind", "year", "place", "page"):
        value = changes.get(name, "" if name == "page" else request.GET.get(name, "").replace("\0", "")[:100])
        if value and (name, value) != ("page", "1"):
            query[name] = value
    return f"{request.path}?{query.urlencode()}"
