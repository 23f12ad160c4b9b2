"""Whether two promises are one, from their names and, where the names leave it open, from their figures."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.comparison.evidence import Agreement, Figures, Telling
from taizhang.comparison.periods import Horizon, same_year
from taizhang.comparison.promises import Promise, opposite, side_by_side
from taizhang.comparison.units import COUNTED, money
from taizhang.comparison.wordings import Relation, Wording, may_be_same, relation


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two promises taken for one: ``score`` ranks this against other pairings, ``wording`` says on what grounds."""

    score: float
    wording: Wording


@dataclass(frozen=True, slots=True)
class Setting:
    """What the two documents are to each other: how many years lie between them, and all their figures."""

    figures: Figures
    years: int = 0


@dataclass(frozen=True, slots=True)
class _Gaps:
    """In what respects two promises do not stand on the same ground, names and figures apart.

    ``counted`` says that the units differ in what they count: homes for estates, a share for a number.
    """

    unit: bool
    counted: bool
    place: bool
    time: bool
    direction: bool
    measure: bool
    scope: bool

    def count(self) -> int:
        return self.unit + self.place + self.time + self.direction + self.measure + self.scope


def likeness(one: Promise, other: Promise, setting: Setting) -> Likeness | None:
    """How far two promises are one, or ``None`` where they are not; the order of the two does not matter.

    The rules stand in docs/reference/compare.md: the looser the wording, the more the figures have to prove.
    """
    if one.family != other.family or _apart(one, other, setting.years):
        return None
    gaps = _gaps(one, other, setting.years)
    agreement = Agreement() if gaps.unit else setting.figures.agreement(one, other)
    related = _related(one, other, needs_same=one.family != "task" and not agreement.proves)
    if related.wording is Wording.APART:
        return None
    if not (_task_holds(related, gaps) if one.family == "task" else _holds(related, agreement, gaps)):
        return None
    return Likeness(_score(related, agreement, gaps) + _same_words(one, other), related.wording)


def _related(one: Promise, other: Promise, *, needs_same: bool) -> Relation:
    """The closest relation of any two of their names; only of those that may be the same where nothing less will do."""
    both = [(mine, yours) for mine in one.names for yours in other.names]
    if needs_same:
        both = [(mine, yours) for mine, yours in both if may_be_same(mine, yours)]
    return max((relation(mine, yours) for mine, yours in both), default=Relation(Wording.APART, 0.0))


def _apart(one: Promise, other: Promise, years: int) -> bool:
    """Points are no rate, money no number of things, and a flow over several years never the one of a single year."""
    if (one.family == "growth" and one.scale != other.scale) or money(one.first.unit) != money(other.first.unit):
        return True
    mine, yours = one.horizon, other.horizon
    if mine is None or yours is None or {one.first.measure, other.first.measure} & {"level", "rank"}:
        return False
    return (mine.long or yours.long) and not _same_time(mine, yours, years)


def _same_time(one: Horizon | None, other: Horizon | None, years: int) -> bool:
    return same_year(one, other) or (one is not None and years != 0 and same_year(one.shifted(years), other))


def _gaps(one: Promise, other: Promise, years: int) -> _Gaps:
    mine, yours = one.first, other.first
    return _Gaps(
        unit=not side_by_side(one, other),
        counted=one.percent != other.percent or {one.scale, other.scale} <= COUNTED,
        place=bool(one.places and other.places) and not one.places & other.places,
        time=not any(_same_time(a, b, years) for a in one.horizons or (None,) for b in other.horizons or (None,)),
        direction=one.family == "amount" and opposite(one, other),
        measure=mine.measure != yours.measure,
        scope=not {name.scope for name in one.names} & {name.scope for name in other.names},
    )


def _task_holds(related: Relation, gaps: _Gaps) -> bool:
    """Tasks have no figure to prove anything: of one place, and in nearly the same words."""
    return not gaps.place and (related.wording is Wording.SAME or related.closeness >= 0.75)


def _holds(related: Relation, agreement: Agreement, gaps: _Gaps) -> bool:
    """Is there proof enough: the looser the wording, the more the figures have to say."""
    if gaps.unit or gaps.direction or gaps.place:
        return related.wording is Wording.SAME and _holds_across(related, agreement, gaps)
    if gaps.time:
        return _holds_later(related, agreement)
    if gaps.measure and not agreement.twice:
        return False
    if related.wording is Wording.SAME:
        return related.closeness == 1 or not agreement.far
    if related.wording is Wording.NARROWER:
        return _holds_narrower(agreement) and (agreement.exact or not gaps.measure)
    if related.wording is Wording.SUBSTITUTED:
        return _alone(agreement)
    return _sure(agreement)


def _sure(agreement: Agreement) -> bool:
    return agreement.exact and agreement.telling >= Telling.SOME and agreement.others <= 1


def _alone(agreement: Agreement) -> bool:
    """A figure like no other says by itself what it belongs to."""
    return agreement.exact and agreement.telling is Telling.MUCH and agreement.others == 0


def _holds_across(related: Relation, agreement: Agreement, gaps: _Gaps) -> bool:
    """Of the same name, but in another unit, of another place, or the other way about: one of these, never two."""
    if gaps.unit + gaps.direction + gaps.place > 1:
        return False
    if gaps.unit:
        return related.closeness == 1 or not gaps.counted
    return agreement.exact if gaps.direction else _alone(agreement)


def _holds_later(related: Relation, agreement: Agreement) -> bool:
    """The same figure for another year is a deadline that moved; a rate of every year is not."""
    if not agreement.exact or related.wording < Wording.NARROWER:
        return False
    return agreement.telling >= Telling.SOME or (related.wording is Wording.SAME and not agreement.rate)


def _holds_narrower(agreement: Agreement) -> bool:
    if agreement.exact:
        return agreement.others <= (2 if agreement.telling >= Telling.SOME else 0)
    return agreement.near and agreement.others <= 1


def _score(related: Relation, agreement: Agreement, gaps: _Gaps) -> float:
    """Wording first, then figures: an equal figure is worth more than one step of wording, a near one less."""
    figures = 1.5 if agreement.exact else 0.6 if agreement.near else 0.0
    return related.wording + figures + 0.4 * related.closeness - 0.5 * gaps.count()


def _same_words(one: Promise, other: Promise) -> float:
    """Between otherwise equal candidates the one that reads the same to the letter, of the same year, comes first."""
    mine, yours = one.first, other.first
    letters = (mine.indicator == yours.indicator) + (mine.comparator == yours.comparator) + (mine.unit == yours.unit)
    return 0.1 * letters + 0.1 * same_year(one.horizon, other.horizon)
