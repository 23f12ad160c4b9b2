"""Which promises may be one, found through what they share, and the pairing of each with at most one other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from taizhang.comparison.likeness import Likeness, Setting, likeness
from taizhang.comparison.promises import Promise
from taizhang.comparison.wordings import Wording

_EQUAL = Likeness(float("inf"), Wording.SAME)
_MOST = 900
"""Pairs looked at for one shared feature; a feature that more share tells nothing, and a narrower one is asked."""


def candidates(old: Sequence[Promise], new: Sequence[Promise]) -> Iterator[tuple[int, int]]:
    """Positions of promises that share a pair of letters, a kin or a figure; each pairing once, in no set order.

    Where a feature is common (生产 in a ledger of thirty towns) only promises of one place and scale that share it are
    looked at, then only those of one name besides, so that the work stays in proportion to the number of promises.
    """
    seen: set[tuple[int, int]] = set()
    for width in range(3):
        mine, yours = _shelves(old, width), _shelves(new, width)
        for feature in mine.keys() & yours.keys():
            if len(mine[feature]) * len(yours[feature]) <= _MOST:
                seen.update((i, j) for i in mine[feature] for j in yours[feature])
    yield from seen


def _shelves(promises: Sequence[Promise], width: int) -> dict[Hashable, list[int]]:
    shelves: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, promise in enumerate(promises):
        for feature in set(_features(promise, width)):
            shelves[feature].append(position)
    return shelves


def _features(promise: Promise, width: int) -> Iterable[Hashable]:
    """What a promise can be found by; the wider the net, the fewer the knots."""
    if width == 0:
        return _shared(promise)
    places = promise.places or frozenset({""})
    if width == 1:
        return [(feature, place, promise.scale) for feature in _shared(promise) for place in places]
    names = {name.text for name in promise.names}
    return [(name, place, promise.scale, promise.value, promise.horizons) for name in names for place in places]


def _shared(promise: Promise) -> list[Hashable]:
    features: list[Hashable] = [bigram for name in promise.names for bigram in (*name.bigrams, *name.alone)]
    features += [("kin", number) for name in promise.names for number in name.kin]
    if promise.value is not None:
        features.append((promise.family, promise.scale, promise.value))
    return features


def pairs(old: Sequence[Promise], new: Sequence[Promise], setting: Setting) -> list[tuple[int, int, Likeness]]:
    """One-to-one pairs: first those that agree in everything, then the likest first.

    Taking the best pair that is left is what a careful clerk does, explains itself pair by pair, and needs no solver;
    ties go to promises that stand at the same place of their documents.
    """
    equal = list(_equal(old, new))
    rest_old = _without(old, {i for i, _ in equal})
    rest_new = _without(new, {j for _, j in equal})
    found = [
        (one.number, other.number, like)
        for i, j in candidates(rest_old, rest_new)
        if (like := likeness(one := rest_old[i], other := rest_new[j], setting)) is not None
    ]
    found.sort(key=lambda pair: (-pair[2].score, abs(pair[0] - pair[1]), pair[0] + pair[1]))
    return [(i, j, _EQUAL) for i, j in equal] + list(_each_once(found))


def _equal(old: Sequence[Promise], new: Sequence[Promise]) -> Iterator[tuple[int, int]]:
    """Promises with the same names and facts, in order."""
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for one in reversed(old):
        waiting[_facts(one)].append(one.number)
    for other in new:
        if waiting[_facts(other)]:
            yield waiting[_facts(other)].pop(), other.number


def _facts(promise: Promise) -> Hashable:
    first = promise.first
    names = frozenset(name.text for name in promise.names)
    scopes = frozenset(name.scope for name in promise.names)
    said = (first.measure, first.direction, first.comparator, first.kind)
    return names, scopes, promise.scale, promise.value, promise.places, frozenset(promise.horizons), said


def _without(promises: Sequence[Promise], taken: set[int]) -> list[Promise]:
    return [promise for promise in promises if promise.number not in taken]


def _each_once(found: Iterable[tuple[int, int, Likeness]]) -> Iterator[tuple[int, int, Likeness]]:
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for i, j, like in found:
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            yield i, j, like
