"""Trees of shares, periods and locked reports for the tests of progress."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from taizhang.journal.actions import System
from taizhang.ledger.models import Commitment
from taizhang.progress.actions.periods import Span, open_period
from taizhang.progress.actions.reporting import Entry, enter, submit
from taizhang.progress.actions.reviewing import lock, pass_on
from taizhang.progress.models import Period, Report
from tests.cast import Cast
from tests.ledger.makers import commitment

SYSTEM = System("tests")


def split_target(cast: Cast, **changes: Any) -> Commitment:
    """80,000 parking places of the city, led by the department, in two shares led by the towns."""
    whole = commitment(cast, lead="department", state="accepted", **changes)
    for town in ("town", "other_town"):
        code = cast.organisation(town).place.code
        commitment(cast, code=code, lead=town, state="accepted", parent=whole, **({"value": 40_000} | changes))
    return whole


def month(number: int, year: int = 2024) -> Span:
    """A month as a span, due on the fifth of the next."""
    last = date(year, number, calendar.monthrange(year, number)[1])
    return Span("month", f"{year}年{number}月", last.replace(day=1), last, last + timedelta(days=5))


def opened(cast: Cast, number: int = 1) -> Period:
    """A month opened for the whole city."""
    return open_period(actor=SYSTEM, place=cast.places["4419"], span=month(number))


def report_of(cast: Cast, part: str, period: Period) -> Report:
    """What an organisation owes in a period."""
    return Report.objects.get(period=period, owner=cast.organisation(part))


def locked(report: Report, value: Decimal | int | str, denominator: Decimal | int | None = None) -> Report:
    """Entered, submitted, reviewed and locked, cumulative."""
    report = handed_in(report, value, denominator)
    (report,) = lock(actor=SYSTEM, seen=[(report, report.version)])
    return report


def handed_in(report: Report, value: Decimal | int | str, denominator: Decimal | int | None = None) -> Report:
    """Entered, submitted and reviewed: the office locks next."""
    report.refresh_from_db()
    entry = Entry(
        value=Decimal(value), denominator=None if denominator is None else Decimal(denominator), explanation="测试说明"
    )
    enter(actor=SYSTEM, report=report, version=report.version, entry=entry)
    submit(actor=SYSTEM, report=report, version=report.version)
    if report.state == "submitted":
        (report,) = pass_on(actor=SYSTEM, seen=[(report, report.version)])
    return report
