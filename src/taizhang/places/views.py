"""Pages of the divisions."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.journal.queries import history
from taizhang.places import forms, queries
from taizhang.places.lists import STANDINGS
from taizhang.places.models import Place
from taizhang.policy.errors import Refused
from taizhang.ui.asking import done

HISTORY_SHOWN = 50


def index(request: HttpRequest) -> HttpResponseBase:
    """Every division as it stood on the day asked for, today without one."""
    rows = queries.listed_on(_day(request.GET.get("on", "")))
    return STANDINGS.respond(request, rows, "places/list.html")


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One division: what it is, what lies above and below, what became of it."""
    place = get_object_or_404(Place.objects.select_related("parent"), pk=pk)
    context = {
        "place": place,
        "trail": _trail(place),
        "children": queries.children(place),
        "counts": [(Place.Level(level).label, count) for level, count in queries.counts_below(place).items()],
        "standings": place.standings.select_related("parent"),
        "changes": queries.changes(place).prefetch_related("sources", "results"),
        "successors": queries.successors(place) if place.valid_to else [],
        "offered": forms.offered(place),
        "history": history(place)[:HISTORY_SHOWN],
    }
    return render(request, "places/detail.html", context)


def change(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Record one change of a division."""
    place = get_object_or_404(Place, pk=pk)
    if not request.user.is_authenticated or not request.user.has_perm("places.change", place):
        raise Refused("places.change", place)
    form_class = forms.offered(place).get(kind)
    if form_class is None:
        raise Http404
    form = form_class(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid() and _carried_out(request, form):
        return redirect("places:detail", pk=place.pk)
    context = {"place": place, "form": form, "trail": [*_trail(place), (place.name, _address(place))]}
    return render(request, "places/change.html", context, status=422 if form.is_bound else 200)


def _carried_out(request: HttpRequest, form: forms.DecreeForm) -> bool:
    if not request.user.is_authenticated:
        raise PermissionDenied
    user, words = request.user, _("已登记“%(what)s”，沿革已更新。") % {"what": form.title}
    return done(request, form, lambda: form.carry_out(user), words)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return clock.today()


def _trail(place: Place) -> list[tuple[str, str]]:
    above = [(each.name, _address(each)) for each in queries.ancestors(place)]
    return [(_("区划"), reverse("places:list")), *above]


def _address(place: Place) -> str:
    return reverse("places:detail", args=[place.pk])
