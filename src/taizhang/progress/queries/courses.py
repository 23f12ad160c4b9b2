"""The course of a commitment: what stood for it on each day that was asked about, oldest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taizhang.ledger import states
from taizhang.ledger.models import Commitment
from taizhang.progress.amounts import Amount, percentage
from taizhang.progress.models import Report, Total


@dataclass(frozen=True, slots=True)
class Step:
    """What stood at the end of a day (a ratio in per cent), and how many of the reports it is made of were locked."""

    on: date
    value: Decimal
    expected: int = 1
    reported: int = 1

    @property
    def complete(self) -> bool:
        """Whether all that were asked had reported."""
        return self.reported >= self.expected


def course(commitment: Commitment) -> list[Step]:
    """By the totals of its shares where it has any, else by its own locked reports."""
    return _of_shares(commitment) or _of_reports(commitment)


def last_year(commitment: Commitment) -> list[Step]:
    """The course of the same thing the year before: of one indicator (or, without, one title), place, unit and sort of figure.

    Nothing where the year is not known, or where two could be meant.
    """
    if commitment.year is None:
        return []
    named = {"indicator": commitment.indicator_id} if commitment.indicator_id else {"title": commitment.title}
    alike = {name: getattr(commitment, name) for name in ("place_id", "unit", "measure", "direction", "kind")}
    rows = Commitment.objects.filter(year=commitment.year - 1, **named, **alike).exclude(state__in=states.GONE)
    found = list(rows.select_related("indicator")[:2])
    return course(found[0]) if len(found) == 1 else []


def _of_shares(commitment: Commitment) -> list[Step]:
    rows = Total.objects.filter(commitment=commitment, reported__gt=0).order_by("on")
    columns = ("on", "value", "denominator", "expected", "reported")
    return _steps(commitment, rows.values_list(*columns))


def _of_reports(commitment: Commitment) -> list[Step]:
    rows = Report.objects.filter(commitment=commitment, locked_versions__gt=0).order_by("on")
    found = rows.values_list("on", "locked_value", "locked_denominator")
    return _steps(commitment, [(*row, 1, 1) for row in found])


def _steps(commitment: Commitment, rows: Iterable[tuple[date, Decimal | None, Decimal | None, int, int]]) -> list[Step]:
    steps = []
    for on, value, denominator, expected, reported in rows:
        figure = percentage(Amount(value, denominator)) if commitment.adds_up == "ratio" else value
        if figure is not None:
            steps.append(Step(on, figure, expected, reported))
    return steps
