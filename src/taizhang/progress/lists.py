"""The lists of progress."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.progress.states import CLOSING
from taizhang.ui.lists import Choices, Column, Filter, Listing


def _closing_states(_request: HttpRequest) -> Choices:
    return [(name, state.label) for name, state in CLOSING.states().items()]


CLOSINGS = Listing(
    name="closings",
    title=_("销号申请"),
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
    filters=(Filter("state", _("状态"), lambda rows, state: rows.filter(state=state), _closing_states),),
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
