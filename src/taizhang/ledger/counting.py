"""Counted values: figures that come from a register of real things instead of being typed.

A register (delivered items, projects, cases) offers a counter here once, when it is set up; whoever keeps reported figures
asks to be told when a count may have changed. Neither knows the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise

from taizhang.ledger.models import Commitment


@dataclass(frozen=True, slots=True)
class Counter:
    """A way to count: ``count`` gives the cumulative value as at a day, ``address`` the page that lists what was counted."""

    name: str
    label: str | Promise
    count: Callable[[Commitment, date], Decimal]
    address: Callable[[Commitment, date], str]


Listener = Callable[[Collection[int]], None]

_counters: dict[str, Counter] = {}
_listeners: list[Listener] = []


def offer(counter: Counter) -> None:
    """Let commitments be counted by this counter, named in their ``counted_by``."""
    _counters[counter.name] = counter


def counters() -> Mapping[str, Counter]:
    """Every counter by name."""
    return _counters


def counter_of(commitment: Commitment) -> Counter | None:
    """What counts a commitment; ``None`` where its figures are reported."""
    return _counters.get(commitment.counted_by)


def listen(listener: Listener) -> None:
    """Have ``listener(keys of commitments)`` called when their count may have changed, inside the transaction."""
    if listener not in _listeners:
        _listeners.append(listener)


def changed(commitments: Collection[int]) -> None:
    """A register's word that what it counts for these commitments may have changed."""
    for listener in _listeners:
        listener(commitments)
