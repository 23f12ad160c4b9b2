"""The lists of rankings: schemes, what was frozen, groups, facts."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.accounts.requests import signed_in
from taizhang.places.models import Place
from taizhang.rankings.forms.facts import unit_of
from taizhang.rankings.models import Fact, Frozen, Group
from taizhang.rankings.queries import schemes as queries
from taizhang.rankings.words import PER
from taizhang.ui.lists import Column, Filter, Listing


def _last(row: Any) -> str:
    if row.last_number is None:
        return ""
    return str(_("第%(number)s期，截至 %(day)s")) % {"number": row.last_number, "day": row.last_day.isoformat()}


SCHEMES = Listing(
    name="rankings",
    title=_("比拼"),
    columns=(
        Column("name", _("方案"), lambda row: row.name, sort=("name",)),
        Column("group", _("分组"), lambda row: row.group.name, sort=("group__name",)),
        Column("kind", _("组别"), lambda row: row.group.get_kind_display(), sort=("group__kind",)),
        Column("place", _("地区"), lambda row: row.group.place.name, sort=("group__place__code",)),
        Column("members", _("成员"), lambda row: row.held, sort=("held",), numeric=True),
        Column("version", _("规则版本"), lambda row: row.versions_made, numeric=True),
        Column("last", _("最近冻结"), _last, sort=("last_day",)),
        Column("state", _("状态"), lambda row: _("已停用") if row.ended else _("在用"), sort=("ended",)),
    ),
    filters=(
        Filter(
            "kind", _("组别"), lambda rows, kind: rows.filter(group__kind=kind), lambda _r: list(Group.Kind.choices)
        ),
        Filter(
            "state",
            _("状态"),
            lambda rows, state: rows.filter(ended=state == "ended"),
            lambda _r: [("used", _("在用")), ("ended", _("已停用"))],
        ),
    ),
    search=("name__icontains", "group__name__icontains"),
    search_hint=_("方案或分组"),
    order=("group__place__code", "group__division", "group__pk", "pk"),
    href=lambda row: reverse("rankings:league", args=[row.pk]),
    empty="rankings/_no_schemes.html",
)


def _schemes(request: HttpRequest) -> list[tuple[Any, Any]]:
    return [(str(each.pk), each.name) for each in queries.schemes(signed_in(request))[:100]]


ARCHIVE = Listing(
    name="frozen-rankings",
    title=pgettext_lazy("list", "冻结的比拼"),
    columns=(
        Column("day", _("数据截至"), lambda row: row.day, sort=("day",)),
        Column("scheme", _("方案"), lambda row: row.scheme.name, sort=("scheme__name",)),
        Column("number", _("期号"), lambda row: row.number, sort=("number",), numeric=True),
        Column("bulletin", _("通报"), lambda row: row.bulletin, sort=("bulletin",)),
        Column("rules", _("规则版本"), lambda row: f"v{row.rules.number}"),
        Column("at", _("冻结时间"), lambda row: row.frozen_at, sort=("frozen_at",)),
        Column("by", _("冻结人"), lambda row: str(row.frozen_by or "taizhang")),
        Column("digest", _("校验值"), lambda row: row.digest, shown=False),
    ),
    filters=(Filter("scheme", _("方案"), lambda rows, pk: rows.filter(scheme=int(pk)), _schemes),),
    search=("scheme__name__icontains", "bulletin__icontains"),
    search_hint=_("方案或通报"),
    order=("-day", "-pk"),
    href=lambda row: f"{reverse('rankings:league', args=[row.scheme_id])}?day={row.day.isoformat()}",
    empty="rankings/_no_frozen.html",
)

GROUPS = Listing(
    name="peer-groups",
    title=pgettext_lazy("list", "比拼分组"),
    columns=(
        Column("name", _("组名"), lambda row: row.name, sort=("name",)),
        Column("division", _("分组办法"), lambda row: row.division, sort=("division",)),
        Column("kind", _("组别"), lambda row: row.get_kind_display(), sort=("kind",)),
        Column("place", _("地区"), lambda row: row.place.name, sort=("place__code",)),
        Column("level", _("层级"), lambda row: row.get_level_display(), sort=("level",)),
        Column("members", _("成员"), lambda row: row.held, sort=("held",), numeric=True),
        Column("basis", _("分组依据"), lambda row: row.basis),
    ),
    search=("name__icontains", "division__icontains"),
    search_hint=_("组名或分组办法"),
    order=("place__code", "division", "pk"),
    href=lambda row: reverse("rankings:group", args=[row.pk]),
    empty="rankings/_no_groups.html",
)


def kind_words(kind: str) -> str:
    """What a fact is of, in words."""
    return str(PER.get(kind, kind)) if kind else ""


def _kinds(request: HttpRequest) -> list[tuple[Any, Any]]:
    kinds = Fact.objects.order_by("kind").values_list("kind", flat=True).distinct()
    return [(kind, kind_words(kind)) for kind in kinds[:100]]


def _in(rows: QuerySet[Fact], code: str) -> QuerySet[Fact]:
    place = Place.objects.filter(code=code, valid_to=None).first() or Place.objects.filter(name=code).first()
    return rows.filter(place__path__within=place.path) if place else rows.none()


FACTS = Listing(
    name="denominators",
    title=_("分母数据"),
    columns=(
        Column("place", _("地区"), lambda row: row.place.name, sort=("place__code",)),
        Column("kind", _("名目"), lambda row: kind_words(row.kind), sort=("kind",)),
        Column("value", _("数值"), lambda row: row.value.normalize() + 0, sort=("value",), numeric=True),
        Column("unit", _("单位"), lambda row: unit_of(row.kind)),
        Column("on", _("数据日期"), lambda row: row.on, sort=("on",)),
        Column("source", _("来源"), lambda row: row.source),
        Column("by", _("登记人"), lambda row: str(row.made_by or "taizhang"), shown=False),
        Column("at", _("登记时间"), lambda row: row.made_at, sort=("made_at",), shown=False),
    ),
    filters=(
        Filter("kind", _("名目"), lambda rows, kind: rows.filter(kind=kind), _kinds),
        Filter("place", _("地区"), _in),
    ),
    search=("place__name__icontains", "source__icontains"),
    search_hint=_("地区或来源"),
    order=("-on", "-pk"),
    empty="rankings/_no_facts.html",
)


def with_last(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Schemes with how many places they rank today and what was frozen last."""
    newest = Frozen.objects.filter(scheme=OuterRef("pk")).order_by("-day")
    found: QuerySet[Any] = rows.annotate(
        held=Count("group__members", filter=Q(group__members__until=None), distinct=True),
        versions_made=Count("versions", distinct=True),
        last_number=Subquery(newest.values("number")[:1]),
        last_day=Subquery(newest.values("day")[:1]),
    )
    return found
