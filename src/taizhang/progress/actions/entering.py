"""Many reports entered at once, as a filled sheet brings them: each judged by itself, saved and journalled in bulk."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from taizhang.accounts.models import Organisation
from taizhang.journal.actions import Act, Actor, action
from taizhang.journal.rows import update_all
from taizhang.journal.snapshots import changed, plain_value
from taizhang.journal.writes import wrote
from taizhang.policy.errors import ActionError, StaleError
from taizhang.progress.actions.reporting import Entry, move, takes_entries, write
from taizhang.progress.models import Report
from taizhang.progress.portions import collector_at_rest

_ENTERED = (
    "state",
    "this",
    "value",
    "denominator",
    "data_date",
    "note",
    "problem",
    "help_wanted",
    "explanation",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """How a report stood when it was looked at: its columns that an entry changes, and what else decides about one.

    ``base`` is the cumulative value that the entry was reckoned from.
    """

    version: int
    columns: Mapping[str, Any]
    guards: tuple[object, ...]
    base: Decimal | None

    @classmethod
    def of(cls, report: Report, base: Decimal | None) -> Judged:
        """The report as it was fetched, before anything is written into it."""
        columns = {name: getattr(report, name) for name in _ENTERED}
        return cls(report.version, columns, _guards(report), base)


@dataclass(frozen=True, slots=True)
class Filling:
    """What is to be entered into one report; ``report`` bears the entry already, ``judged`` how it stood before."""

    report: Report
    entry: Entry
    judged: Judged

    @property
    def owner(self) -> Organisation:
        """Whose it is."""
        return self.report.owner


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of many entries: the reports saved, as they now stand, and why others were not, by their key."""

    saved: tuple[Report, ...]
    refused: dict[int, str]


def enter_all(*, actor: Actor, fillings: Sequence[Filling], note: str = "") -> Entered:
    """Save entries as drafts, one transaction for each owner; one that is refused does not keep back the others.

    Whoever may not enter for an owner but may fill in for others (``progress.enter_for``) does so under that name. ``note`` goes
    into the journal entry of every report. Raises Refused for an owner out of reach.
    """
    saved: list[Report] = []
    refused: dict[int, str] = {}
    for _pk, group in groupby(sorted(fillings, key=_by_owner), key=lambda each: each.owner.pk):
        done = _enter(actor, list(group), note)
        saved += done.saved
        refused |= done.refused
    return Entered(tuple(saved), refused)


def _by_owner(filling: Filling) -> tuple[int, int]:
    return filling.owner.pk, filling.report.pk


def _enter(actor: Actor, fillings: list[Filling], note: str) -> Entered:
    owner = fillings[0].owner
    name = "progress.enter" if actor.has_perm("progress.enter", owner) else "progress.enter_for"
    with collector_at_rest(), action(actor, name, owner, note=note) as act:
        standing = _locked(owner, [each.report.pk for each in fillings])
        saved, refused = [], {}
        for each in fillings:
            if each.report.pk not in standing:
                continue
            try:
                _take(each, standing[each.report.pk])
            except ActionError as error:
                refused[each.report.pk] = str(error)
                continue
            saved.append(each.report)
            _record(act, each)
        update_all(saved, (*_ENTERED, "version"))
        wrote(Report, (each.pk for each in saved))
    return Entered(tuple(saved), refused)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What decides about an entry, as it is now that the report is locked."""

    version: int
    guards: tuple[object, ...]
    base: Decimal | None


def _take(filling: Filling, now: _Standing) -> None:
    """Bring the report to its entry, judged anew where anything that decides about it has changed meanwhile."""
    report, judged = filling.report, filling.judged
    if now.version != judged.version:
        raise StaleError(report)
    if now.guards != judged.guards:
        report.counted, report.locked_versions = now.guards[0], now.guards[1]  # type: ignore[assignment]
        report.period.state, report.commitment.state = now.guards[2], now.guards[3]  # type: ignore[assignment]
    takes_entries(report)
    if now.base != judged.base:
        write(report, filling.entry, now.base)
    move(report, "progress.enter")
    report.version = judged.version + 1


def _record(act: Act, filling: Filling) -> None:
    """What an entry changed, as ``Act.watch`` would find it."""
    report, was = filling.report, filling.judged.columns
    differs = [name for name in _ENTERED if was[name] != getattr(report, name)]
    before = {name: plain_value(was[name]) for name in differs}
    after = {name: plain_value(getattr(report, name)) for name in differs}
    before, after = changed(before, after)
    if before or after:
        act.record(report, before=before, after=after)


def _guards(report: Report) -> tuple[object, ...]:
    return report.counted, report.locked_versions, report.period.state, report.commitment.state


def _locked(owner: Organisation, keys: Collection[int]) -> dict[int, _Standing]:
    """What stands now for the owner's reports, locked until the transaction ends; always in one order."""
    rows = Report.objects.select_for_update().filter(owner=owner, pk__in=keys).order_by("pk")
    versions = dict(rows.values_list("pk", "version"))
    earlier = Report.objects.filter(commitment=OuterRef("commitment"), on__lt=OuterRef("on")).order_by("-on")
    guards = Report.objects.filter(pk__in=versions).values_list(
        "pk",
        "counted",
        "locked_versions",
        "period__state",
        "commitment__state",
        Exists(earlier),
        Subquery(earlier.values("locked_value")[:1]),
    )
    return {
        pk: _Standing(versions[pk], tuple(guard), last if before else Decimal(0))
        for pk, *guard, before, last in guards.order_by()
    }
