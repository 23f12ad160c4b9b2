"""The lists of reconciling: comparisons made, differences of one, what became of its promises, rulings signed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.ledger.models import Discrepancy, Ruling
from taizhang.ledger.templatetags.figures import field_words, plainly
from taizhang.ui.lists import Choices, Column, Filter, Listing


def _quotes(claims: list[dict[str, Any]]) -> str:
    return "\n".join(f"{claim['quote']}（《{claim['title']}》）" for claim in claims)


def _changes(row: Discrepancy) -> str:
    return "；".join(
        f"{field_words(each['field'])} {plainly(each['old'] or '—', each['field'])} → "
        f"{plainly(each['new'] or '—', each['field'])}"
        for each in row.changes
    )


def _ruled(row: Discrepancy) -> str:
    latest = next(iter(row.rulings.all()), None)
    if latest is None:
        return translated("待裁定") if row.needs_ruling else ""
    return f"{latest.get_stands_display()} {latest.figure}：{latest.reason}"


def _stands(_request: HttpRequest) -> Choices:
    return list(Ruling.Stands.choices)


def _of(row: Discrepancy) -> str:
    return reverse("ledger:difference", args=[row.pk])


RECONCILIATIONS = Listing(
    name="reconciliations",
    title=_("对账"),
    columns=(
        Column("old", _("原"), lambda row: str(row.old or translated("台账")), sort=("old__title",)),
        Column("new", _("新"), lambda row: str(row.new), sort=("new__title",)),
        Column("against", _("方式"), lambda row: row.get_against_display(), sort=("against",)),
        Column("found", _("不同"), lambda row: row.found, sort=("found",), numeric=True),
        Column("waiting", _("待裁定"), lambda row: row.waiting, ("waiting",), "ledger/_waiting.html", numeric=True),
        Column("made", _("对账时间"), lambda row: row.made_at, sort=("made_at",)),
        Column("maker", _("对账人"), lambda row: str(row.made_by or ""), shown=False),
    ),
    search=("old__title__icontains", "new__title__icontains"),
    search_hint=_("文件标题"),
    order=("-made_at", "-pk"),
    href=lambda row: reverse("ledger:reconciliation", args=[row.pk]),
    empty="ledger/_no_reconciliations.html",
)

#: Only written to files: on the page differences can be ruled on together.
DIFFERENCES = Listing(
    name="differences",
    title=pgettext_lazy("list", "差异"),
    columns=(
        Column("indicator", _("指标"), lambda row: row.indicator),
        Column("old", _("原文"), lambda row: _quotes(row.old_claims)),
        Column("new", _("新文"), lambda row: _quotes(row.new_claims)),
        Column("status", _("结果"), lambda row: row.get_status_display()),
        Column("changes", _("不同"), _changes),
        Column("ruling", _("裁定"), _ruled),
    ),
    order=("weight", "position", "pk"),
)

FOLLOWED = Listing(
    name="promises",
    title=_("承诺的下落"),
    columns=(
        Column("indicator", _("承诺"), lambda row: row.indicator, sort=("position",)),
        Column("old", _("原文"), lambda row: _quotes(row.old_claims), cell="ledger/_old_words.html"),
        Column("new", _("报告的结果"), lambda row: _quotes(row.new_claims), cell="ledger/_new_words.html"),
        Column("further", _("新目标"), lambda row: _quotes(row.further_claims), cell="ledger/_further_words.html"),
        Column("outcome", _("下落"), lambda row: row.get_outcome_display(), ("outcome",), "ledger/_outcome.html"),
    ),
    filters=(
        Filter(
            "outcome",
            _("下落"),
            lambda rows, outcome: rows.filter(outcome=outcome),
            lambda _request: list(Discrepancy.Outcome.choices),
        ),
    ),
    search=("indicator__icontains",),
    search_hint=_("指标"),
    order=("position", "pk"),
    href=_of,
    empty="ledger/_no_differences.html",
)

RULINGS = Listing(
    name="rulings",
    title=_("历次裁定"),
    columns=(
        Column("indicator", _("指标"), lambda row: row.discrepancy.indicator, sort=("discrepancy__indicator",)),
        Column("stands", _("裁定"), lambda row: row.get_stands_display(), sort=("stands",)),
        Column("figure", _("数值"), lambda row: row.figure, numeric=True),
        Column("reason", _("理由"), lambda row: row.reason),
        Column("person", _("裁定人"), lambda row: str(row.ruled_by), sort=("ruled_by__name",)),
        Column("time", _("裁定时间"), lambda row: row.ruled_at, sort=("ruled_at",)),
        Column("between", _("对账"), lambda row: str(row.discrepancy.reconciliation)),
        Column("words", _("裁定内容"), lambda row: row.words, shown=False),
    ),
    filters=(Filter("stands", _("裁定"), lambda rows, stands: rows.filter(stands=stands), _stands),),
    search=("discrepancy__indicator__icontains", "reason__icontains", "ruled_by__name__icontains"),
    search_hint=_("指标、理由或裁定人"),
    order=("-ruled_at", "-pk"),
    href=lambda row: _of(row.discrepancy),
    empty="ledger/_no_rulings.html",
)
