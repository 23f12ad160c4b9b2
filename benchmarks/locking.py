"""Locks through the real action: from the reviewer's click until the number of the whole province is read back."""

from __future__ import annotations

import json
import sys
import time
from decimal import Decimal
from random import Random

from taizhang.accounts.models import Membership, User
from taizhang.journal.actions import System
from taizhang.places.models import Level
from taizhang.progress.actions.reporting import Entry, enter, submit
from taizhang.progress.actions.reviewing import lock, pass_on
from taizhang.progress.models import Position, Report
from taizhang.progress.queries.trees import ancestry

ACTOR = System("benchmark")
#: Locks that are not counted: the first of a process prepare what later ones find ready.
WARM = 20


def measure(locks: int) -> dict[str, object]:
    """Milliseconds of each lock of one village's report, and of locks of twenty at once."""
    office = User.objects.get(
        pk=Membership.objects.get(role="office", organisation__place__level=Level.PROVINCE).user_id
    )
    random = Random(2024)
    owed = Report.objects.filter(state="owed", commitment__place__level=Level.VILLAGE)
    reports = _passed(random.sample(list(owed.values_list("pk", flat=True)), locks + WARM + 100))
    singly = [_lock(office, [each]) for each in reports[: locks + WARM]][WARM:]
    together = [_lock(office, reports[-100:][n : n + 20]) for n in range(0, 100, 20)]
    return {"single": singly, "twenty": together}


def _passed(keys: list[int]) -> list[Report]:
    """Entered, submitted and passed by the department, so that the office may lock."""
    reports = []
    for report in Report.objects.filter(pk__in=keys).select_related("commitment__indicator"):
        value = (report.standing_value or Decimal(0)) + 7
        entry = Entry(value=value, denominator=value + 9, explanation="样本")
        enter(actor=ACTOR, report=report, version=report.version, entry=entry)
        submit(actor=ACTOR, report=report, version=report.version)
        reports += pass_on(actor=ACTOR, seen=[(report, report.version)])
    return reports


def _lock(office: User, reports: list[Report]) -> float:
    roots = [ancestry([each.commitment]).root(each.commitment_id) for each in reports]
    before = _standing(roots)
    office = User.objects.get(pk=office.pk)
    began = time.perf_counter()
    lock(actor=office, seen=[(each, each.version) for each in reports])
    after = _standing(roots)
    taken = (time.perf_counter() - began) * 1000
    if any(before[root] == after[root] for root in roots):
        raise RuntimeError("a lock did not reach the root")
    return taken


def _standing(roots: list[int]) -> dict[int, tuple[Decimal | None, int]]:
    return {
        pk: (value, reported)
        for pk, value, reported in Position.objects.filter(pk__in=roots).values_list("pk", "value", "reported")
    }


def main() -> None:
    """Read how many locks are wanted; say the milliseconds of each as JSON."""
    sys.stdout.write(json.dumps(measure(json.load(sys.stdin))))
