"""The rankings that a briefing shows: those of its place's schemes about the last day of its period, as frozen or as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import override

from taizhang.briefings.content import Correction, League, Rank
from taizhang.briefings.sourcing import Sources
from taizhang.measures.cardinals import plain
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError
from taizhang.progress.models import Period
from taizhang.rankings import words
from taizhang.rankings.models import Frozen, Scheme
from taizhang.rankings.queries.corrections import unprinted
from taizhang.rankings.queries.rankings import compute, opened
from taizhang.rankings.queries.schemes import newest_version
from taizhang.rankings.tables import Correction as Corrected
from taizhang.rankings.tables import Row, Table

_WHAT = {"value": "完成值", "per": "分母", "target": "目标值"}


@dataclass(frozen=True, slots=True)
class Standings:
    """The rankings with what was corrected in those frozen before and printed nowhere yet."""

    tables: Sequence[Table]
    corrections: Sequence[Corrected]


def standings(place: Place, period: Period) -> Standings:
    """Of each scheme of the place: the ranking frozen about the period's last day, else as it would be frozen now.

    A scheme in which nobody has a place yet, or which was frozen about a later day, is left out.
    """
    tables: list[Table] = []
    corrected: list[Corrected] = []
    for scheme in Scheme.objects.filter(group__place=place, ended=False).select_related("group__place").order_by("pk"):
        table = table_of(scheme, period)
        if table is not None and any(row.rank for row in table.rows):
            tables.append(table)
            corrected += _corrected(scheme, table, period)
    return Standings(tables, corrected)


def table_of(scheme: Scheme, period: Period) -> Table | None:
    """The ranking of one scheme about the last day of a period; ``None`` where it cannot be frozen about that day any more."""
    if there := Frozen.objects.filter(scheme=scheme, day=period.last).first():
        return opened(there)
    if Frozen.objects.filter(scheme=scheme, day__gt=period.last).exists():
        return None
    try:
        return compute(newest_version(scheme), period.last)
    except ActionError:
        # Its rules name an indicator that must not be ranked; the pages of rankings say so.
        return None


def leagues(found: Standings, sources: Sources) -> list[League]:
    """The rankings as the briefing shows them, their sources given."""
    with override("zh-hans"):
        return [_league(each, sources) for each in found.tables]


def ranking_corrections(found: Standings, sources: Sources) -> list[Correction]:
    """What was corrected in rankings that had gone out."""
    return [_correction(each, sources) for each in found.corrections]


def same(league: League, table: Table) -> bool:
    """Whether a ranking still gives everybody the place and the score that the briefing shows."""
    shown = [(each.place, each.position, each.value) for each in league.rows]
    return league.version == table.version and shown == [
        (row.name, str(row.rank or ""), row.score) for row in table.rows
    ]


def _corrected(scheme: Scheme, table: Table, period: Period) -> Sequence[Corrected]:
    if table.frozen is not None:
        return table.corrections
    return unprinted(list(Frozen.objects.filter(scheme=scheme, day__year=period.last.year)))


def _league(table: Table, sources: Sources) -> League:
    told = [f"{each.name}（权重{plain(each.item.weight)}）" for each in table.headings]
    days = {each.day for each in table.headings if each.day is not None}
    as_of = max(days).isoformat() if days else table.day.isoformat()
    rules = f"{table.name}第{table.version}版规则：{'、'.join(told)}"
    url = f"{reverse('rankings:league', args=[table.scheme])}?day={table.day.isoformat()}"
    note = sources.give(f"{table.name}名次和得分", f"{rules}；数据截至{as_of}", url)
    return League(
        name=f"{table.name}（{table.group}）",
        scheme=f"按“{table.name}”第{table.version}版规则，以{'、'.join(told)}计分。",
        rows=tuple(_rank(row, table) for row in table.rows),
        note=note,
        key=table.scheme,
        version=table.version,
        remarks=tuple(words.notice(each) for each in table.notices),
    )


def _rank(row: Row, table: Table) -> Rank:
    position = str(row.rank or "")
    certain = "" if row.certain or not row.rank else f"（可能在第{row.scored.best}至{row.scored.worst}位）"
    score = "" if row.score is None else f"{row.score:.2f}"
    url = f"{reverse('rankings:why', args=[table.scheme, row.place])}?day={table.day.isoformat()}"
    return Rank(row.name, position, score, _moved(row) + certain, row.score, url)


def _moved(row: Row) -> str:
    movement = row.movement
    if movement is None:
        return ""
    if not movement:
        return "持平"
    return f"上升{movement}位" if movement > 0 else f"下降{-movement}位"


def _correction(each: Corrected, sources: Sources) -> Correction:
    subject = f"{each.name}{each.indicator}{_WHAT[each.what]}"
    words = f"第{each.number}次冻结的比拼（截至{each.day.isoformat()}）与现行数"
    note = sources.give(f"{subject}更正", words, reverse("rankings:archive"))
    before = "" if each.was is None else str(plain(each.was))
    after = "" if each.now is None else str(plain(each.now))
    reason = "比拼所依据的数据已更正，当时的名次不改"
    return Correction("比拼更正", subject, f"截至{each.day.isoformat()}", before, after, reason, None, note)
