"""Which claims of a new reading are about words that people have already decided about. Knows no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """Anything read from a span of the text."""

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def indicator(self) -> str: ...


Read = TypeVar("Read", bound=Spanned)


def undecided(claims: Sequence[Read], decided: Iterable[Spanned]) -> list[Read]:
    """The claims about which nobody has decided, in order.

    A claim is decided about if a decided one of its kind overlaps its words. Where several claims stand on the very
    same words (一个数字说两件事), each decided one answers for one claim, that of its own name first.
    """
    held = list(decided)
    exactly: dict[tuple[str, int, int], list[Spanned]] = {}
    for each in held:
        exactly.setdefault((each.kind, each.start, each.end), []).append(each)
    open_ones: list[Read] = []
    for claim in _named_first(claims, exactly):
        same = exactly.get((claim.kind, claim.start, claim.end))
        if same:
            same.remove(next((each for each in same if each.indicator == claim.indicator), same[0]))
        elif same is not None or not any(_overlap(claim, each) for each in held):
            open_ones.append(claim)
    order = {id(claim): number for number, claim in enumerate(claims)}
    return sorted(open_ones, key=lambda claim: order[id(claim)])


def _named_first(claims: Sequence[Read], exactly: dict[tuple[str, int, int], list[Spanned]]) -> list[Read]:
    def stranger(claim: Read) -> bool:
        held = exactly.get((claim.kind, claim.start, claim.end), [])
        return all(each.indicator != claim.indicator for each in held)

    return sorted(claims, key=stranger)


def _overlap(one: Spanned, other: Spanned) -> bool:
    return one.kind == other.kind and one.start < other.end and other.start < one.end
