"""What was reached of a commitment, for the curve on its page: locked figures, and where they lead by the year's end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.ledger.models import Commitment
from taizhang.ledger.reached import Reached
from taizhang.ledger.shares import step_for
from taizhang.progress import forecast
from taizhang.progress.curves import accumulates
from taizhang.progress.queries.courses import Step, course, last_year
from taizhang.progress.queries.standings import aim_of, begins, ends
from taizhang.progress.reasons import Reason
from taizhang.ui.charts import Forecast, Point


def reached_by(user: User, commitment: Commitment) -> Reached | None:
    """The course of a target with its forecast, for those who may see what was reported of it."""
    steps = course(commitment) if commitment.value is not None else []
    if not steps or not user.has_perm("progress.view", commitment):
        return None
    expected = _forecast(commitment, steps)
    return Reached(
        actual=[_point(commitment, step) for step in steps],
        source=_("已锁定的填报，截至 %(day)s") % {"day": steps[-1].on.isoformat()},
        forecast=_rounded(expected, steps) if isinstance(expected, forecast.Forecast) else (),
        note=_words(commitment, expected),
    )


def _point(commitment: Commitment, step: Step) -> Point:
    url = f"{reverse('progress:number', args=[commitment.pk])}?on={step.on.isoformat()}"
    counts = {"n": step.reported, "all": step.expected}
    return Point(step.on, step.value, url, "" if step.complete else _("%(n)s/%(all)s 已锁定") % counts)


def _forecast(commitment: Commitment, steps: Sequence[Step]) -> forecast.Forecast | forecast.NoForecast | None:
    """From the days on which all had reported: who is late would look like who stood still."""
    aim, first, last = aim_of(commitment), begins(commitment), commitment.deadline or ends(commitment)
    if aim is None or first is None or last is None:
        return None
    known, before = _complete(steps), _complete(last_year(commitment)) if accumulates(aim) else []
    whole = Decimal(100) if commitment.unit == "%" and aim.measure == "level" else None
    over = whole is not None and any(value > whole for _day, value in known)
    ceiling = None if over else whole
    return forecast.forecast(known, first, last, last_year=before, accumulates=accumulates(aim), ceiling=ceiling)


def _complete(steps: Sequence[Step]) -> list[tuple[date, Decimal]]:
    return [(step.on, step.value) for step in steps if step.complete]


def _rounded(expected: forecast.Forecast, steps: Sequence[Step]) -> list[Forecast]:
    """As finely as the figures themselves are reported: more digits would promise what no forecast can."""
    finest = min(step_for(step.value) for step in steps)

    def rounded(value: Decimal) -> Decimal:
        return value.quantize(finest, ROUND_HALF_UP)

    return [
        Forecast(point.day, rounded(point.low), rounded(point.value), rounded(point.high)) for point in expected.points
    ]


def _words(commitment: Commitment, expected: forecast.Forecast | forecast.NoForecast | None) -> str:
    """How the forecast was made and how likely the target is, or why there is none."""
    if expected is None:
        return ""
    if isinstance(expected, forecast.NoForecast):
        reasons: list[Reason | None] = [expected.reason]
    else:
        aim = aim_of(commitment)
        reasons = [Reason.of(f"method_{expected.method}"), expected.chance(aim) if aim else None]
    return _("预测：") + "".join(reason.words(get_language()) for reason in reasons if reason)
