"""The pages of the public: the list, one commitment, its embedding, the overview, and all of it as data."""

from __future__ import annotations

import json
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from taizhang.publication import showing
from taizhang.publication.models import Publication
from taizhang.publication.views.answering import Frame, to_the_public

PER = 30
_NAMES = ("q", "area", "place", "light")


@to_the_public
def index(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Everything that is public, narrowed by words, area, place and light."""
    areas, places = showing.by_area(), showing.by_place()
    asked = _asked(request, {each.key for each in areas}, {each.key for each in places})
    rows = showing.narrowed(
        showing.public(), words=asked["q"], area=asked["area"], code=asked["place"], colour=asked["light"]
    )
    page = Paginator(rows, PER).get_page(request.GET.get("page"))
    context = {
        "items": showing.items(page.object_list, frame.space),
        "page": page,
        "asked": asked,
        "narrowed": any(asked.values()),
        "query": _query(asked),
        "areas": areas,
        "places": places,
        "lights": [(each, showing.light(each, frame.space)) for each in showing.COLOURS],
        "alternate": _elsewhere(reverse(f"{frame.other}:list"), _query({**asked, "page": _beyond_first(page.number)})),
    }
    return frame.page("publication/public_list.html", context)


@to_the_public
def item(_request: HttpRequest, frame: Frame, number: int) -> HttpResponse:
    """One commitment; of one that was withdrawn only when and why."""
    found = _publication(number)
    alternate = reverse(f"{frame.other}:item", args=[number])
    shown = showing.item(found, frame.space)
    if shown is None:
        return frame.page("publication/public_gone.html", {"gone": found, "alternate": alternate}, status=410)
    return frame.page("publication/public_item.html", {"item": shown, "alternate": alternate, "figure": shown.curve})


@xframe_options_exempt
@csp_replace({"frame-ancestors": settings.EMBEDDERS})
@to_the_public
def embed(_request: HttpRequest, frame: Frame, number: int) -> HttpResponse:
    """One commitment, small, to stand in other sites' pages."""
    found = _publication(number)
    shown = showing.item(found, frame.space)
    context = {"item": shown, "gone": found, "address": f"{frame.base}{reverse(f'{frame.space}:item', args=[number])}"}
    return frame.page("publication/public_embed.html", context, status=200 if shown else 410)


@to_the_public
def overview(_request: HttpRequest, frame: Frame) -> HttpResponse:
    """How areas and places stand."""
    context = {
        "tables": [("area", showing.by_area()), ("place", showing.by_place())],
        "lights": [(each, showing.light(each, frame.space)) for each in showing.COLOURS],
        "alternate": reverse(f"{frame.other}:overview"),
    }
    return frame.page("publication/public_overview.html", context)


@to_the_public
def data(_request: HttpRequest, frame: Frame) -> HttpResponse:
    """Everything that is public, as data."""
    return _json([each.data(frame.base) for each in showing.items(showing.public(), frame.space)])


@to_the_public
def item_data(_request: HttpRequest, frame: Frame, number: int) -> HttpResponse:
    """One commitment, as data."""
    found = _publication(number)
    shown = showing.item(found, frame.space)
    if shown is None:
        gone = {"number": number, "withdrawn_on": found.withdrawn_on and found.withdrawn_on.isoformat()}
        return _json({**gone, "reason": found.withdrawn_for}, status=410)
    return _json(shown.data(frame.base))


def _publication(number: int) -> Publication:
    """What is, or was, public under a number; the joins stop at the edition."""
    rows = Publication.objects.filter(state__in=["published", "withdrawn"]).select_related("current")
    found = rows.filter(number=number).first() if number < 2**31 else None
    if found is None:
        raise Http404
    return found


def _asked(request: HttpRequest, areas: set[str], places: set[str]) -> dict[str, str]:
    """What the address narrows by; what is none of the choices is left out."""
    given = {name: request.GET.get(name, "").replace("\0", "").strip() for name in _NAMES}
    choices = {"area": areas, "place": places, "light": set(showing.COLOURS)}
    return {name: value if name == "q" or value in choices[name] else "" for name, value in given.items()} | {
        "q": given["q"][: showing.LONGEST]
    }


def _query(asked: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in asked.items() if value})
    return query.urlencode()


def _beyond_first(number: int) -> str:
    return str(number) if number > 1 else ""


def _elsewhere(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


def _json(said: Any, status: int = 200) -> HttpResponse:
    answer = HttpResponse(
        json.dumps(said, ensure_ascii=False, indent=1), content_type="application/json", status=status
    )
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
