"""The list of briefings."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.accounts.requests import signed_in
from taizhang.briefings.models import Briefing
from taizhang.briefings.queries.briefings import GONE, visible
from taizhang.briefings.states import BRIEFING
from taizhang.ui.lists import Choices, Column, Filter, Listing


def _states(_request: HttpRequest) -> Choices:
    return [(name, state.label) for name, state in BRIEFING.states().items() if name != GONE]


def _years(request: HttpRequest) -> Choices:
    rows = visible(signed_in(request)).order_by("-year").values_list("year", flat=True).distinct()
    return [(year, str(year)) for year in rows[:30]]


def _by(name: str) -> Any:
    return lambda rows, chosen: rows.filter(**{name: chosen})


def _of_year(rows: QuerySet[Briefing], year: str) -> QuerySet[Briefing]:
    return rows.filter(year=int(year)) if year.isascii() and year.isdecimal() else rows.none()


BRIEFINGS = Listing(
    name="briefings",
    title=_("通报"),
    columns=(
        Column("title", _("标题"), lambda row: row.title, sort=("title",)),
        Column("code", _("期号"), lambda row: row.edition_code, sort=("year", "number")),
        Column("period", _("时段"), lambda row: row.period.name, sort=("period__last",)),
        Column("place", _("地区"), lambda row: row.place.name, sort=("place__code",)),
        Column("issued", _("印发日期"), lambda row: row.issued_on, sort=("issued_on",)),
        Column("state", _("状态"), lambda row: row.standing.label, sort=("state",), cell="briefings/_state.html"),
        Column("maker", _("拟稿人"), lambda row: str(row.made_by or ""), shown=False),
    ),
    filters=(Filter("state", _("状态"), _by("state"), _states), Filter("year", _("年度"), _of_year, _years)),
    search=("title__icontains",),
    search_hint=_("标题"),
    order=("-period__last", "-pk"),
    href=lambda row: reverse("briefings:briefing", args=[row.pk]),
    empty="briefings/_no_briefings.html",
)
