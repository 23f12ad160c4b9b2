"""The lists of deliveries."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.deliveries.models import Delivery
from taizhang.places.models import Place
from taizhang.ui.lists import Column, Filter, Listing


def _within(rows: QuerySet[Delivery], code: str) -> QuerySet[Delivery]:
    place = Place.objects.filter(code=code, valid_to=None).first() or Place.objects.filter(name=code).first()
    return rows.filter(place__path__within=place.path) if place else rows.none()


def _counting(rows: QuerySet[Delivery], chosen: str) -> QuerySet[Delivery]:
    return rows.exclude(withdrawn_for="") if chosen == "withdrawn" else rows.filter(withdrawn_for="")


def _plain(row: Any) -> Any:
    return row.quantity.normalize() + 0


LISTS = Listing(
    name="delivery-lists",
    title=_("交付清单"),
    columns=(
        Column("title", _("目标"), lambda row: row.commitment.title, sort=("commitment__title",)),
        Column("target", _("目标值"), lambda row: row.commitment.amount, numeric=True),
        Column("place", _("地区"), lambda row: row.commitment.place.name),
        Column("lead", _("牵头单位"), lambda row: str(row.commitment.lead or "")),
        Column("things", _("已登记"), lambda row: row.things, sort=("things",), numeric=True),
    ),
    search=("commitment__title__icontains",),
    search_hint=_("目标"),
    href=lambda row: reverse("deliveries:list", args=[row.pk]),
    empty="deliveries/_no_lists.html",
)

ITEMS = Listing(
    name="deliveries",
    title=pgettext_lazy("list", "交付物"),
    columns=(
        Column("name", _("名称"), lambda row: row.name, sort=("name",)),
        Column("place", _("地区"), lambda row: row.place.name, sort=("place__code",)),
        Column("on", _("交付日期"), lambda row: row.on, sort=("on",)),
        Column("quantity", _("数量"), _plain, sort=("quantity",), numeric=True),
        Column("pictures", _("照片"), lambda row: row.pictures, sort=("pictures",), numeric=True),
        Column("point", _("经纬度"), lambda row: f"{row.longitude}, {row.latitude}" if row.longitude else ""),
        Column("state", _("状态"), lambda row: _("已撤销") if row.withdrawn_for else _("有效")),
        Column("by", _("登记人"), lambda row: str(row.added_by or ""), shown=False),
        Column("note", _("说明"), lambda row: row.note, shown=False),
    ),
    filters=(
        Filter("place", _("地区"), _within),
        Filter("until", _("截至"), lambda rows, day: rows.filter(on__lte=day), kind="date"),
        Filter("state", _("状态"), _counting, lambda _r: [("valid", _("有效")), ("withdrawn", _("已撤销"))]),
    ),
    search=("name__icontains", "note__icontains"),
    search_hint=_("名称或说明"),
    order=("-on", "-pk"),
    href=lambda row: reverse("deliveries:item", args=[row.pk]),
    empty="deliveries/_no_items.html",
)
