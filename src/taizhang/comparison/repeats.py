"""Repeats inside one document: a headline and the body that says it again are one promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from taizhang.comparison.evidence import Figures, Telling
from taizhang.comparison.pairing import candidates
from taizhang.comparison.periods import same_year
from taizhang.comparison.promises import Promise, opposite, promise
from taizhang.comparison.units import comparable
from taizhang.comparison.wordings import Wording, relation
from taizhang.reading.results import Claim

_FLOORS, _CEILINGS = frozenset({">", ">="}), frozenset({"<", "<="})


def promises_of(claims: Sequence[Claim]) -> tuple[Promise, ...]:
    """The promises a document's claims make, in order of first appearance; every claim belongs to exactly one.

    A claim joins the first promise all of whose claims it repeats.
    """
    single = [promise(number, (claim,)) for number, claim in enumerate(claims)]
    earlier = _earlier_repeats(single)
    groups: list[list[int]] = []
    group_of: dict[int, int] = {}
    for number in range(len(single)):
        said = earlier[number]
        home = next((g for g in sorted({group_of[i] for i in said}) if said.issuperset(groups[g])), len(groups))
        if home == len(groups):
            groups.append([])
        groups[home].append(number)
        group_of[number] = home
    return tuple(promise(number, [single[i].first for i in group]) for number, group in enumerate(groups))


def _earlier_repeats(single: Sequence[Promise]) -> defaultdict[int, set[int]]:
    """For each claim the earlier ones it repeats."""
    figures = Figures(single)
    earlier: defaultdict[int, set[int]] = defaultdict(set)
    for i, j in candidates(single, single):
        if i < j and _alike(single[i], single[j]) and _repeats(single[i], single[j], figures):
            earlier[j].add(i)
    return earlier


def _alike(one: Promise, other: Promise) -> bool:
    """Could these be one promise said twice: the same figure of the same place and time, in another clause.

    Adding and cutting may be one: 减少10个无分红村 and 完成10个无分红村任务 are.
    """
    mine, yours = one.first, other.first
    return (
        one.family == other.family
        and one.value == other.value
        and comparable(mine.unit, yours.unit)
        and not _share_words(mine, yours)
        and not (_faces(mine.comparator, yours.comparator) or _faces(yours.comparator, mine.comparator))
        and (not one.places or not other.places or one.places == other.places)
        and same_year(one.horizon, other.horizon)
        and one.names[0].scope == other.names[0].scope
    )


def _share_words(mine: Claim, yours: Claim) -> bool:
    """One clause never says a promise twice: 城镇1万个、农村1万个 are two.

    The words are compared and not the offsets alone, for a ledger's claims come from several documents.
    """
    start, end = max(mine.quote_start, yours.quote_start), min(mine.quote_end, yours.quote_end)
    return start < end and _between(mine, start, end) == _between(yours, start, end)


def _between(claim: Claim, start: int, end: int) -> str:
    return claim.quote[start - claim.quote_start : end - claim.quote_start]


def _faces(mine: str | None, yours: str | None) -> bool:
    return mine in _FLOORS and yours in _CEILINGS


def _repeats(one: Promise, other: Promise, figures: Figures) -> bool:
    wording = relation(one.names[0], other.names[0]).wording
    if opposite(one, other) and (one.family == "growth" or wording is not Wording.SAME):
        return False
    if wording is Wording.SAME:
        return True
    if one.value is None:
        return one.names[0].text == other.names[0].text
    agreement = figures.agreement(one, other)
    if wording is Wording.NARROWER:
        return agreement.telling >= Telling.SOME and agreement.others <= 2
    return wording is Wording.KINDRED and agreement.telling >= Telling.SOME and agreement.others <= 1
