"""Keeping totals up to date: each lock is carried forward and up the tree at once, nothing waits for a nightly run.

Everything here runs inside an action's transaction. Whoever changes a tree first holds its root, so that two changes of one tree
follow each other and those of different trees need not wait.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import OuterRef, QuerySet, Subquery

from taizhang.journal.writes import wrote
from taizhang.ledger.models import Commitment
from taizhang.progress.amounts import NOTHING, Amount
from taizhang.progress.models import Position, Report, Total
from taizhang.progress.queries.recounting import recounted
from taizhang.progress.queries.totals import tree
from taizhang.progress.queries.trees import Ancestry, ancestry

BATCH = 500
_KEPT = ("commitment_id", "on", "value", "denominator", "expected", "reported")
_LOCKED = ("locked_value", "locked_denominator", "locked_versions")
_STANDING = ("standing_value", "standing_denominator")

Dated = TypeVar("Dated", Total, Report)


@dataclass(frozen=True, slots=True)
class Rise:
    """By how much a commitment's standing rises from a day (included) until another (not included)."""

    commitment: int
    on: date
    until: date | None
    amount: Amount
    newly: int

    def covers(self, on: date) -> bool:
        """Whether the rise is there on that day."""
        return self.on <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Days:
    """The days a commitment was asked about, through its shares and itself, in order; see ``series`` for what that means."""

    through_shares: list[date] = field(default_factory=list)
    itself: list[date] = field(default_factory=list)

    def by_shares(self, on: date) -> bool:
        """Whether on that day it stands at what its shares come to."""
        shares, itself = bisect_right(self.through_shares, on), bisect_right(self.itself, on)
        return bool(shares) and (not itself or self.through_shares[shares - 1] >= self.itself[itself - 1])


def hold(commitments: Iterable[Commitment]) -> Ancestry:
    """Lock the trees the commitments belong to until the transaction ends; returns who stands above each."""
    lines = ancestry(commitments)
    roots = sorted({lines.root(pk) for pk in lines.above})
    Position.objects.bulk_create([Position(pk=root) for root in roots], batch_size=BATCH, ignore_conflicts=True)
    list(Position.objects.select_for_update().filter(pk__in=roots).order_by("pk"))
    return lines


def bring_up(lines: Ancestry, reports: Sequence[Report], amounts: Mapping[int, Amount]) -> set[int]:
    """Lock ``amounts`` (by key of the report) as what stands for the reports, from their days on and up the tree.

    Sets the reports' locked and standing values, which the caller saves with whatever else it changed, and saves those of
    later days. Returns the commitments whose numbers may have changed. Raises nothing: the caller has checked what is locked.
    """
    ordered = sorted(reports, key=lambda report: report.on)
    series = _series(ordered)
    rises = [_carry(series[report.commitment_id], report, amounts[report.pk]) for report in ordered]
    given = {report.pk for report in reports}
    later = [each for those in series.values() for each in those if each.pk not in given]
    Report.objects.bulk_update(later, _STANDING, batch_size=BATCH)
    _climb(lines, rises)
    if any(node.adds_up == "latest" for node in lines.nodes.values()):
        # The walk reads what is saved.
        Report.objects.bulk_update(reports, (*_LOCKED, *_STANDING), batch_size=BATCH)
        _walk({lines.root(report.commitment_id) for report in reports}, ordered[0].on)
    return {report.commitment_id for report in reports}.union(*(lines.above[each.commitment] for each in rises))


def _series(reports: Sequence[Report]) -> dict[int, list[Report]]:
    """Of each commitment its reports from the first of these on, these very objects among them."""
    given = {report.pk: report for report in reports}
    commitments = {report.commitment_id for report in reports}
    series: dict[int, list[Report]] = {pk: [] for pk in commitments}
    first = min((report.on for report in reports), default=date.max)
    for each in Report.objects.filter(commitment__in=commitments, on__gte=first).order_by("on"):
        series[each.commitment_id].append(given.get(each.pk, each))
    return series


def _carry(series: Sequence[Report], report: Report, amount: Amount) -> Rise:
    """Give the report, and those after it that have nothing locked of their own, what now stands."""
    before = Amount(report.standing_value, report.standing_denominator)
    first = not report.is_locked
    report.locked_value, report.locked_denominator = amount.value, amount.denominator
    report.locked_versions += 1
    later = [each for each in series if each.on > report.on]
    until = next((each.on for each in later if each.is_locked), None)
    for each in [report, *later]:
        if until is None or each.on < until:
            each.standing_value, each.standing_denominator = amount.value, amount.denominator
    return Rise(report.commitment_id, report.on, until, amount - before, int(first))


def _climb(lines: Ancestry, rises: Sequence[Rise]) -> None:
    """Add every rise to the totals above it, on the days on which it reaches them."""
    above = {node for rise in rises for node in lines.above[rise.commitment]}
    first = min((rise.on for rise in rises), default=date.max)
    kept = _by_commitment(Total.objects.filter(commitment__in=above, on__gte=first))
    asked = _asked({*above, *(rise.commitment for rise in rises)})
    changed: dict[int, Total] = {}
    for rise in rises:
        amount, counts = rise.amount, rise.newly if rise.on not in asked[rise.commitment].through_shares else 0
        through = [asked[rise.commitment]]
        for node in lines.above[rise.commitment]:
            amount = _passed_on(amount, lines.nodes[node].adds_up)
            for each in kept.get(node, ()):
                if rise.covers(each.on) and _reaches(through, each.on):
                    _add(each, amount)
                each.reported += counts if each.on == rise.on else 0
                changed[each.pk] = each
            through.append(asked[node])
    _keep(changed.values())


def _reaches(through: Sequence[Days], on: date) -> bool:
    """Whether on that day the first answers itself, and each after it through its shares."""
    reporting, *between = through
    return not reporting.by_shares(on) and all(each.by_shares(on) for each in between)


def _passed_on(amount: Amount, adds_up: str) -> Amount:
    """What of a rise reaches the total of a commitment that adds up so, and whatever stands above it."""
    match adds_up:
        case "ratio":
            return amount
        case "sum":
            return Amount(amount.value)
    return NOTHING


def _add(to: Total, amount: Amount) -> None:
    raised = Amount(to.value, to.denominator) + amount
    to.value, to.denominator = raised.value, raised.denominator


def _asked(nodes: Collection[int]) -> dict[int, Days]:
    """Of each node the days it was asked about."""
    days = {node: Days() for node in nodes}
    for pk, on in Total.objects.filter(commitment__in=nodes).order_by("on").values_list("commitment_id", "on"):
        days[pk].through_shares.append(on)
    for pk, on in Report.objects.filter(commitment__in=nodes).order_by("on").values_list("commitment_id", "on"):
        days[pk].itself.append(on)
    return days


def rebuild(roots: Collection[int], since: date = date.min) -> set[int]:
    """Work the totals of whole trees out anew from that day on; returns the commitments in them."""
    with recounted(roots) as anew:
        nodes = anew.write(since)
    return nodes | _walk(anew.walked, since)


def _walk(roots: Collection[int], since: date) -> set[int]:
    """The same in memory, tree by tree, for those that the database leaves to it."""
    nodes: set[int] = set()
    for root in Commitment.objects.filter(pk__in=roots).select_related("indicator"):
        nodes |= _rebuild(root, since)
    return nodes


def _rebuild(root: Commitment, since: date) -> set[int]:
    whole = tree(root)
    sums = whole.sums()
    nodes = {root.pk, *whole.children, *(pk for those in whole.children.values() for pk in those)}
    wanted = {(node, on): each for node, days in sums.items() for on, each in days.items() if on >= since}
    kept = Total.objects.filter(commitment__in=nodes, on__gte=since)
    Total.objects.filter(pk__in=[each.pk for each in kept if (each.commitment_id, each.on) not in wanted]).delete()
    _keep(
        Total(
            commitment_id=node,
            on=on,
            value=each.amount.value,
            denominator=each.amount.denominator,
            expected=each.expected,
            reported=each.reported,
        )
        for (node, on), each in wanted.items()
    )
    return nodes


def _keep(totals: Iterable[Total]) -> None:
    """Save totals, those of a commitment and day that were there and those that were not."""
    Total.objects.bulk_create(
        [Total(**{name: getattr(each, name) for name in _KEPT}) for each in totals],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["commitment", "on"],
        update_fields=["value", "denominator", "expected", "reported"],
    )


def settle(commitments: Collection[int]) -> None:
    """Bring the position of each commitment to its latest total or report, whichever was asked last."""
    totals, reports = _latest(Total.objects.all(), commitments), _latest(Report.objects.all(), commitments)
    positions = []
    for pk in sorted(commitments):
        whole, own = totals.get(pk), reports.get(pk)
        if whole is not None and (own is None or whole.on >= own.on):
            positions.append(_of_total(whole))
        else:
            positions.append(_of_report(own) if own is not None else Position(commitment_id=pk))
    Position.objects.bulk_create(
        positions,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["commitment"],
        update_fields=["on", "value", "denominator", "expected", "reported"],
    )
    wrote(Position, (each.commitment_id for each in positions))


def _of_total(whole: Total) -> Position:
    return Position(
        commitment_id=whole.commitment_id,
        on=whole.on,
        value=whole.value,
        denominator=whole.denominator,
        expected=whole.expected,
        reported=whole.reported,
    )


def _of_report(own: Report) -> Position:
    standing = Amount(own.standing_value, own.standing_denominator)
    return Position(
        commitment_id=own.commitment_id,
        on=own.on,
        value=standing.value,
        denominator=standing.denominator,
        expected=1,
        reported=int(own.is_locked),
    )


def _latest(rows: QuerySet[Dated], commitments: Collection[int]) -> dict[int, Dated]:
    newest = rows.filter(commitment=OuterRef("commitment")).order_by("-on").values("on")[:1]
    return {each.commitment_id: each for each in rows.filter(commitment__in=commitments, on=Subquery(newest))}


def _by_commitment(rows: QuerySet[Total]) -> dict[int, list[Total]]:
    found: dict[int, list[Total]] = {}
    for each in rows:
        found.setdefault(each.commitment_id, []).append(each)
    return found
