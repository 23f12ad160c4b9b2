"""Lights 红黄绿灯: what is behind on a day and why, from what was known on that day and a dated rule.

Every finding says its colour and its reason; the light is the worst of them and keeps the others. Any input gives a light.
Nothing is computed for a day from what came later: ``as_of`` is the caller's, who shows what was locked by then.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Context, localcontext
from typing import Any

from taizhang.progress.findings import SEVERITY, findings
from taizhang.progress.light_rules import LightRules, presets
from taizhang.progress.pace import is_sound
from taizhang.progress.standings import Light, Standing
from taizhang.progress.workdays import day_of

__all__ = ["SEVERITY", "Light", "Standing", "light"]


def light(standing: Standing, rules: LightRules | None = None) -> Light:
    """The light of the day by the rule (``standard`` where none is given); any input gives one.

    >>> from decimal import Decimal
    >>> from taizhang.progress.curves import even
    >>> from taizhang.progress.pace import Aim
    >>> year = date(2024, 1, 1), date(2024, 12, 31)
    >>> half = Standing(date(2024, 6, 30), aim=Aim(Decimal(200), unit="个"), curve=even(*year, Decimal(200)))
    >>> [light(replace(half, actual=Decimal(n))).colour for n in (100, 81, 80, 40, 39)]
    ['green', 'green', 'yellow', 'yellow', 'red']
    """
    rules = rules or presets()["standard"]
    with localcontext(Context(prec=50, traps=[])):
        seen = _tidy(standing)
        found = sorted(findings(seen, rules), key=lambda each: -SEVERITY[each.colour])
    worst, *others = found
    judged = next((each for each in found if each.behind is not None), worst)
    reasons = tuple(each.reason for each in others if each.reason.code != "state_waiting")
    return Light(
        worst.colour, worst.reason, seen.as_of, rules.name, rules.version, reasons, judged.planned, judged.behind
    )


def _tidy(standing: Standing) -> Standing:
    """Moments as days; what had not happened by the day, and figures nobody can reckon with, left out."""
    days: dict[str, Any] = {
        field.name: _date(value)
        for field in fields(standing)
        if isinstance(value := getattr(standing, field.name), datetime)
    }
    seen = replace(standing, **days) if days else standing
    return replace(
        seen,
        actual=seen.actual if is_sound(seen.actual) else None,
        actual_day=min(seen.actual_day or seen.as_of, seen.as_of),
        started=seen.started if seen.started and seen.started <= seen.as_of else None,
        previous=seen.previous if seen.previous and seen.previous.as_of < seen.as_of else None,
    )


def _date(moment: datetime) -> date:
    return day_of(moment) if moment.tzinfo is not None else moment.date()
