"""Reporting periods as people see them: who was asked, who answered, and who never did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from taizhang.accounts.models import Organisation, User
from taizhang.accounts.scope import within
from taizhang.progress.models import Period, Report
from taizhang.progress.states import UNDER_REVIEW, WITH_OWNER
from taizhang.ui.keeping import LARGE, kept

_ANSWERED = Q(state__in=[*UNDER_REVIEW, "locked"]) | Q(locked_versions__gt=0)


@dataclass(frozen=True, slots=True)
class Counts:
    """How a period is answered: reports asked, not yet handed in, and locked; owners, and those of whom something is waited for."""

    asked: int = 0
    waiting: int = 0
    locked: int = 0
    owners: int = 0
    owners_waiting: int = 0

    @property
    def answered(self) -> int:
        """Reports that were handed in."""
        return self.asked - self.waiting

    @property
    def complete(self) -> str:
        """Of how many owners nothing is waited for: 31/33."""
        return f"{self.owners - self.owners_waiting}/{self.owners}"


@dataclass(frozen=True, slots=True)
class Answering:
    """How one owner answers a period: so many asked, begun, answered, locked, returned; ``ever`` whether ever before."""

    owner: Organisation
    asked: int
    begun: int
    answered: int
    locked: int
    returned: int
    ever: bool

    @property
    def done(self) -> bool:
        """Whether nothing is missing any more."""
        return self.answered == self.asked

    @property
    def silent(self) -> bool:
        """Whether nothing at all came, not even a draft."""
        return not self.begun and not self.answered and not self.returned


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many owners of one sort have answered all: 31 of 33 towns."""

    kind: str
    done: int
    owners: int


def visible(user: User) -> QuerySet[Period]:
    """The periods in which the person sees anything: of the own place, or with reports of the own organisations."""
    rows = Period.objects.select_related("place", "opened_by")
    # Asked of each period, of which there are few; reports, of which there are very many, are read until the first is met.
    asked = within(user, "progress.view", Report.objects.order_by().filter(period=OuterRef("pk")))
    own = within(user, "progress.view", Period.objects.all())
    return rows.filter(Q(pk__in=own.values("pk")) | Exists(asked)).order_by("-last", "-pk")


def fill(rows: Sequence[Any]) -> None:
    """Put beside each of these periods how it is answered as ``counts``, and as ``counted`` since when that is kept."""
    asked = sorted(row.pk for row in rows)
    made = kept(("periods", *asked), partial(_counts, asked), _are_many)
    for row in rows:
        row.counts = made.value.get(row.pk) or Counts()
        row.counted = made


def answering(user: User, period: Period) -> list[Answering]:
    """How each owner answers: first who never did, then who sent nothing this time, then who is not done."""
    reports = within(user, "progress.view", Report.objects.filter(period=period))
    rows = reports.values("owner").annotate(
        asked=Count("pk"),
        begun=Count("pk", filter=Q(state="draft")),
        answered=Count("pk", filter=_ANSWERED),
        locked=Count("pk", filter=Q(locked_versions__gt=0)),
        returned=Count("pk", filter=Q(state="returned")),
    )
    found = {row.pop("owner"): row for row in rows.order_by("owner")}
    owners = Organisation.objects.select_related("place").in_bulk(found)
    ever = _ever(owners)
    made = [Answering(owner=owners[pk], ever=pk in ever, **counts) for pk, counts in found.items()]
    return sorted(made, key=lambda each: (each.done, each.ever, not each.silent, each.owner.place.code, each.owner.pk))


def completeness(rows: Iterable[Answering]) -> list[Completeness]:
    """Of each sort of owner how many have answered all."""
    kinds: dict[str, list[Answering]] = {}
    for each in rows:
        kinds.setdefault(each.owner.kind, []).append(each)
    order = list(Organisation.Kind.values)
    return [
        Completeness(str(Organisation.Kind(kind).label), sum(each.done for each in those), len(those))
        for kind, those in sorted(kinds.items(), key=lambda item: order.index(item[0]))
    ]


def _ever(owners: Iterable[int]) -> set[int]:
    """Those that ever handed anything in, in any period."""
    rows = Report.objects.filter(owner__in=list(owners), submitted_at__isnull=False)
    return set(rows.values_list("owner", flat=True).distinct())


def _counts(asked: Sequence[int]) -> dict[int, Counts]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS.format(asked=", ".join(map(str, asked)), waiting=_WAITING))
        return {pk: Counts(*map(int, counts)) for pk, *counts in cursor}


def _are_many(found: dict[int, Counts]) -> bool:
    return sum(each.asked for each in found.values()) > LARGE


_WAITING = "locked_versions = 0 AND state IN ('" + "', '".join(sorted(WITH_OWNER)) + "')"
#: Once over the reports, owner by owner, of whom a period has far fewer.
_COUNTS = """
SELECT period_id, SUM(asked), SUM(waiting), SUM(locked), COUNT(*), COUNT(CASE WHEN waiting > 0 THEN 1 END) FROM (
    SELECT period_id, owner_id, COUNT(*) AS asked, COUNT(CASE WHEN {waiting} THEN 1 END) AS waiting,
        COUNT(CASE WHEN locked_versions > 0 THEN 1 END) AS locked
    FROM progress_report WHERE period_id IN ({asked}) GROUP BY period_id, owner_id
) by_owner GROUP BY period_id
"""
