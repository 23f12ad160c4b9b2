"""Groups, schemes and locked figures for the tests of rankings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from taizhang import clock
from taizhang.journal.actions import System
from taizhang.ledger.models import Indicator
from taizhang.progress.models import Period, Report
from taizhang.rankings import actions
from taizhang.rankings.models import Group, Scheme
from taizhang.rankings.rules import DEFAULTS
from tests.cast import Cast
from tests.progress import makers as progress

SYSTEM = System("tests")
JANUARY, FEBRUARY = date(2024, 1, 31), date(2024, 2, 29)
LATER = date(2024, 6, 1)


def indicator(name: str = "停车位", **changes: Any) -> Indicator:
    """An indicator of parking places."""
    return Indicator.objects.get_or_create(name=name, defaults={"unit": "个", "area": "改善出行"} | changes)[0]


def group(cast: Cast, *parts: str, name: str = "创先组", **changes: Any) -> Group:
    """A group of the towns of these parts."""
    grouping = actions.Grouping(**{"division": "创先进位消薄", "name": name, "kind": "leading"} | changes)
    made = actions.write_group(actor=SYSTEM, place=cast.places["4419"], grouping=grouping)
    places = [cast.home(part) for part in parts]
    return actions.set_members(actor=SYSTEM, group=made, version=made.version, places=places, on=date(2024, 1, 1))


def content(*indicators: Indicator, **changes: Any) -> dict[str, Any]:
    """Rules that weigh these alike."""
    item = {"measure": "delta", "change": "0", "direction": "up", "normalisation": "minmax", "per": ""}
    item |= {"floor": "0", "cap": "100"}
    for name in [each for each in changes if each in item]:
        item[name] = changes.pop(name)
    weights = [Decimal(100) / len(indicators)] * len(indicators)
    items = [
        {**item, "indicator": each.pk, "weight": str(weight)} for each, weight in zip(indicators, weights, strict=True)
    ]
    return {**DEFAULTS, "items": items} | changes


def scheme(cast: Cast, **changes: Any) -> Scheme:
    """A scheme of parking places for both towns."""
    of = group(cast, "town", "other_town")
    made = content(indicator(), **changes)
    return actions.make_scheme(actor=SYSTEM, group=of, name="月度比拼", content=made, reason="首次制定")


def played(cast: Cast, values: dict[str, int | None], month: int = 1, year: int = 2024) -> Period:
    """Both towns have shares of a target, and lock these values for a month; ``None`` stays owed."""
    of = indicator()
    if not of.commitments.filter(year=year).exists():
        progress.split_target(cast, indicator=of, year=year, period=str(year))
    period = progress.open_period(actor=SYSTEM, place=cast.places["4419"], span=progress.month(month, year))
    for part, value in values.items():
        if value is not None:
            progress.locked(progress.report_of(cast, part, period), value)
    return period


def corrected(report: Report, value: int) -> None:
    """A locked report corrected."""
    from taizhang.progress.actions.reviewing import correct

    report.refresh_from_db()
    correct(actor=SYSTEM, report=report, version=report.version, reason="剔除重复")
    progress.locked(report, value)


def freeze(of: Scheme, day: date = JANUARY, **changes: Any) -> Any:
    """A scheme frozen about a day, later."""
    seen = of.versions.latest("number").number
    with clock.at(LATER):
        return actions.freeze(actor=SYSTEM, scheme=of, day=day, seen=seen, **changes)
