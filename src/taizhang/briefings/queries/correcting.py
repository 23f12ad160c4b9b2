"""Corrections since the last issue: what was locked and has a new version, and what was printed and is another number now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.urls import reverse

from taizhang import clock
from taizhang.briefings.content import Composition, Correction
from taizhang.briefings.queries.lines import reached
from taizhang.briefings.queries.standing import stood
from taizhang.briefings.sourcing import Sources
from taizhang.ledger.models import Commitment
from taizhang.ledger.models.commitments import amount
from taizhang.progress.amounts import Amount, percentage
from taizhang.progress.models import Version


def corrections(
    nodes: Collection[int], last: date, since: datetime, printed: Composition, sources: Sources
) -> list[Correction]:
    """What the issue before said otherwise first, then the reports behind it that were corrected."""
    return [*_published(printed, sources), *_locked(nodes, last, since, sources)]


def _published(printed: Composition, sources: Sources) -> list[Correction]:
    then = {each.commitment: each for each in printed.targets if each.actual is not None}
    commitments = Commitment.objects.select_related("indicator").in_bulk(list(then))
    now = stood(list(then), printed.last)
    found = []
    for pk, line in then.items():
        commitment, at = commitments.get(pk), now.get(pk)
        figure = at.figure(commitment) if commitment and at else None
        if commitment is None or at is None or figure is None or figure == line.actual:
            continue
        url = f"{reverse('progress:number', args=[pk])}?on={at.on.isoformat()}"
        note = sources.give(f"{line.title}更正", f"{printed.period}通报所列数与现行数", url, commitment=pk)
        words = reached(figure, commitment)
        reason = "所依据的填报已更正或补报，明细见下" if at.below else "所依据的填报已更正"
        found.append(Correction("上期通报数", line.title, printed.period, line.actual_words, words, reason, None, note))
    return found


def _locked(nodes: Collection[int], last: date, since: datetime, sources: Sources) -> list[Correction]:
    rows = Version.objects.filter(commitment__in=nodes, number__gt=1, locked_at__gt=since, on__lte=last)
    rows = rows.select_related("report__owner", "report__period", "commitment__indicator", "commitment__place")
    fresh = list(rows.order_by("locked_at", "pk"))
    before = _before({each.report_id for each in fresh})
    return [_correction(each, before, sources) for each in fresh]


def _before(reports: Collection[int]) -> dict[tuple[int, int], Version]:
    return {(each.report_id, each.number): each for each in Version.objects.filter(report__in=reports)}


def _correction(version: Version, before: Mapping[tuple[int, int], Version], sources: Sources) -> Correction:
    report, commitment = version.report, version.commitment
    was = before.get((version.report_id, version.number - 1))
    subject = f"{commitment.title}（{commitment.place.name}）"
    words = f"{report.owner.name}{report.period.name}填报第{version.number}版"
    note = sources.give(f"{subject}更正", words, reverse("progress:report", args=[report.pk]), commitment=commitment.pk)
    return Correction(
        kind="锁定数",
        subject=subject,
        period=report.period.name,
        before=_figure(commitment, was) if was else "",
        after=_figure(commitment, version),
        reason=version.reason,
        on=clock.day(version.locked_at),
        note=note,
    )


def _figure(commitment: Commitment, version: Version) -> str:
    value = version.value
    if commitment.adds_up == "ratio":
        value = percentage(Amount(version.value, version.denominator))
    return amount(value, commitment.unit) or version.note[:60]
