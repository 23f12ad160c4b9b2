"""Slips and talks as lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import Organisation
from taizhang.accounts.requests import signed_in
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries import documents
from taizhang.places.models import Place
from taizhang.progress.models import Delay, Slip, SlipItem, Talk
from taizhang.progress.queries import slips
from taizhang.progress.states import OPEN, SLIP, UNANSWERED
from taizhang.ui.charts import Span
from taizhang.ui.lists import Among, Choices, Column, Filter, Listing

#: Days since issuing, as the chart of ages counts them.
ENDS = (3, 7, 15, 30)
SPANS = (Span(0, 3), Span(4, 7), Span(8, 15), Span(16, 30), Span(31))


def _levels(_request: HttpRequest) -> Choices:
    return list(Slip.Level.choices)


def _causes(_request: HttpRequest) -> Choices:
    return list(Slip.Cause.choices)


def _states(request: HttpRequest) -> Choices:
    hidden = set() if signed_in(request).has_perm("progress.issue_slip") else {"proposed", "dropped"}
    names = [(name, state.label) for name, state in SLIP.states().items() if name not in hidden]
    return [("open", _("（未办结）")), *names]


def _by_state(rows: QuerySet[Slip], state: str) -> QuerySet[Slip]:
    return rows.filter(state__in=OPEN) if state == "open" else rows.filter(state=state)


def _organisations(request: HttpRequest) -> Among:
    addressed = slips.reached(signed_in(request)).filter(addressee=OuterRef("pk"))
    rows = Organisation.objects.filter(Exists(addressed)).select_related("place")
    return Among(
        rows.order_by(Length("place__code"), "place__code", "kind", "name", "pk"),
        lambda each: (each.pk, each.located),
        search=("name__icontains", "short_name__icontains", "place__name__icontains"),
    )


def _ages(_request: HttpRequest) -> Choices:
    return [(f"{span.first}-{span.last or ''}", str(span)) for span in SPANS]


def _by_age(rows: QuerySet[Slip], span: str) -> QuerySet[Slip]:
    first, _dash, last = span.partition("-")
    today = clock.today()
    rows = rows.filter(state__in=OPEN, issued_on__lte=today - timedelta(days=int(first)))
    return rows.filter(issued_on__gte=today - timedelta(days=int(last))) if last else rows


def _timing(_request: HttpRequest) -> Choices:
    return [
        ("late", _("逾期未回复")),
        ("soon", _("三天内截止")),
        ("missed", _("曾逾期")),
        ("delay", _("延期待批复")),
        ("unanswered", _("待回复")),
    ]


def _about(name: str) -> Callable[[QuerySet[Slip], str], QuerySet[Slip]]:
    """Narrows to slips about a commitment of which this holds."""

    def narrow(rows: QuerySet[Slip], chosen: str) -> QuerySet[Slip]:
        wanted = "" if chosen == "-" else chosen
        return rows.filter(pk__in=SlipItem.objects.filter((f"commitment__{name}", wanted)).values("slip"))

    return narrow


def _areas(request: HttpRequest) -> Among:
    about = SlipItem.objects.filter(slip__in=slips.reached(signed_in(request))).exclude(commitment__area="")
    areas = about.order_by("commitment__area").values_list("commitment__area", flat=True).distinct()
    return Among(
        areas,
        lambda area: (area, area),
        value="commitment__area",
        search=("commitment__area__icontains",),
        # Charts lead to what has none; few would look for it.
        before=(("-", _("（未分领域）")),) if request.GET.get("area") == "-" else (),
    )


def _years(_request: HttpRequest) -> Choices:
    rows = Commitment.objects.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return [(year, str(year)) for year in rows[:50]]


def _documents(request: HttpRequest) -> Among:
    rows = documents.visible(signed_in(request)).select_related(None).only("title").order_by("-uploaded_at", "-pk")
    return Among(rows, lambda each: (each.pk, each.title), search=("title__icontains",))


def _places(_request: HttpRequest) -> Among:
    rows = Place.objects.filter(valid_to=None).select_related("parent")
    return Among(rows, lambda each: (each.code, each.located), value="code", search=("name__icontains",))


def _by_place(rows: QuerySet[Slip], code: str) -> QuerySet[Slip]:
    place = Place.objects.filter(code=code, valid_to=None).first()
    return rows.filter(addressee__place__path__within=place.path) if place else rows


def _by_time(rows: QuerySet[Slip], chosen: str) -> QuerySet[Slip]:
    today = clock.today()
    match chosen:
        case "late":
            return rows.filter(Q(missed__gt=0) | Q(due__lt=today), state__in=UNANSWERED)
        case "soon":
            return rows.filter(state__in=UNANSWERED, due__range=(today, today + timedelta(days=3)))
        case "delay":
            waiting = Delay.objects.filter(answer=Delay.Answer.WAITING)
            return rows.filter(pk__in=waiting.values("slip"))
        case "unanswered":
            return rows.filter(state__in=UNANSWERED)
        case _:
            return rows.filter(missed__gt=0)


def _age(row: Any) -> int | None:
    """Days from issuing to its end, or to today."""
    if row.issued_on is None:
        return None
    until: date = row.ended_on or clock.today()
    issued: date = row.issued_on
    return (until - issued).days


SLIPS = Listing(
    name="slips",
    title=_("督办单"),
    columns=(
        Column("code", _("编号"), lambda row: row.code, sort=("year", "number")),
        Column("level", _("等级"), lambda row: row.get_level_display(), ("-gravity",), cell="progress/_level.html"),
        Column("subject", _("督办事项"), lambda row: row.subject),
        Column("cause", _("事由"), lambda row: row.get_cause_display(), sort=("cause",)),
        Column("addressee", _("承办单位"), lambda row: str(row.addressee), sort=("addressee__name",)),
        Column("issued", _("发出日期"), lambda row: row.issued_on, sort=("issued_on",)),
        Column("due", _("回复截止"), lambda row: row.due, sort=("due",), cell="progress/_due.html"),
        Column("age", _("已开天数"), _age, sort=("-issued_on",), numeric=True),
        Column("state", _("状态"), lambda row: row.standing.label, ("state",), cell="progress/_slip_state.html"),
        Column("missed", _("逾期次数"), lambda row: row.missed, ("missed",), numeric=True, shown=False),
        Column("issuer", _("签发单位"), lambda row: str(row.issuer or ""), shown=False),
        Column("ended", _("办结日期"), lambda row: row.ended_on, sort=("ended_on",), shown=False),
        Column("text", _("督办要求"), lambda row: row.text, export_only=True),
    ),
    filters=(
        Filter("level", _("等级"), lambda rows, level: rows.filter(level=level), _levels),
        Filter("state", _("状态"), _by_state, _states),
        Filter("who", _("承办单位"), lambda rows, pk: rows.filter(addressee=int(pk)), _organisations),
        Filter("cause", _("事由"), lambda rows, cause: rows.filter(cause=cause), _causes),
        Filter("age", _("已开"), _by_age, _ages),
        Filter("time", _("时限"), _by_time, _timing),
        Filter("area", _("工作领域"), _about("area"), _areas, quiet=True),
        Filter("year", _("年度"), _about("year"), _years, quiet=True),
        Filter("document", _("文件"), _about("sources__document"), _documents, quiet=True),
        Filter("place", _("承办地区"), _by_place, _places, quiet=True),
    ),
    search=("subject__icontains", "text__icontains", "addressee__name__icontains"),
    search_hint=_("事项、要求或单位"),
    order=("-created", "-pk"),
    href=lambda row: reverse("supervision:slip", args=[row.pk]),
    empty="progress/_no_slips.html",
)


def _held(rows: QuerySet[Talk], answer: str) -> QuerySet[Talk]:
    return rows.exclude(held_on=None) if answer == "yes" else rows.filter(held_on=None)


TALKS = Listing(
    name="talks",
    title=_("约谈"),
    columns=(
        Column("organisation", _("约谈单位"), lambda row: str(row.organisation), sort=("organisation__name",)),
        Column("called", _("提出日期"), lambda row: row.called_on, sort=("called_on",)),
        Column("slips", _("红色督办单"), lambda row: row.slips_count, sort=("slips_count",), numeric=True),
        Column("held", _("约谈日期"), lambda row: row.held_on, sort=("held_on",)),
        Column("place", _("地区"), lambda row: row.place.name, sort=("place__code",), shown=False),
        Column("words", _("约谈情况"), lambda row: row.words, export_only=True),
    ),
    filters=(Filter("held", _("已约谈"), _held, lambda _request: [("no", _("否")), ("yes", _("是"))]),),
    search=("organisation__name__icontains", "words__icontains"),
    search_hint=_("单位或约谈情况"),
    order=("-called_on", "-pk"),
    href=lambda row: reverse("supervision:talk", args=[row.pk]),
    empty="progress/_no_talks.html",
)
