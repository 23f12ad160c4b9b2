"""Reporting periods as people see them: who was asked, who answered, and who never did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from taizhang.accounts.models import Organisation, User
from taizhang.accounts.scope import within
from taizhang.progress.models import Period, Report
from taizhang.progress.states import UNDER_REVIEW, WITH_OWNER
from taizhang.ui.lists import tally

_ANSWERED = Q(state__in=[*UNDER_REVIEW, "locked"]) | Q(locked_versions__gt=0)


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


def counted(rows: QuerySet[Period]) -> QuerySet[Period]:
    """With how many reports were asked, still wait for their owner and were locked, and of how many owners all and some do.

    What was locked is counted by its state; only what has another is looked at for a version that it had before.
    """
    asked = Report.objects.all()
    waiting = asked.filter(state__in=WITH_OWNER, locked_versions=0)
    corrected = asked.filter(state__in=[*UNDER_REVIEW, *WITH_OWNER], locked_versions__gt=0)
    return rows.annotate(
        asked=tally(asked, "period"),
        waiting=tally(waiting, "period"),
        locked=tally(asked.filter(state="locked"), "period") + tally(corrected, "period"),
        owners=tally(asked, "period", "owner"),
        owners_waiting=tally(waiting, "period", "owner"),
    )


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
