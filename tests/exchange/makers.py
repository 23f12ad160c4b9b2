"""A small year for the tests of the exchange: a target in two shares, reported, locked, corrected, lit."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from taizhang import clock
from taizhang.deliveries.models import Delivery, DeliveryList
from taizhang.exchange.actions.keys import Wanted, make_key, readable
from taizhang.exchange.models import ApiKey
from taizhang.exchange.resources import RESOURCES
from taizhang.ledger.models import Alias, Commitment, Indicator, PlanPoint
from taizhang.progress.actions.reporting import Entry, enter, submit
from taizhang.progress.actions.reviewing import correct, lock, pass_on
from taizhang.progress.actions.slips import Content, issue
from taizhang.progress.models import Report
from tests.cast import Cast
from tests.ledger.makers import SYSTEM, commitment, confirmed, document
from tests.progress.makers import locked, opened, report_of, split_target

#: The day after the year that was played.
TODAY = date(2024, 4, 1)


def played(cast: Cast) -> Commitment:
    """Two months: January locked, one town corrected in March; February locked for one town only."""
    with clock.at(date(2024, 1, 10)):
        for each in confirmed(document(cast)):
            PlanPoint.objects.create(commitment=each, due=date(2024, 12, 31), value=each.value or 0)
        parking = Indicator.objects.create(name="停车位", unit="个", definition="公共停车位")
        Alias.objects.create(indicator=parking, name="泊位")
        whole = split_target(cast, indicator=parking)
    with clock.at(date(2024, 2, 3)):
        january = opened(cast, 1)
        locked(report_of(cast, "town", january), 3000)
        locked(report_of(cast, "other_town", january), "4500.5")
    with clock.at(date(2024, 3, 3)):
        february = opened(cast, 2)
        locked(report_of(cast, "town", february), 7000)
        corrected(report_of(cast, "other_town", january), Decimal(4400), "剔除重复统计")
        about = Commitment.objects.get(parent=whole, lead=cast.organisation("other_town"))
        content = Content("yellow", "behind", cast.organisation("other_town"), [about], "请说明原因", 3)
        issue(actor=SYSTEM, place=cast.places["4419"], issuer=cast.organisation("office"), content=content)
        of = DeliveryList.objects.create(commitment=commitment(cast, title="公园", state="accepted"))
        Delivery.objects.create(list=of, name="=一号公园", place=cast.places["441900119"], on=date(2024, 2, 1))
    return whole


def corrected(report: Report, value: Decimal, reason: str) -> None:
    """A locked value put right."""
    report.refresh_from_db()
    correct(actor=SYSTEM, report=report, version=report.version, reason=reason)
    enter(actor=SYSTEM, report=report, version=report.version, entry=Entry(value=value, explanation=reason))
    submit(actor=SYSTEM, report=report, version=report.version)
    if report.state == "submitted":
        (report,) = pass_on(actor=SYSTEM, seen=[(report, report.version)])
    lock(actor=SYSTEM, seen=[(report, report.version)])


def key_for(cast: Cast, part: str, role: str = "", **changes: Any) -> tuple[ApiKey, str]:
    """A key with the eyes of a part, for everything its role can read."""
    held = role or cast.people[part].held[0].role
    facts: dict[str, Any] = {
        "name": "统计平台",
        "organisation": cast.organisation(part),
        "role": held,
        "resources": [name for name in RESOURCES if name in readable(held)],
        "expires_on": ApiKey.today() + timedelta(days=30),
    }
    return make_key(actor=SYSTEM, wanted=Wanted(**facts | changes))
