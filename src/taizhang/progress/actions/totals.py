"""Keeping totals up to date: each lock is carried forward and up the tree at once, nothing waits for a nightly run.

Everything here runs inside an action's transaction. Whoever changes a tree first holds its root, so that two changes of one tree
follow each other and those of different trees need not wait.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from taizhang.journal.writes import wrote
from taizhang.ledger.models import Commitment
from taizhang.progress.amounts import NOTHING, Amount
from taizhang.progress.models import Position, Report, Total
from taizhang.progress.queries.exact import ask
from taizhang.progress.queries.recounting import recounted
from taizhang.progress.queries.totals import tree
from taizhang.progress.queries.trees import Ancestry, ancestry, keys

BATCH = 500
_KEPT = ("commitment_id", "on", "value", "denominator", "expected", "reported")
_LOCKED = ("locked_value", "locked_denominator", "locked_versions")
_STANDING = ("standing_value", "standing_denominator")
_COURSE = ("commitment", "on", "locked_versions", *_STANDING)
#: The latest total or report of each; held in the order of keys, as every writer of positions holds them.
_SETTLE = """
INSERT INTO progress_position
    (commitment_id, "on", value, denominator, expected, reported, colour, confidence, confidence_words)
SELECT c.id, COALESCE(t."on", r."on"), CASE WHEN t.id IS NULL THEN r.standing_value ELSE t.value END,
    CASE WHEN t.id IS NULL THEN r.standing_denominator ELSE t.denominator END,
    COALESCE(t.expected, CASE WHEN r.id IS NULL THEN 0 ELSE 1 END),
    COALESCE(t.reported, CASE WHEN r.locked_versions > 0 THEN 1 ELSE 0 END), '', '', ''
FROM (
    SELECT c.id, (SELECT MAX("on") FROM progress_total t WHERE t.commitment_id = c.id) AS whole,
        (SELECT MAX("on") FROM progress_report r WHERE r.commitment_id = c.id) AS own
    FROM ledger_commitment c WHERE c.id IN ({keys})
) c
LEFT JOIN progress_total t ON t.commitment_id = c.id AND t."on" = c.whole AND (c.own IS NULL OR c.whole >= c.own)
LEFT JOIN progress_report r ON r.commitment_id = c.id AND r."on" = c.own
WHERE true ORDER BY c.id
ON CONFLICT (commitment_id) DO UPDATE SET "on" = excluded."on", value = excluded.value,
    denominator = excluded.denominator, expected = excluded.expected, reported = excluded.reported
"""
#: So many positions are brought up by one statement.
SETTLED = 5000


def _day(each: Total | Report) -> date:
    return each.on


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
class Course:
    """Of a commitment its totals and its own reports, each in the order of their days: when its shares and when itself were asked.

    See ``series`` for what that means.
    """

    totals: list[Total] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    def by_shares(self, on: date) -> bool:
        """Whether on that day it stands at what its shares come to."""
        shares, itself = bisect_right(self.totals, on, key=_day), bisect_right(self.reports, on, key=_day)
        return bool(shares) and (not itself or self.totals[shares - 1].on >= self.reports[itself - 1].on)


def hold(commitments: Iterable[Commitment]) -> Ancestry:
    """Lock the trees the commitments belong to until the transaction ends; returns who stands above each."""
    lines = ancestry(commitments)
    roots = sorted({lines.root(pk) for pk in lines.above})
    if missing := set(roots) - _held(roots):
        Position.objects.bulk_create([Position(pk=root) for root in missing], batch_size=BATCH, ignore_conflicts=True)
        _held(roots)
    return lines


def _held(roots: Collection[int]) -> set[int]:
    rows = Position.objects.select_for_update().filter(pk__in=roots).order_by("pk")
    return set(rows.values_list("pk", flat=True))


def bring_up(lines: Ancestry, reports: Sequence[Report], amounts: Mapping[int, Amount]) -> set[int]:
    """Lock ``amounts`` (by key of the report) as what stands for the reports, from their days on and up the tree.

    Sets the reports' locked and standing values, which the caller saves with whatever else it changed, and saves those of
    later days. Returns the commitments whose numbers may have changed. Raises nothing: the caller has checked what is locked.
    """
    ordered = sorted(reports, key=_day)
    reporting = {report.commitment_id for report in reports}
    courses = _courses(reporting.union(*(lines.above[pk] for pk in reporting)), reports)
    rises = [_carry(courses[report.commitment_id].reports, report, amounts[report.pk]) for report in ordered]
    given = {report.pk for report in reports}
    series = (each for pk in reporting for each in courses[pk].reports)
    later = [each for each in series if each.pk not in given and each.on > ordered[0].on]
    Report.objects.bulk_update(later, _STANDING, batch_size=BATCH)
    _climb(lines, rises, courses)
    if any(node.adds_up == "latest" for node in lines.nodes.values()):
        # The walk reads what is saved.
        Report.objects.bulk_update(reports, (*_LOCKED, *_STANDING), batch_size=BATCH)
        _walk({lines.root(report.commitment_id) for report in reports}, ordered[0].on)
    return set(courses)


def _courses(commitments: Collection[int], reports: Collection[Report]) -> dict[int, Course]:
    """What each was asked and stands at, the very objects among its reports that are given."""
    given = {report.pk: report for report in reports}
    courses = {pk: Course() for pk in commitments}
    for total in Total.objects.filter(commitment__in=commitments).order_by("on"):
        courses[total.commitment_id].totals.append(total)
    for each in Report.objects.filter(commitment__in=commitments).order_by("on").only(*_COURSE):
        courses[each.commitment_id].reports.append(given.get(each.pk, each))
    return courses


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


def _climb(lines: Ancestry, rises: Sequence[Rise], courses: Mapping[int, Course]) -> None:
    """Add every rise to the totals above it, on the days on which it reaches them."""
    changed: dict[int, Total] = {}
    for rise in rises:
        amount = rise.amount
        through = [courses[rise.commitment]]
        counts = 0 if any(each.on == rise.on for each in through[0].totals) else rise.newly
        for node in lines.above[rise.commitment]:
            amount = _passed_on(amount, lines.nodes[node].adds_up)
            for each in (each for each in courses[node].totals if rise.covers(each.on)):
                if _reaches(through, each.on):
                    _add(each, amount)
                each.reported += counts if each.on == rise.on else 0
                changed[each.pk] = each
            through.append(courses[node])
    _keep(changed.values())


def _reaches(through: Sequence[Course], on: date) -> bool:
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
    settled = sorted(commitments)
    with connection.cursor() as cursor:
        for at in range(0, len(settled), SETTLED):
            ask(cursor, _SETTLE.format(keys=keys(settled[at : at + SETTLED])))
    wrote(Position, settled)
