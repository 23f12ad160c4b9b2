"""The number of a commitment and what it is made of: the shares below it, each with what stands for it on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries.commitments import shares
from taizhang.progress.models import Position, Report, Total
from taizhang.progress.queries.reports import owed

#: Days offered to look at: ten years of months.
_DAYS = 120


@dataclass(frozen=True, slots=True)
class Part:
    """One share and what stands for it: by its own report, or by the total of the shares below it.

    ``report`` and ``total`` are those of the day or the last before; ``open`` says that the person may look further.
    """

    share: Commitment
    report: Report | None
    total: Total | None
    open: bool

    @property
    def value(self) -> Decimal | None:
        """What stands."""
        return self.total.value if self.total else self.report.standing_value if self.report else None

    @property
    def denominator(self) -> Decimal | None:
        """For a ratio, what it is divided by."""
        return self.total.denominator if self.total else self.report.standing_denominator if self.report else None

    @property
    def on(self) -> date | None:
        """The day it is about."""
        return self.total.on if self.total else self.report.on if self.report else None


def days(commitment: Commitment) -> list[date]:
    """The days on which something stands for a commitment, latest first."""
    totals = Total.objects.filter(commitment=commitment).values_list("on", flat=True)
    reports = Report.objects.filter(commitment=commitment).values_list("on", flat=True)
    return sorted({*totals, *reports}, reverse=True)[:_DAYS]


def total_of(commitment: Commitment, on: date) -> Total | None:
    """The total of the shares on that very day."""
    return Total.objects.filter(commitment=commitment, on=on).first()


def parts(user: User, commitment: Commitment, on: date) -> list[Part]:
    """The shares with what stood for each on the day."""
    below = list(shares(commitment))
    keys = [each.pk for each in below]
    totals = {each.commitment_id: each for each in Total.objects.filter(commitment__in=keys, on__lte=on).order_by("on")}
    rows = Report.objects.filter(commitment__in=keys, on__lte=on).select_related("period").order_by("on")
    reports = {each.commitment_id: each for each in rows}
    seen = set(within(user, "progress.view", Commitment.objects.filter(pk__in=keys)).values_list("pk", flat=True))
    return [_part(each, reports.get(each.pk), totals.get(each.pk), each.pk in seen) for each in below]


def reports_of(user: User, commitment: Commitment) -> list[Report]:
    """What was reported for the commitment itself, latest first."""
    rows = within(user, "progress.view", Report.objects.filter(commitment=commitment))
    return list(rows.select_related("period", "owner", "commitment__indicator").order_by("-on")[:_DAYS])


def position(commitment: Commitment) -> Position | None:
    """Where it stands now."""
    return Position.objects.filter(pk=commitment.pk, on__isnull=False).first()


def to_enter(user: User, commitment: Commitment) -> Report | None:
    """What the person's own organisation still has to report of it, the earliest due."""
    return owed(user).filter(commitment=commitment).first()


def _part(share: Commitment, report: Report | None, total: Total | None, open_: bool) -> Part:
    """A share answers by whichever was asked last."""
    if report is not None and total is not None:
        report, total = (None, total) if total.on >= report.on else (report, None)
    return Part(share, report, total, open_)
