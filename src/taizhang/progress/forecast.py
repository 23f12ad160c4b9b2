"""Where a figure will stand when its period ends, with how far off that may be, from what was locked so far.

Three plain methods, the one used named in the result: ``pace`` (what a month brought lately goes on), ``last_year`` (the rest of
the year brings the share it brought last year), ``unchanged`` (what does not accumulate stays). The clock is never asked.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal, localcontext
from itertools import pairwise
from typing import Literal

from taizhang.progress.curves import Curve, month_ends, months_gone
from taizhang.progress.pace import Aim, decimal, is_sound
from taizhang.progress.reasons import Reason

Method = Literal["pace", "last_year", "unchanged"]
Series = Sequence[tuple[date, Decimal]]

LEAST = 3
"""Figures below which nothing is forecast: two errors are the fewest that say how far off a forecast may be."""

KEEP = Decimal("0.7")
"""How much of a month's weight the month before has: a half-life of two months."""

CLEARLY = Decimal(2)
"""So many times the mean square error of pace alone may last year's shares have had, and are still preferred."""

_PLACES = Decimal("0.000001")
# Student's t, 90% one-sided, by the number of errors: between the two ends lie four in five outcomes.
_T = tuple(
    map(
        Decimal,
        ["3.078", "1.886", "1.638", "1.533", "1.476", "1.440", "1.415", "1.397", "1.383", "1.372", "1.363", "1.356"],
    )
)


@dataclass(frozen=True, slots=True)
class Point:
    """What is expected by the end of a day; four in five outcomes should lie between ``low`` and ``high``."""

    day: date
    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Forecast:
    """The expected figures at each month's end to the end of the period, by which method, from how many figures."""

    method: Method
    figures: int
    since: date
    points: tuple[Point, ...]

    @property
    def end(self) -> Point:
        """What is expected when the period ends."""
        return self.points[-1]

    def chance(self, aim: Aim) -> Reason | None:
        """How likely the target is to be met, in words; ``None`` where neither more nor less is better."""
        if aim.way == "hold" or not aim.is_sound:
            return None
        worse, better = (self.end.low, self.end.high) if aim.way == "up" else (self.end.high, self.end.low)
        for code, value in (("chance_likely", worse), ("chance_rather", self.end.value), ("chance_doubtful", better)):
            if aim.is_reached(value):
                return Reason.of(code)
        return Reason.of("chance_unlikely")


@dataclass(frozen=True, slots=True)
class NoForecast:
    """Why there is none."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class _Model:
    """A method fitted to the figures: what it expects and the spread of it by a day, and how wrong it has been."""

    method: Method
    value: Callable[[date], Decimal]
    spread: Callable[[date], Decimal]
    errors: int
    fault: Decimal = Decimal(0)


Clock = Callable[[date], Decimal]
"""How far the year has gone by the end of a day: in months, or in the share of it that last year had brought by then."""


def forecast(
    series: Series,
    begins: date,
    ends: date,
    *,
    last_year: Series = (),
    accumulates: bool = True,
    ceiling: Decimal | None = None,
) -> Forecast | NoForecast:
    """What is expected at the end of the period from the figures so far, day by day in order; never raises.

    ``series`` is cumulative from ``begins`` on unless it does not accumulate; ``last_year`` is the year before in the same
    form, and used where it reaches that year's end and would have been nearer so far. Nothing is above ``ceiling`` (100%).

    >>> days = month_ends(date(2023, 12, 31), date(2024, 4, 30))
    >>> even = forecast([(day, Decimal(10 * day.month)) for day in days], date(2024, 1, 1), date(2024, 12, 31))
    >>> even.method, round(even.end.value)
    ('pace', 120)
    """
    known = [(day, value) for day, value in series if begins <= day <= ends]
    if any(first >= second for first, second in _pairs(known)) or not all(is_sound(value) for _, value in known):
        return NoForecast(Reason.of("forecast_unclear"))
    if len(known) < LEAST:
        return NoForecast(Reason.of("forecast_few", figures=len(known), least=LEAST))
    since = known[-1][0]
    if since >= ends:
        return NoForecast(Reason.of("forecast_over", day=since))
    with localcontext(Context(prec=50, traps=[])):
        model = _model(known, begins, ends, last_year) if accumulates else _unchanged(known)
        floor = known[-1][1] if accumulates and _never_fell(known) else None
        points = tuple(_point(model, day, floor, ceiling) for day in month_ends(since, ends))
    return Forecast(model.method, len(known), since, points)


def _pairs(known: list[tuple[date, Decimal]]) -> list[tuple[date, date]]:
    return [(first[0], second[0]) for first, second in pairwise(known)]


def _never_fell(known: list[tuple[date, Decimal]]) -> bool:
    values = [Decimal(0), *(value for _, value in known)]
    return values == sorted(values)


def _point(model: _Model, day: date, floor: Decimal | None, ceiling: Decimal | None) -> Point:
    def kept(value: Decimal) -> Decimal:
        """What is done stays done, and nothing is more than all."""
        value = value if floor is None else max(value, floor)
        value = value if ceiling is None or not is_sound(ceiling) else min(value, ceiling)
        return value.quantize(_PLACES)

    value = model.value(day)
    reach = _T[min(model.errors, len(_T)) - 1] * model.spread(day)
    return Point(day, kept(value), kept(value - reach), kept(value + reach))


def _model(known: list[tuple[date, Decimal]], begins: date, ends: date, last_year: Series) -> _Model:
    """By last year's shares where last year is known, unless pace alone would have been clearly nearer so far."""
    eve = begins - timedelta(days=1) if begins > date.min else begins
    started = [(eve, Decimal(0)), *known]
    pace, shape = _paced("pace", started, _gone), _shape(eve, ends, last_year)
    seasonal = None if shape is None else _paced("last_year", started, shape)
    if pace is None or (seasonal is not None and seasonal.fault <= pace.fault * CLEARLY):
        return seasonal or _unchanged(known)
    return pace


def _paced(method: Method, known: list[tuple[date, Decimal]], clock: Clock) -> _Model | None:
    """Brown's discounted mean of what a unit of the clock brought; the spread is that of lead-time demand.

    Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), chapter 6. ``None`` where the clock
    stood still for all but two steps.
    """
    steps = _steps(known, clock)
    if len(steps) < LEAST:
        return None
    errors, squares = [], []
    mean = weight = Decimal(0)
    for length, change in steps:
        if weight:
            miss = change - mean * length
            errors.append(miss / length.sqrt())
            squares.append(miss * miss)
        weight *= KEEP**length
        mean = (mean * weight + change) / (weight + length)
        weight += length
    newest, noise, (since, last) = 1 / max(weight, Decimal(1)), _root_mean_square(errors), known[-1]

    def spread(day: date) -> Decimal:
        ahead = clock(day) - clock(since)
        drift = newest * ahead * (ahead - 1) + newest * newest * ahead * (ahead - 1) * (2 * ahead - 1) / 6
        return noise * max(ahead + drift, Decimal(0)).sqrt()

    fault = sum(squares, Decimal(0)) / len(squares)
    return _Model(method, lambda day: last + mean * (clock(day) - clock(since)), spread, len(errors), fault)


def _shape(eve: date, ends: date, last_year: Series) -> Clock | None:
    """Months of the year in last year's shares of its whole; ``None`` where last year is not known to its end."""
    before = [(_year_on(day), value) for day, value in last_year if is_sound(value)]
    before = [(day, value) for day, value in before if eve < day <= ends]
    days, values = [day for day, _ in before], [Decimal(0), *(value for _, value in before)]
    if len(days) < LEAST or days[-1] != ends or days != sorted(set(days)) or values != sorted(values) or not values[-1]:
        return None
    curve, months = Curve(((eve, Decimal(0)), *before)), _gone(ends) - _gone(eve)
    return lambda day: curve.on(day) / values[-1] * months


def _unchanged(known: list[tuple[date, Decimal]]) -> _Model:
    """The last figure, with the spread of a random walk of the changes so far."""
    errors = [change / length.sqrt() for length, change in _steps(known, _gone)]
    noise, (since, last) = _root_mean_square(errors), known[-1]
    return _Model("unchanged", lambda day: last, lambda day: noise * (_gone(day) - _gone(since)).sqrt(), len(errors))


def _steps(known: list[tuple[date, Decimal]], clock: Clock) -> list[tuple[Decimal, Decimal]]:
    """Between figures: how far the clock went, and what that brought; figures between which it stood still are one."""
    steps: list[tuple[Decimal, Decimal]] = []
    at, stood = clock(known[0][0]), known[0][1]
    for day, value in known[1:]:
        length, change = clock(day) - at, value - stood
        if length > 0:
            steps.append((length, change))
            at, stood = clock(day), value
    return steps


def _gone(day: date) -> Decimal:
    return decimal(months_gone(day))


def _root_mean_square(errors: Sequence[Decimal]) -> Decimal:
    return (sum((error * error for error in errors), Decimal(0)) / len(errors)).sqrt()


def _year_on(day: date) -> date:
    """The same day a year on; the end of a month is the end of that month."""
    year = min(day.year + 1, date.max.year)
    last = monthrange(year, day.month)[1]
    return date(year, day.month, last if day.day == monthrange(day.year, day.month)[1] else min(day.day, last))
