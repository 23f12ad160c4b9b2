"""Checks that doubt a figure when it is entered. None refuses it: each says why, and may ask for a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal, localcontext

from taizhang.progress.check_rules import CheckRule, preset
from taizhang.progress.findings import amount
from taizhang.progress.pace import Aim, is_sound, kind_of
from taizhang.progress.reasons import Reason

_WHOLE = frozenset({"count", "people", "rank"})  # kinds of unit that come in ones
_POWERS = ((4, "万"), (8, "亿"))


@dataclass(frozen=True, slots=True)
class Entered:
    """A figure as entered, and what is known beside it; all in whole units.

    ``value`` is the cumulative value, or for what does not accumulate the value itself; ``this`` the period's own amount.
    ``last`` is the value of the period before and ``earlier`` what the periods before brought, each. ``planned`` is what
    the plan asks for by now. ``evidence`` counts the files, ``None`` where none is wanted. ``data_date`` is the day the
    figure speaks of, ``first`` and ``until`` the days of the period.
    """

    value: Decimal | None
    aim: Aim
    this: Decimal | None = None
    last: Decimal | None = None
    earlier: tuple[Decimal, ...] = ()
    planned: Decimal | None = None
    accumulates: bool = True
    approximate: bool = False
    evidence: int | None = None
    data_date: date | None = None
    first: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a check found; ``asks`` says that whoever submits must explain it."""

    check: str
    reason: Reason
    asks: bool


def doubts(entered: Entered, rules: Sequence[CheckRule] | None = None) -> tuple[Doubt, ...]:
    """Everything doubtful about the figure, in the order of the rules; a blank is no figure. Never raises.

    >>> aim = Aim(Decimal(15000), ">=", "up", unit="个")
    >>> [doubt.check for doubt in doubts(Entered(Decimal("1.5"), aim, last=Decimal(12000)))]
    ['fell', 'scale', 'fraction']
    """
    if entered.value is None or not is_sound(entered.value):
        return ()
    seen = _sound(entered)
    with localcontext(Context(prec=50, traps=[])):
        found = [(rule, CHECKS[rule.name](seen, entered.value, rule)) for rule in rules or preset() if rule.on]
    return tuple(Doubt(rule.name, reason, rule.asks) for rule, reason in found if reason is not None)


def without_evidence(rules: Sequence[CheckRule]) -> tuple[Doubt, ...]:
    """The doubt about a task that wants evidence and has none; a task has no figure that could be doubted."""
    return tuple(
        Doubt(rule.name, Reason.of("doubt_no_evidence"), rule.asks)
        for rule in rules
        if rule.on and rule.name == "no_evidence"
    )


def _sound(entered: Entered) -> Entered:
    """Without what nobody can reckon with."""
    return replace(
        entered,
        this=entered.this if is_sound(entered.this) else None,
        last=entered.last if is_sound(entered.last) else None,
        earlier=tuple(each for each in entered.earlier if is_sound(each)),
        planned=entered.planned if is_sound(entered.planned) else None,
    )


def _fell(seen: Entered, value: Decimal, rule: CheckRule) -> Reason | None:
    """What accumulates is less than before."""
    if not seen.accumulates or seen.last is None or value >= seen.last:
        return None
    return Reason.of("doubt_fell", value=amount(value, seen.aim), last=amount(seen.last, seen.aim))


def _jump(seen: Entered, value: Decimal, rule: CheckRule) -> Reason | None:
    """Far from the periods before."""
    if seen.accumulates:
        return _burst(seen, value, rule)
    if seen.last is None or kind_of(seen.aim.unit) == "rank":
        return None
    change = abs(value - seen.last)
    rate = kind_of(seen.aim.unit) == "rate"
    if change <= (rule["points"] if rate else abs(seen.last) * rule["percent"] / 100) or not (rate or seen.last):
        return None
    return Reason.of("doubt_jump", value=amount(value, seen.aim), last=amount(seen.last, seen.aim))


def _burst(seen: Entered, value: Decimal, rule: CheckRule) -> Reason | None:
    this = seen.this if seen.this is not None else None if seen.last is None else value - seen.last
    if this is None or not seen.earlier:
        return None
    usual = sum(map(abs, seen.earlier), Decimal(0)) / len(seen.earlier)
    if not usual or abs(this) <= usual * rule["times"]:
        return None
    return Reason.of("doubt_burst", this=amount(this, seen.aim), usual=amount(usual, seen.aim), times=rule["times"])


def _beyond(seen: Entered, value: Decimal, rule: CheckRule) -> Reason | None:
    """Far past the target, on the good side; growth may, and to stay below a ceiling is no feat."""
    aim = seen.aim
    ceiling = aim.way == "down" and aim.baseline is None
    if not aim.is_sound or ceiling or aim.way == "hold" or aim.measure in ("growth", "rank"):
        return None
    past = -aim.points_behind(aim.target, value)
    if past <= rule["percent"]:
        return None
    return Reason.of("doubt_beyond", value=amount(value, aim), target=amount(aim.target, aim))


def _over_hundred(seen: Entered, value: Decimal, rule: CheckRule) -> Reason | None:
    """A share of more than all: where the target is one, and no growth."""
    aim = seen.aim
    if aim.unit != "%" or aim.measure != "level" or not aim.is_sound or aim.target > 100 or value <= 100:
        return None
    return Reason.of("doubt_over_hundred", value=amount(value, aim))


def _negative(seen: Entered, value: Decimal, rule: CheckRule) -> Reason | None:
    """Less than nothing, of what is no growth and not meant to be."""
    if value >= 0 or seen.aim.measure == "growth" or (seen.aim.is_sound and seen.aim.target < 0):
        return None
    return Reason.of("doubt_negative", value=amount(value, seen.aim))


def _scale(seen: Entered, value: Decimal, rule: CheckRule) -> Reason | None:
    """As if counted in 万 or 亿, or in ones where those are meant."""
    expected = next((abs(each) for each in (seen.last, seen.planned) if each), None)
    if expected is None or value <= 0 or kind_of(seen.aim.unit) in ("rate", "rank"):
        return None
    for power, mark in _POWERS:
        for meant, code in ((value.scaleb(power), "doubt_small"), (value.scaleb(-power), "doubt_large")):
            if expected <= abs(meant) * rule["near"] and abs(meant) <= expected * rule["near"]:
                said = {"value": amount(value, seen.aim), "expected": amount(expected, seen.aim)}
                return Reason.of(code, **said, mark=mark, meant=amount(meant, seen.aim))
    return None


def _fraction(seen: Entered, value: Decimal, rule: CheckRule) -> Reason | None:
    """Part of a thing that comes in ones."""
    if kind_of(seen.aim.unit) not in _WHOLE or value == value.to_integral_value():
        return None
    return Reason.of("doubt_fraction", value=amount(value, seen.aim))


def _approximate(seen: Entered, value: Decimal, rule: CheckRule) -> Reason | None:
    """Entered as about so much."""
    return Reason.of("doubt_approximate", value=amount(value, seen.aim)) if seen.approximate else None


def _no_evidence(seen: Entered, value: Decimal, rule: CheckRule) -> Reason | None:
    """Evidence is wanted and there is none for what is new."""
    new = seen.last is None or value != seen.last
    return Reason.of("doubt_no_evidence") if seen.evidence == 0 and new else None


def _other_date(seen: Entered, value: Decimal, rule: CheckRule) -> Reason | None:
    """The figure speaks of a day outside its period."""
    day, first, until = seen.data_date, seen.first, seen.until
    if day is None or first is None or until is None or first <= day <= until:
        return None
    return Reason.of("doubt_other_date", day=day, first=first, until=until)


def _contradiction(seen: Entered, value: Decimal, rule: CheckRule) -> Reason | None:
    """This period's amount and the cumulative value do not go together."""
    if not seen.accumulates or seen.this is None or seen.last is None or seen.last + seen.this == value:
        return None
    together = amount(seen.last + seen.this, seen.aim)
    return Reason.of("doubt_contradiction", value=amount(value, seen.aim), together=together)


CHECKS: dict[str, Callable[[Entered, Decimal, CheckRule], Reason | None]] = {
    "fell": _fell,
    "jump": _jump,
    "beyond": _beyond,
    "over_hundred": _over_hundred,
    "negative": _negative,
    "scale": _scale,
    "fraction": _fraction,
    "approximate": _approximate,
    "no_evidence": _no_evidence,
    "other_date": _other_date,
    "contradiction": _contradiction,
}
"""Every check by its name in ``checks.toml``."""
