"""What there is to find about a commitment on a day, each finding with the light it deserves by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

from taizhang.measures.errors import MeasureError
from taizhang.measures.quantities import Quantity
from taizhang.progress.curves import Curve, PlanError, usual
from taizhang.progress.light_rules import Colour, LightRules
from taizhang.progress.limits import months_after
from taizhang.progress.pace import Aim, is_sound
from taizhang.progress.reasons import Reason
from taizhang.progress.standings import Standing

SEVERITY: dict[Colour, int] = {"closed": 0, "waiting": 0, "green": 1, "yellow": 2, "red": 3}
"""How bad a light is; waiting and closed are no judgement, and so is a finding that is only said beside another."""

_MISSED = frozenset({"behind", "far_behind", "no_report", "no_report_long"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is so, and the light it deserves by itself."""

    colour: Colour
    reason: Reason
    planned: Decimal | None = None
    behind: Decimal | None = None


def findings(seen: Standing, rules: LightRules) -> Iterator[Finding]:
    """Everything there is to say; always something."""
    group = rules.group(seen.state)
    if group == "closed" or group == "green":
        yield Finding(group, Reason.of(f"state_{group}"))
        return
    wrong = [found for rule in RULES if (found := rule(seen, rules)) is not None]
    bad = [found for found in wrong if SEVERITY[found.colour] > SEVERITY["green"]]
    if group == "waiting":
        yield from (bad if any(found.reason.code.startswith(("overdue", "start_")) for found in bad) else ())
        yield Finding("waiting", Reason.of("state_waiting"))
        return
    if not any(SEVERITY[found.colour] for found in wrong):
        yield _unjudged(seen)
    yield from wrong


def _unjudged(seen: Standing) -> Finding:
    """Nothing speaks for or against it: not begun, no figure yet, or a task under way."""
    begins = seen.start_promised or seen.begins
    if begins is not None and seen.as_of < begins and seen.started is None:
        return Finding("waiting", Reason.of("not_begun", day=begins))
    if seen.aim is not None:
        return Finding("waiting", Reason.of("no_figure"))
    return Finding("green", Reason.of("under_way"))


def _stated(seen: Standing, rules: LightRules) -> Finding | None:
    """The state itself is a fault: returned, reopened."""
    group = rules.group(seen.state)
    return Finding(group, Reason.of(f"state_{group}")) if group == "yellow" or group == "red" else None


def _overdue(seen: Standing, rules: LightRules) -> Finding | None:
    """Past the deadline and the grace for the last figure, and not there."""
    if seen.deadline is None or (seen.as_of - seen.deadline).days <= rules.grace or _is_met(seen):
        return None
    if seen.aim is None and rules.group(seen.state) == "applied":
        return None
    days = (seen.as_of - seen.deadline).days
    if seen.aim is None:
        return Finding("red", Reason.of("overdue_task", deadline=seen.deadline, days=days))
    if seen.actual is None:
        target = amount(seen.aim.target, seen.aim)
        return Finding("red", Reason.of("overdue_no_figure", deadline=seen.deadline, days=days, target=target))
    return Finding(
        "red",
        Reason.of(
            "overdue",
            deadline=seen.deadline,
            days=days,
            target=amount(seen.aim.target, seen.aim),
            actual=amount(seen.actual, seen.aim),
        ),
    )


def _late_start(seen: Standing, rules: LightRules) -> Finding | None:
    """Promised to begin and not begun; a figure that has moved shows that it has."""
    promised = seen.start_promised
    if promised is None or seen.as_of <= promised or seen.started is not None or _has_moved(seen):
        return None
    values = {"day": promised, "days": (seen.as_of - promised).days}
    if seen.as_of >= _months_on(promised, rules.start_red_months):
        return Finding("red", Reason.of("start_long_missed", **values, months=rules.start_red_months))
    return Finding("yellow", Reason.of("start_missed", **values))


def _unreported(seen: Standing, rules: LightRules) -> Finding | None:
    """A report is owed and has not come."""
    if seen.report_due is None or seen.as_of <= seen.report_due:
        return None
    days = (seen.as_of - seen.report_due).days
    if days >= rules.no_report_red:
        return Finding("red", Reason.of("no_report_long", due=seen.report_due, days=days))
    return Finding("yellow", Reason.of("no_report", due=seen.report_due, days=days))


def _paced(seen: Standing, rules: LightRules) -> Finding | None:
    """The figure against the plan on the day it speaks of; reached is reached."""
    aim, actual = seen.aim, seen.actual
    if aim is None or (actual is None and aim.is_sound):
        return None
    if actual is None or not aim.is_sound:
        return Finding("yellow", Reason.of("unclear"))
    if _is_met(seen):
        return Finding("green", Reason.of("met", target=amount(aim.target, aim), actual=amount(actual, aim)))
    curve = _curve(seen)
    if curve is None:
        return Finding("yellow", Reason.of("no_deadline", actual=amount(actual, aim)))
    return _against(curve, seen.actual_day or seen.as_of, aim, actual, rules, missed=_was_missed(seen))


def _against(curve: Curve, day: date, aim: Aim, actual: Decimal, rules: LightRules, *, missed: bool) -> Finding:
    """By the points behind the plan of the day; what was missed before is not green at once."""
    planned, behind = curve.on(day), aim.points_behind(curve.exactly(day), actual)
    colour, code = _judged(behind, rules)
    if missed and colour == "green" and rules.caught_up == "yellow":
        colour, code = "yellow", "caught_up"
    said = {"planned": amount(planned, aim), "actual": amount(actual, aim), "points": _shown(behind, rules)}
    return Finding(colour, Reason.of(code, day=day, **said), planned, behind)


def _judged(behind: Decimal, rules: LightRules) -> tuple[Colour, str]:
    colour = rules.for_points(behind)
    if behind <= 0:
        return colour, "ahead" if behind < 0 else "on_pace"
    if behind < rules.yellow_from:
        return colour, "slightly_behind"
    return colour, "far_behind" if colour == "red" else "behind"


def _planless(seen: Standing, rules: LightRules) -> Finding | None:
    """Says that the plan was supplied by the usual rule, where the pace was judged by it."""
    if seen.curve is not None or seen.aim is None or seen.actual is None or _is_met(seen):
        return None
    curve = _curve(seen)
    return Finding("waiting", Reason.of(f"plan_{curve.made}")) if curve is not None else None


def _incomplete(seen: Standing, rules: LightRules) -> Finding | None:
    """Not every place below has reported."""
    if seen.reported is None or not seen.owed or seen.owed < 0 or seen.reported >= seen.owed:
        return None
    short = Decimal(max(seen.reported, 0)) * 100 / Decimal(seen.owed) < rules.incomplete_below
    colour: Colour = "yellow" if short and rules.incomplete == "yellow" else "waiting"
    return Finding(colour, Reason.of("incomplete", reported=seen.reported, owed=seen.owed))


RULES: tuple[Callable[[Standing, LightRules], Finding | None], ...] = (
    _stated,
    _overdue,
    _late_start,
    _unreported,
    _paced,
    _incomplete,
    _planless,
)
"""What may be found, in the order in which findings of one colour are said."""


def _is_met(seen: Standing) -> bool:
    """Whether the target is reached for good: a ceiling can still be broken until its deadline."""
    if seen.aim is None or seen.actual is None or not seen.aim.is_sound or not seen.aim.is_reached(seen.actual):
        return False
    return seen.aim.way == "up" or (seen.deadline is not None and seen.as_of > seen.deadline)


def _has_moved(seen: Standing) -> bool:
    """Whether the figure has left its baseline in the right direction."""
    if seen.aim is None or seen.actual is None or not seen.aim.is_sound:
        return False
    if seen.aim.way == "down":
        return seen.aim.baseline is not None and seen.actual < seen.aim.baseline
    return seen.aim.way == "up" and seen.actual > (seen.aim.baseline or 0)


def _was_missed(seen: Standing) -> bool:
    """Whether the period before was behind its plan or not reported."""
    if seen.previous is None:
        return seen.missed
    reasons = (seen.previous.reason, *seen.previous.others)
    slight = seen.previous.colour == "yellow" and seen.previous.reason.code == "slightly_behind"
    return seen.missed or slight or any(reason.code in _MISSED for reason in reasons)


def _curve(seen: Standing) -> Curve | None:
    """The plan, or the usual one over the period; ``None`` where no period is known."""
    if seen.curve is not None or seen.aim is None or seen.deadline is None:
        return seen.curve
    try:
        return usual(seen.aim, seen.begins or date(seen.deadline.year, 1, 1), seen.deadline)
    except PlanError:
        return None


def _months_on(day: date, months: int) -> date:
    try:
        return months_after(day, months)
    except OverflowError:
        return date.max


def amount(value: Decimal, aim: Aim) -> str:
    """The value with its unit as people write it; what was divided in five digits or two decimals, or three digits below one."""
    if not is_sound(value):
        return f"{value}{aim.unit}"
    rounded = value if len(value.as_tuple().digits) <= 30 else _rounded(value)
    try:
        return str(Quantity(rounded, aim.unit))
    except MeasureError:
        return f"{rounded.normalize():f}{aim.unit}"


def _rounded(value: Decimal) -> Decimal:
    if abs(value) < 1:
        return Context(3, ROUND_HALF_EVEN).plus(value)
    return round(value, min(2, max(4 - value.adjusted(), 0)))


def _shown(points: Decimal, rules: LightRules) -> str:
    """Points, without sign, with as few decimals as leave them on the same side of every threshold of the rule."""
    for places in (1, 2, 4, 8, 16):
        rounded = round(abs(points), places)
        if _judged(rounded if points > 0 else -rounded, rules) == _judged(points, rules):
            return f"{rounded.normalize():f}"
    return f"{abs(points):f}"
