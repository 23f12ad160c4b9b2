"""What became of a promise said in two documents: weighed, and every respect in which it reads differently."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.comparison.differences import Change, Status
from taizhang.comparison.periods import same_deadline
from taizhang.comparison.promises import Promise, opposite, side_by_side
from taizhang.comparison.vocabulary import vocabulary
from taizhang.comparison.wordings import Wording
from taizhang.reading.results import Claim

_FLOORS, _CEILINGS = frozenset({">", ">="}), frozenset({"<", "<="})
_FIRMNESS = {"~": 0, "=": 1, ">": 2, ">=": 2, "<": 2, "<=": 2}
_STOCK = re.compile(r"总数|总量|累计|保有量|突破|达到?[^到]{0,4}$")
_FLOW = re.compile(r"新增|净增|新建|新开|增加")
_NEARBY = 14


def judge(old: Promise, new: Promise, wording: Wording, years: int) -> tuple[Status, tuple[Change, ...]]:
    """The status of a matched promise and its changes; ``years`` lie between the documents.

    The order of the questions stands in docs/reference/compare.md, with a worked table.
    """
    changes = tuple(_changes(old, new, wording, years))
    fields = {change.field for change in changes}
    if fields & {"unit", "scope"} or _redefined(old, new) or _turned(old, new):
        return "changed", changes
    weight = _weight(old, new)
    if weight:
        return ("raised" if weight > 0 else "lowered"), changes
    return ("changed" if "deadline" in fields else "unchanged"), changes


def _changes(old: Promise, new: Promise, wording: Wording, years: int) -> Iterator[Change]:
    mine, yours = old.first, new.first
    if old.value != new.value or not side_by_side(old, new):
        yield Change("value", mine.value, yours.value)
    if not _comparators(old) & _comparators(new):
        yield Change("comparator", mine.comparator, yours.comparator)
    if not side_by_side(old, new):
        yield Change("unit", mine.unit, yours.unit)
    if not {claim.measure for claim in old.claims} & {claim.measure for claim in new.claims}:
        yield Change("measure", mine.measure, yours.measure)
    if opposite(old, new):
        yield Change("direction", mine.direction, yours.direction)
    if wording is not Wording.SAME or _thresholds(old) != _thresholds(new):
        yield Change("definition", mine.indicator, yours.indicator)
    if _elsewhere(old, new):
        yield Change("scope", _scope(old), _scope(new))
    if not _on_time(old, new, years):
        yield Change("deadline", mine.period, yours.period)
    if not {claim.strength for claim in old.claims} & {claim.strength for claim in new.claims}:
        yield Change("strength", mine.strength, yours.strength)


def _comparators(promise: Promise) -> set[str | None]:
    return {claim.comparator for claim in promise.claims}


def _thresholds(promise: Promise) -> frozenset[str]:
    return frozenset().union(*(name.thresholds for name in promise.names))


def _elsewhere(old: Promise, new: Promise) -> bool:
    if not {name.scope for name in old.names} & {name.scope for name in new.names}:
        return True
    return bool(old.places and new.places) and not old.places & new.places


def _scope(promise: Promise) -> str | None:
    return (promise.first.place or "") + (promise.names[0].scope or "") or None


def _on_time(old: Promise, new: Promise, years: int) -> bool:
    """Is some deadline of either side the same, or the same so many years later."""
    if not old.horizons or not new.horizons:
        return True
    return any(
        same_deadline(mine, yours) or same_deadline(mine.shifted(years), yours)
        for mine in old.horizons
        for yours in new.horizons
    )


def _redefined(old: Promise, new: Promise) -> bool:
    """A share of other villages, or a stock where there was a flow: no longer the same thing that is counted."""
    mine, yours = _thresholds(old), _thresholds(new)
    return (bool(mine) and bool(yours) and mine != yours) or _stock_for_flow(old, new) or _stock_for_flow(new, old)


def _stock_for_flow(stock: Promise, flow: Promise) -> bool:
    """Stock and flow are told apart by the words of the text, for a bare 充电桩5000个 may be read either way."""
    if {claim.measure for claim in stock.claims} != {"level"} or {claim.measure for claim in flow.claims} != {"delta"}:
        return False
    return any(_STOCK.search(_before(claim)) for claim in stock.claims) and any(
        _FLOW.search(_before(claim)) for claim in flow.claims
    )


def _before(claim: Claim) -> str:
    """The words of the clause that lead up to the figure."""
    return claim.quote[: max(0, claim.start - claim.quote_start)][-_NEARBY:]


def _turned(old: Promise, new: Promise) -> bool:
    """At least has become at most, or adding has become cutting."""
    mine, yours = _comparators(old), _comparators(new)
    if (mine <= _FLOORS and yours <= _CEILINGS) or (mine <= _CEILINGS and yours <= _FLOORS):
        return True
    return old.family == "amount" and opposite(old, new)


def _weight(old: Promise, new: Promise) -> int:
    """Above nought where the new promise is harder to keep, below where it is easier."""
    if old.value is None or new.value is None:
        return 0
    mine, yours = old.value, new.value
    if old.family == "growth" and opposite(old, new):
        mine, yours = (
            -value if side.first.direction == "down" else value for side, value in ((old, mine), (new, yours))
        )
        return _sign(yours > mine, yours < mine, less=_named_ceiling(old, new))
    if mine != yours:
        return _sign(yours > mine, yours < mine, less=_less_is_harder(old, new))
    return _firmer(old, new)


def _sign(above: bool, below: bool, *, less: bool) -> int:
    return (below - above) if less else (above - below)


def _less_is_harder(old: Promise, new: Promise) -> bool:
    """Is the smaller figure the harder promise: a rank, a ceiling, or a thing of which less is better.

    A cut is harder the larger it is, whatever is cut.
    """
    if old.family == "rank":
        return True
    comparators = _comparators(old) | _comparators(new)
    if comparators & _CEILINGS or comparators & _FLOORS:
        return bool(comparators & _CEILINGS)
    if "down" in {old.first.direction, new.first.direction}:
        return False
    return _named_ceiling(old, new)


def _named_ceiling(old: Promise, new: Promise) -> bool:
    return any(vocabulary().ceiling.search(name.text) for promise in (old, new) for name in promise.names)


def _firmer(old: Promise, new: Promise) -> int:
    """Equal figures weigh the same, except that 左右 is less than 以上; a plain figure stands for either."""
    mine = [_FIRMNESS[said] for said in _comparators(old) if said]
    yours = [_FIRMNESS[said] for said in _comparators(new) if said]
    if not mine or not yours:
        return 0
    return (min(yours) - max(mine) >= 2) - (min(mine) - max(yours) >= 2)
