"""The list of publications."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.publication.models import Publication
from taizhang.publication.states import PUBLICATION
from taizhang.ui.lists import Choices, Column, Filter, Listing


def _states(_request: HttpRequest) -> Choices:
    return [(name, state.label) for name, state in PUBLICATION.states().items()]


def _of_state(rows: QuerySet[Publication], state: str) -> QuerySet[Publication]:
    return rows.filter(state=state)


PUBLICATIONS = Listing(
    name="publications",
    title=pgettext_lazy("list", "公开事项"),
    columns=(
        Column("title", _("内容"), lambda row: row.commitment.title, sort=("commitment__title",)),
        Column("target", _("目标"), lambda row: row.commitment.amount, numeric=True),
        Column("place", _("地区"), lambda row: row.commitment.place.name, sort=("commitment__place__code",)),
        Column("area", _("工作领域"), lambda row: row.commitment.area, sort=("commitment__area",)),
        Column("state", _("状态"), lambda row: row.standing.label, sort=("state",), cell="publication/_state.html"),
        Column("since", _("公开日期"), lambda row: row.published_on, sort=("published_on",)),
        Column("updated", _("最近更新"), lambda row: row.current and row.current.made_at, sort=("current__made_at",)),
        Column("automatic", _("自动更新"), lambda row: row.automatic),
    ),
    filters=(Filter("state", _("状态"), _of_state, _states),),
    search=("commitment__title__icontains", "explanation__icontains"),
    search_hint=_("内容或说明"),
    order=("-pk",),
    href=lambda row: reverse("publication:detail", args=[row.pk]),
    empty="publication/_none.html",
)
