"""Dealing: the indicators that several figures or one figure for several subjects are dealt out to."""

from __future__ import annotations

from taizhang.reading.claims.lexemes import (
    ATTRIBUTES,
)
from taizhang.reading.claims.sites import Carry, Site
from taizhang.reading.claims.subjects import split_subjects

LONGEST_LIST = 12


def dealt_subjects(site: Site, carry: Carry, noun: str, core: str) -> list[str]:
    """The indicators that the figures behind 分别 are dealt out to."""
    if not core:
        return _last_named(carry, site.count) or [noun]
    subjects = split_subjects(noun)
    if len(subjects) == 1:
        subjects = split_subjects(noun, 2)
    if len(subjects) == 1 or noun in ATTRIBUTES:
        earlier = _last_named(carry, site.count)
        if len(earlier) == site.count > 1:
            return [one + noun for one in earlier]
    return subjects


def _last_named(carry: Carry, wanted: int) -> list[str]:
    """The ``wanted`` indicators named last, in order, growth and ranks left out where others are named."""
    recent = carry.bound[-2 * LONGEST_LIST :]
    named = [bound for bound in recent if bound.measure in ("level", "delta")] or recent
    return list(dict.fromkeys(bound.indicator for bound in reversed(named)))[:wanted][::-1]


def earlier_indicators(carry: Carry, limit: int) -> list[str]:
    """Indicators of the figures just spoken of that are of one measure, in order, without repeats."""
    found: list[str] = []
    for bound in reversed(carry.bound):
        if bound.measure != carry.bound[-1].measure or len(found) >= limit:
            break
        if bound.indicator not in found:
            found.insert(0, bound.indicator)
    return found


def last_two(carry: Carry, noun: str) -> list[str]:
    """Indicators of the two stocks or deltas the sentence spoke of last."""
    recent: list[str] = []
    for bound in reversed(carry.bound[-LONGEST_LIST:]):
        if bound.measure in ("level", "delta") and bound.indicator not in recent:
            recent.insert(0, bound.indicator)
        if len(recent) == 2:
            break
    return recent or [noun]


def earliest(carry: Carry, subjects: list[str], said: int) -> int:
    return min((bound.said for bound in carry.bound[-2 * LONGEST_LIST :] if bound.indicator in subjects), default=said)


def is_pair(site: Site) -> bool:
    following = site.following
    return (
        following is not None
        and following.unit == site.figure.unit
        and site.text[site.figure.tail : following.start] in ("、", "和")
    )
