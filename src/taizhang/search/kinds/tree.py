"""Of the tree: places and organisations."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from taizhang.accounts.models import Organisation
from taizhang.accounts.scope import within
from taizhang.places.models import Level, Place
from taizhang.search.drafts import Draft
from taizhang.search.kinds.kind import Kind, Said, facts, joined

_LEVELS = {Level.PROVINCE: 90, Level.CITY: 88, Level.COUNTY: 86, Level.TOWN: 84, Level.VILLAGE: 50}


def _place_drafts(each: Place) -> Iterator[Draft]:
    beside = joined(each.code, each.parent)
    yield Draft(title=each.name, beside=beside, place=each.pk, weight=_LEVELS[Level(each.level)])


def _place_said(each: Place, _start: int, _stop: int) -> Said:
    return Said(
        each.name,
        reverse("places:detail", args=[each.pk]),
        facts=facts(each.parent, each.get_level_display(), each.code),
    )


PLACE = Kind(
    "place",
    7,
    gettext_lazy("区划"),
    lambda: Place.objects.filter(valid_to=None).select_related("parent").order_by("pk"),
    _place_drafts,
    lambda user: within(user, "places.view", Place.objects.order_by()),
    _place_said,
)


def _organisation_drafts(each: Organisation) -> Iterator[Draft]:
    weight = 48 if each.kind == Organisation.Kind.VILLAGE else 74
    title = joined(each.name, each.short_name)
    yield Draft(title=title, beside=each.place.name, place=each.place_id, weight=weight)


def _organisation_said(each: Organisation, _start: int, _stop: int) -> Said:
    url = reverse("accounts:organisation", args=[each.pk])
    return Said(each.name, url, facts=facts(each.short_name, each.place, each.get_kind_display()))


ORGANISATION = Kind(
    "organisation",
    8,
    gettext_lazy("机构"),
    lambda: Organisation.objects.filter(active=True).select_related("place").order_by("pk"),
    _organisation_drafts,
    lambda user: within(user, "accounts.view_people", Organisation.objects.order_by()),
    _organisation_said,
)
