"""The lists of progress."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Length
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang import clock
from taizhang.accounts.models import Organisation
from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import within
from taizhang.ledger.models import Commitment
from taizhang.places.models import Place
from taizhang.progress.models import Closing, Period, Report
from taizhang.progress.queries import periods, reports
from taizhang.progress.states import CLOSING, REPORT
from taizhang.ui.lists import Among, Choices, Column, Filter, Listing

#: A choice among more than this is no choice; the search does better.
OFFERED = 300


def _periods(request: HttpRequest) -> Choices:
    return [(each.pk, str(each)) for each in periods.visible(signed_in(request))[:OFFERED]]


def _by_period(rows: QuerySet[Report], pk: str) -> QuerySet[Report]:
    # The day is that of the period; said again it leads into the index that has the order.
    last = Period.objects.order_by().filter(pk=int(pk)).values("last")
    return rows.filter(period=int(pk), on=Subquery(last))


def _states(_request: HttpRequest) -> Choices:
    return [(name, state.label) for name, state in REPORT.states().items()]


def _among(request: HttpRequest) -> QuerySet[Report]:
    return within(signed_in(request), "progress.view", Report.objects.order_by())


def _areas(request: HttpRequest) -> Among:
    asked = _among(request).filter(commitment=OuterRef("pk"))
    rows = Commitment.objects.filter(Exists(asked)).exclude(area="").order_by("area")
    return Among(
        rows.values_list("area", flat=True).distinct(),
        lambda area: (area, area),
        value="area",
        search=("area__icontains",),
    )


def _owners(request: HttpRequest) -> Among:
    owing = within(signed_in(request), "progress.view", Report.objects.filter(owner=OuterRef("pk")))
    rows = Organisation.objects.filter(Exists(owing)).select_related("place")
    return Among(
        rows.order_by(Length("place__code"), "place__code", "kind", "name", "pk"),
        lambda each: (each.pk, each.located),
        search=("name__icontains", "short_name__icontains", "place__name__icontains"),
    )


def _places(_request: HttpRequest) -> Among:
    rows = Place.objects.filter(valid_to=None).select_related("parent")
    return Among(rows, lambda each: (each.code, each.located), value="code", search=("name__icontains",))


def _by_place(rows: QuerySet[Report], code: str) -> QuerySet[Report]:
    place = Place.objects.filter(code=code, valid_to=None).first()
    return rows.filter(owner__place__path__within=place.path) if place else rows


def _waiting(_request: HttpRequest) -> Choices:
    return [("owner", _("等填报单位报")), ("late", _("逾期未报"))]


def _by_waiting(rows: QuerySet[Report], chosen: str) -> QuerySet[Report]:
    return reports.late(rows, clock.today()) if chosen == "late" else reports.with_owner(rows)


def _corrected(rows: QuerySet[Report], _chosen: str) -> QuerySet[Report]:
    return rows.filter(locked_versions__gt=1)


def _plain(name: str) -> Any:
    def value(row: Report) -> Any:
        found = getattr(row, name)
        return None if found is None else found.normalize() + 0

    return value


REPORTS = Listing(
    name="reports",
    title=_("填报记录"),
    columns=(
        Column("title", _("内容"), lambda row: row.commitment.title, sort=("commitment__title",)),
        Column("place", _("地区"), lambda row: row.commitment.place.name, sort=("commitment__place__code",)),
        Column("period", _("填报期"), lambda row: str(row.period), sort=("on",)),
        Column("owner", _("填报单位"), lambda row: str(row.owner), sort=("owner__name",)),
        Column("area", _("工作领域"), lambda row: row.commitment.area, sort=("commitment__area",), shown=False),
        Column("this", _("本期"), _plain("this"), cell="progress/_this.html", numeric=True),
        Column("value", _("累计"), _plain("value"), cell="progress/_value.html", numeric=True),
        Column("denominator", _("分母"), _plain("denominator"), export_only=True),
        Column("unit", _("单位"), lambda row: row.commitment.unit, export_only=True),
        Column("locked", _("锁定值"), _plain("locked_value"), export_only=True),
        Column("versions", _("锁定版本"), lambda row: row.locked_versions or "", shown=False, numeric=True),
        Column("due", _("填报截止"), lambda row: row.due, sort=("due",)),
        Column("state", _("状态"), lambda row: row.standing.label, sort=("state",), cell="progress/_state.html"),
        Column("note", _("进展说明"), lambda row: row.note, shown=False),
        Column("problem", _("存在问题"), lambda row: row.problem, shown=False),
        Column("help", _("需要协调"), lambda row: row.help_wanted, shown=False),
    ),
    filters=(
        Filter("period", _("填报期"), _by_period, _periods),
        Filter("owner", _("填报单位"), lambda rows, pk: rows.filter(owner=int(pk)), _owners),
        Filter("area", _("工作领域"), lambda rows, area: rows.filter(commitment__area=area), _areas),
        Filter("state", _("状态"), lambda rows, state: rows.filter(state=state), _states),
        Filter("waits", _("未报"), _by_waiting, _waiting),
        Filter("place", _("填报地区"), _by_place, _places, quiet=True),
        Filter("corrected", _("更正"), _corrected, lambda _request: [("yes", _("更正过的"))]),
    ),
    search=("commitment__title__icontains", "note__icontains", "problem__icontains", "help_wanted__icontains"),
    search_hint=_("内容、说明或问题"),
    order=("-on", "commitment__area", "commitment__title", "pk"),
    order_of_many=("-on", "-pk"),
    href=lambda row: reverse("progress:report", args=[row.pk]),
    empty="progress/_no_reports.html",
    among=_among,
)

REVIEW = Listing(
    name="review",
    title=_("待审核的填报"),
    columns=(
        Column("title", _("内容"), lambda row: row.commitment.title, sort=("commitment__title",)),
        Column("owner", _("填报单位"), lambda row: str(row.owner), sort=("owner__place__code", "owner__name")),
        Column("period", _("填报期"), lambda row: str(row.period), sort=("on",), cell="progress/_period.html"),
        Column("last", _("上期累计"), lambda row: row.last_value, cell="progress/_last.html", numeric=True),
        Column("this", _("本期"), _plain("this"), cell="progress/_this.html", numeric=True),
        Column("value", _("累计"), _plain("value"), cell="progress/_value.html", numeric=True),
        Column("target", _("目标"), lambda row: row.commitment.amount, cell="progress/_aim.html", numeric=True),
        Column("doubts", _("提示与说明"), lambda row: row.explanation, cell="progress/_doubted.html"),
        Column("files", _("佐证"), lambda row: row.files, numeric=True),
        Column("state", _("状态"), lambda row: row.standing.label, sort=("state",), cell="progress/_state.html"),
        Column("note", _("进展说明"), lambda row: row.note, shown=False),
        Column("problem", _("存在问题"), lambda row: row.problem, shown=False),
        Column("help", _("需要协调"), lambda row: row.help_wanted, shown=False),
        Column("back", _("退回"), lambda row: "", cell="progress/_send_back.html"),
    ),
    filters=(
        Filter("period", _("填报期"), lambda rows, pk: rows.filter(period=int(pk)), _periods),
        Filter("area", _("工作领域"), lambda rows, area: rows.filter(commitment__area=area), _areas),
        Filter(
            "doubtful",
            _("提示"),
            lambda rows, chosen: rows.exclude(doubts=[]) if chosen == "yes" else rows.filter(doubts=[]),
            lambda _request: [("yes", _("有提示")), ("no", _("没有提示"))],
        ),
    ),
    search=("commitment__title__icontains", "owner__name__icontains"),
    search_hint=_("内容或单位"),
    order=("commitment__title", "owner__place__code", "on", "pk"),
    href=lambda row: reverse("progress:report", args=[row.pk]),
    empty="progress/_nothing_to_review.html",
    among=_among,
)

PERIODS = Listing(
    name="periods",
    title=pgettext_lazy("list", "填报期"),
    columns=(
        Column("name", _("名称"), lambda row: row.name, sort=("last",)),
        Column("place", _("地区"), lambda row: row.place.name, sort=("place__code",)),
        Column("kind", _("类别"), lambda row: row.get_kind_display(), sort=("kind",)),
        Column("span", _("起止"), lambda row: f"{row.first} — {row.last}"),
        Column("due", _("填报截止"), lambda row: row.due, sort=("due",)),
        Column("asked", _("应报"), lambda row: row.counts.asked, numeric=True),
        Column("answered", _("已报"), lambda row: row.counts.answered, numeric=True),
        Column("locked", _("已锁定"), lambda row: row.counts.locked, numeric=True),
        Column("owners", _("报齐单位"), lambda row: row.counts.complete, cell="progress/_complete.html", numeric=True),
        Column("state", _("状态"), lambda row: row.get_state_display(), sort=("state",)),
    ),
    filters=(
        Filter("state", _("状态"), lambda rows, state: rows.filter(state=state), lambda _r: list(Period.State.choices)),
        Filter("kind", _("类别"), lambda rows, kind: rows.filter(kind=kind), lambda _r: list(Period.Kind.choices)),
    ),
    search=("name__icontains", "place__name__icontains"),
    search_hint=_("名称或地区"),
    order=("-last", "-pk"),
    href=lambda row: reverse("progress:period", args=[row.pk]),
    empty="progress/_no_periods.html",
    fill=periods.fill,
)


def _closing_states(_request: HttpRequest) -> Choices:
    return [(name, state.label) for name, state in CLOSING.states().items()]


def _reviewers(request: HttpRequest) -> Among:
    asked = within(signed_in(request), "progress.view", Closing.objects.filter(reviewer=OuterRef("pk")))
    rows = Organisation.objects.filter(Exists(asked)).select_related("place")
    return Among(rows.order_by("name", "pk"), lambda each: (each.pk, each.located), before=(("-", _("（专班）")),))


def _by_reviewer(rows: QuerySet[Closing], chosen: str) -> QuerySet[Closing]:
    return rows.filter(reviewer=None) if chosen == "-" else rows.filter(reviewer=int(chosen))


CLOSINGS = Listing(
    name="closings",
    title=pgettext_lazy("list", "销号申请"),
    columns=(
        Column("title", _("内容"), lambda row: row.commitment.title, sort=("commitment__title",)),
        Column("place", _("地区"), lambda row: row.commitment.place.name, sort=("commitment__place__code",)),
        Column("owner", _("申请单位"), lambda row: str(row.owner), sort=("owner__name",)),
        Column("key", _("重点"), lambda row: _("重点") if row.commitment.key else "", sort=("commitment__key",)),
        Column("files", _("佐证"), lambda row: row.files, numeric=True),
        Column("applied", _("申请时间"), lambda row: row.applied_at, sort=("applied_at",)),
        Column("state", _("状态"), lambda row: row.standing.label, sort=("state",), cell="ledger/_state.html"),
        Column("closed", _("销号时间"), lambda row: row.closed_at, sort=("closed_at",)),
        Column("words", _("办结情况"), lambda row: row.words, shown=False),
        Column("findings", _("核验情况"), lambda row: row.findings, shown=False),
    ),
    filters=(
        Filter("state", _("状态"), lambda rows, state: rows.filter(state=state), _closing_states),
        Filter("reviewer", _("审核单位"), _by_reviewer, _reviewers, quiet=True),
    ),
    search=("commitment__title__icontains", "owner__name__icontains", "words__icontains"),
    search_hint=_("内容或单位"),
    order=("-applied_at", "-pk"),
    href=lambda row: reverse("progress:closing", args=[row.pk]),
    empty="progress/_no_closings.html",
)

DRAWS = Listing(
    name="draws",
    title=_("抽样记录"),
    columns=(
        Column("at", _("抽样时间"), lambda row: row.drawn_at, sort=("drawn_at",)),
        Column("place", _("地区"), lambda row: row.place.name),
        Column("share", _("比例（%）"), lambda row: row.share, numeric=True),
        Column("population", _("总体"), lambda row: len(row.population), numeric=True),
        Column("chosen", _("抽中"), lambda row: len(row.chosen), numeric=True),
        Column("by", _("抽样人"), lambda row: str(row.drawn_by or "")),
        Column("seed", _("随机种子"), lambda row: row.seed),
        Column("keys", _("抽中编号"), lambda row: "、".join(map(str, row.chosen)), shown=False),
    ),
    order=("-drawn_at", "-pk"),
    empty="progress/_no_draws.html",
)
