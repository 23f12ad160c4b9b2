"""The divisions as a list: how they stood on a day."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.places.models import Kind, Level, Place, Standing
from taizhang.ui.lists import Choices, Column, Filter, Listing


def _cities(_request: HttpRequest) -> Choices:
    return Place.objects.filter(level=Level.CITY, valid_to=None).values_list("code", "name").order_by("code")


def _in_city(rows: QuerySet[Standing], code: str) -> QuerySet[Standing]:
    cities = Place.objects.filter(code=code, level=Level.CITY, valid_to=None)
    condition = [city.path for city in cities]
    return rows.filter(place__path__within=condition[0]) if condition else rows.none()


def _changed(rows: QuerySet[Standing], answer: str) -> QuerySet[Standing]:
    earlier = Standing.objects.filter(place=OuterRef("place")).exclude(valid_to=None)
    return rows.filter(Exists(earlier)) if answer == "yes" else rows.filter(~Exists(earlier))


def _parent(standing: Any) -> str:
    return standing.parent_name or ""


STANDINGS = Listing(
    name="places",
    title=_("行政区划"),
    columns=(
        Column("name", _("名称"), lambda each: each.name, sort=("name",)),
        Column("code", _("代码"), lambda each: each.code, sort=("code",)),
        Column("level", _("层级"), lambda each: each.place.get_level_display(), sort=("place__level",)),
        Column("parent", _("上级"), _parent, sort=("parent__code",)),
        Column(
            "kind", pgettext_lazy("division", "性质"), lambda each: each.place.get_kind_display(), sort=("place__kind",)
        ),
        Column("from", _("自"), lambda each: each.valid_from, sort=("valid_from",), shown=False),
        Column("to", _("至"), lambda each: each.valid_to, sort=("valid_to",), shown=False),
    ),
    filters=(
        Filter("city", _("地级市"), _in_city, _cities),
        Filter("level", _("层级"), lambda rows, value: rows.filter(place__level=value), lambda _r: Level.choices),
        Filter(
            "kind",
            pgettext_lazy("division", "性质"),
            lambda rows, value: rows.filter(place__kind=value),
            lambda _r: Kind.choices,
        ),
        Filter("changed", _("有过变更"), _changed, lambda _r: [("yes", _("是")), ("no", _("否"))]),
        # Read by the view, which decides which day's standings are listed at all.
        Filter("on", _("截至日期"), lambda rows, _day: rows, kind="date"),
    ),
    search=("name__icontains", "code__startswith"),
    search_hint=_("名称或代码"),
    order=("code",),
    href=lambda each: reverse("places:detail", args=[each.place_id]),
    empty="places/_none.html",
)
