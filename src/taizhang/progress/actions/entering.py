"""Many reports entered at once, as a filled sheet brings them: each judged by itself, saved and journalled in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from taizhang.accounts.models import Organisation
from taizhang.journal.actions import Actor, action
from taizhang.journal.writes import wrote
from taizhang.policy.errors import ActionError, StaleError
from taizhang.progress.actions.reporting import Entry, move, takes_entries, write
from taizhang.progress.models import Report

_CHANGED = (
    "state",
    "this",
    "value",
    "denominator",
    "data_date",
    "note",
    "problem",
    "help_wanted",
    "explanation",
    "version",
)
#: Rows of one statement: databases bound how many values it holds.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Filling:
    """What is to be entered into one report, by the version of it that was looked at."""

    report: int
    owner: Organisation
    version: int
    entry: Entry


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
    for _pk, group in groupby(sorted(fillings, key=lambda each: each.owner.pk), key=lambda each: each.owner.pk):
        done = _enter(actor, list(group), note)
        saved += done.saved
        refused |= done.refused
    return Entered(tuple(saved), refused)


def _enter(actor: Actor, fillings: list[Filling], note: str) -> Entered:
    owner = fillings[0].owner
    name = "progress.enter" if actor.has_perm("progress.enter", owner) else "progress.enter_for"
    with action(actor, name, owner, note=note) as act:
        rows = {each.pk: each for each in _locked(owner, fillings)}
        saved, refused = [], {}
        for filling in fillings:
            now = rows.get(filling.report)
            if now is None:
                continue
            try:
                _check(now, filling)
                act.watch(now)
                write(now, filling.entry, _last(now))
                move(now, "progress.enter")
            except ActionError as error:
                refused[filling.report] = str(error)
                act.forget(now)
                continue
            now.version += 1
            saved.append(now)
        _save(saved)
    return Entered(tuple(saved), refused)


def _check(now: Report, filling: Filling) -> None:
    if now.version != filling.version:
        raise StaleError(now)
    takes_entries(now)


def _locked(owner: Organisation, fillings: Iterable[Filling]) -> QuerySet[Report]:
    """The reports as they stand now, locked until the transaction ends, with what stood before; always in one order."""
    earlier = Report.objects.filter(commitment=OuterRef("commitment"), on__lt=OuterRef("on")).order_by("-on")
    rows = Report.objects.select_for_update(of=("self",)).select_related(
        "commitment__place", "commitment__indicator", "period", "owner", "reviewer", "submitted_by"
    )
    rows = rows.filter(owner=owner, pk__in=[each.report for each in fillings]).order_by("pk")
    return rows.annotate(locked_before=Subquery(earlier.values("locked_value")[:1]), has_before=Exists(earlier))


def _last(report: Report) -> Decimal | None:
    if not getattr(report, "has_before", False):
        return Decimal(0)
    last: Decimal | None = getattr(report, "locked_before", None)
    return last


def _save(reports: list[Report]) -> None:
    """All columns that an entry changes, in one statement for a batch."""
    Report.objects.bulk_create(
        reports, batch_size=_BATCH, update_conflicts=True, unique_fields=["id"], update_fields=_CHANGED
    )
    wrote(Report, (each.pk for each in reports))
