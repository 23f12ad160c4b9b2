"""This period and cumulative kept consistent: either follows from the other and from what was reached before. Knows no database."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Pair:
    """What a period brought and what was reached by its end."""

    this: Decimal | None = None
    cumulative: Decimal | None = None


class ContradictionError(ValueError):
    """What was reached before, and this period, do not make the cumulative figure given."""

    def __init__(self, before: Decimal, pair: Pair) -> None:
        super().__init__(f"{before} + {pair.this} is not {pair.cumulative}")
        self.before, self.pair = before, pair


def completed(before: Decimal | None, pair: Pair) -> Pair:
    """The pair with the missing half worked out; ``before`` is the cumulative figure of the period before.

    Raises :class:`ContradictionError` where both are given and do not agree.

    >>> completed(Decimal(30), Pair(this=Decimal(5)))
    Pair(this=Decimal('5'), cumulative=Decimal('35'))
    """
    start = before or Decimal(0)
    if pair.this is None and pair.cumulative is None:
        return pair
    if pair.cumulative is None:
        return Pair(pair.this, start + (pair.this or Decimal(0)))
    if pair.this is None:
        return Pair(pair.cumulative - start, pair.cumulative)
    if start + pair.this != pair.cumulative:
        raise ContradictionError(start, pair)
    return pair
