"""The lists of the ledger: commitments, documents, indicators."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang import clock
from taizhang.accounts.models import Organisation
from taizhang.accounts.requests import signed_in
from taizhang.ledger import states
from taizhang.ledger.models import Commitment, Document, Indicator, Source
from taizhang.ledger.queries import commitments, documents
from taizhang.places.models import Place
from taizhang.ui.lists import Among, Choices, Column, Filter, Listing
from taizhang.ui.lists.search import matching


def _areas(request: HttpRequest) -> Among:
    rows = commitments.reached(signed_in(request)).exclude(area="").order_by("area")
    areas = rows.values_list("area", flat=True).distinct()
    return Among(
        areas,
        lambda area: (area, area),
        value="area",
        search=("area__icontains",),
        # Charts lead to what has none; few would look for it.
        before=(("-", _("（未分领域）")),) if request.GET.get("area") == "-" else (),
    )


def _by_area(rows: QuerySet[Commitment], chosen: str) -> QuerySet[Commitment]:
    return rows.filter(area="" if chosen == "-" else chosen)


def _leads(request: HttpRequest) -> Among:
    leading = commitments.reached(signed_in(request)).filter(lead=OuterRef("pk"))
    rows = Organisation.objects.filter(Exists(leading)).select_related("place")
    return Among(
        rows.order_by(Length("place__code"), "place__code", "kind", "name", "pk"),
        lambda each: (each.pk, each.located),
        search=("name__icontains", "short_name__icontains", "place__name__icontains"),
        before=(("-", _("（无牵头单位）")),),
    )


def _by_lead(rows: QuerySet[Commitment], chosen: str) -> QuerySet[Commitment]:
    return rows.filter(lead=None) if chosen == "-" else rows.filter(lead=int(chosen))


def _places(request: HttpRequest) -> Among:
    used = commitments.reached(signed_in(request)).filter(place=OuterRef("pk"))
    rows = Place.objects.filter(Exists(used)).select_related("parent")
    return Among(
        rows.order_by(Length("code"), "code"),
        lambda each: (each.code, each.located),
        value="code",
        search=("name__icontains", "code__startswith"),
        # A city whose towns alone have targets is led to from charts.
        known=Place.objects.filter(valid_to=None).select_related("parent"),
    )


def _by_place(rows: QuerySet[Commitment], code: str) -> QuerySet[Commitment]:
    place = Place.objects.filter(code=code, valid_to=None).first()
    return rows.filter(place__path__within=place.path) if place else rows


def _levels(_request: HttpRequest) -> Choices:
    return list(Place.Level.choices)


def _states(_request: HttpRequest) -> Choices:
    return [(name, state.label) for name, state in states.states().items() if name not in states.GONE]


def _documents(request: HttpRequest) -> Among:
    rows = documents.visible(signed_in(request)).select_related(None).only("title").order_by("-uploaded_at", "-pk")
    return Among(rows, lambda each: (each.pk, each.title), search=("title__icontains",))


def _by_document(rows: QuerySet[Commitment], pk: str) -> QuerySet[Commitment]:
    return rows.filter(pk__in=Source.objects.filter(document=int(pk), commitment__isnull=False).values("commitment"))


def _by_words(rows: QuerySet[Commitment], words: str) -> QuerySet[Commitment]:
    found = Source.objects.filter(matching(("quote__icontains",), words), commitment__isnull=False)
    return rows.filter(pk__in=found.values("commitment"))


def _years(request: HttpRequest) -> Among:
    rows = commitments.reached(signed_in(request)).exclude(year=None).order_by("-year")
    return Among(
        rows.values_list("year", flat=True).distinct(), lambda year: (year, str(year)), value="year", search=()
    )


def _overdue(rows: QuerySet[Commitment], chosen: str) -> QuerySet[Commitment]:
    today: date = clock.today()
    open_rows = rows.exclude(state__in=["closed", "verified"])
    return open_rows.filter(deadline__lt=today) if chosen == "overdue" else rows.filter(deadline=None)


def _timing(_request: HttpRequest) -> Choices:
    return [("overdue", _("已过期限")), ("none", _("未定期限"))]


def _kinds(_request: HttpRequest) -> Choices:
    return list(Commitment.Kind.choices)


def _figure(row: Commitment) -> Any:
    return row.value.normalize() if row.value is not None else None


COMMITMENTS = Listing(
    name="ledger",
    title=_("台账"),
    columns=(
        Column("title", _("内容"), lambda row: row.title, sort=("title",)),
        Column("target", _("目标"), lambda row: row.amount, cell="ledger/_target.html", numeric=True),
        Column("area", _("工作领域"), lambda row: row.area, sort=("area",)),
        Column("place", _("地区"), lambda row: row.place.name, sort=("place__code",)),
        Column("lead", _("牵头单位"), lambda row: str(row.lead or ""), ("lead__name",), cell="ledger/_lead.html"),
        Column("deadline", _("期限"), lambda row: row.deadline, sort=("deadline",)),
        Column("state", _("状态"), lambda row: row.standing.label, ("state",), cell="ledger/_state.html"),
        Column("document", _("文件"), lambda row: row.document_title or "", shown=False),
        Column("kind", _("类别"), lambda row: row.get_kind_display(), sort=("kind",), shown=False),
        Column("year", _("年度"), lambda row: row.year, sort=("year",), shown=False),
        Column("key", _("重点"), lambda row: _("重点") if row.key else "", shown=False),
        Column("strength", _("强度"), lambda row: row.get_strength_display(), shown=False),
        Column("value", _("目标值"), _figure, sort=("value",), export_only=True),
        Column("unit", _("单位"), lambda row: row.unit, export_only=True),
    ),
    filters=(
        Filter("area", _("工作领域"), _by_area, _areas),
        Filter("lead", _("牵头单位"), _by_lead, _leads),
        Filter("place", _("地区"), _by_place, _places),
        Filter("level", _("层级"), lambda rows, level: rows.filter(place__level=level), _levels, quiet=True),
        Filter("state", _("状态"), lambda rows, state: rows.filter(state=state), _states),
        Filter("document", _("文件"), _by_document, _documents),
        Filter("year", _("年度"), lambda rows, year: rows.filter(year=int(year)), _years),
        Filter("kind", _("类别"), lambda rows, kind: rows.filter(kind=kind), _kinds),
        Filter("time", _("时限"), _overdue, _timing),
        Filter("words", _("原文含"), _by_words),
    ),
    search=("title__icontains", "area__icontains"),
    search_hint=_("内容或领域"),
    href=lambda row: reverse("ledger:commitment", args=[row.pk]),
    empty="ledger/_no_commitments.html",
    among=lambda request: commitments.reached(signed_in(request)),
)

DOCUMENTS = Listing(
    name="documents",
    title=_("文件"),
    columns=(
        Column("title", _("标题"), lambda row: row.title, sort=("title",)),
        Column("kind", _("文种"), lambda row: row.kind, sort=("kind",)),
        Column("issuer", _("发文单位"), lambda row: row.issuer, sort=("issuer",)),
        Column("place", _("地区"), lambda row: row.place.name, sort=("place__code",)),
        Column("year", _("年度"), lambda row: row.year or "", sort=("year",)),
        Column("commitments", _("入账"), lambda row: row.commitments, sort=("commitments",), numeric=True),
        Column("status", _("状态"), lambda row: row.get_status_display(), sort=("status",)),
        Column("uploaded", _("上传时间"), lambda row: row.uploaded_at, sort=("uploaded_at",)),
        Column("uploader", _("上传人"), lambda row: str(row.uploaded_by or ""), shown=False),
    ),
    filters=(
        Filter(
            "status", _("状态"), lambda rows, s: rows.filter(status=s), lambda _request: list(Document.Status.choices)
        ),
    ),
    search=("title__icontains", "name__icontains", "issuer__icontains"),
    search_hint=_("标题、文件名或单位"),
    order=("-uploaded_at", "-pk"),
    href=lambda row: reverse("ledger:document", args=[row.pk]),
    empty="ledger/_no_documents.html",
)

INDICATORS = Listing(
    name="indicators",
    title=pgettext_lazy("list", "指标"),
    columns=(
        Column("name", _("名称"), lambda row: row.name, sort=("name",)),
        Column("unit", _("单位"), lambda row: row.unit, sort=("unit",)),
        Column("polarity", _("方向"), lambda row: row.get_polarity_display(), sort=("polarity",)),
        Column("adds_up", _("汇总方式"), lambda row: row.get_adds_up_display(), sort=("adds_up",)),
        Column("area", _("工作领域"), lambda row: row.area, sort=("area",)),
        Column("aliases", _("别名"), lambda row: "、".join(each.name for each in row.aliases.all())),
        Column("definition", _("口径"), lambda row: row.definition),
    ),
    filters=(
        Filter(
            "adds", _("汇总方式"), lambda rows, a: rows.filter(adds_up=a), lambda _r: list(Indicator.Adding.choices)
        ),
    ),
    search=("name__icontains", "area__icontains", "definition__icontains"),
    search_hint=_("名称、领域或口径"),
    order=("area", "name"),
    href=lambda row: reverse("ledger:indicator", args=[row.pk]),
    empty="ledger/_no_indicators.html",
)
