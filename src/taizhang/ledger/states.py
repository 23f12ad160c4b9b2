"""The states of a commitment and the moves between them, as two tables an official can read. Knows no database."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class State:
    """One row of ``states.csv``: a state, its words, and how it shows (a light's name)."""

    name: str
    chinese: str
    english: str
    light: str
    note: str

    @property
    def label(self) -> str:
        """The state in the reader's language."""
        return self.english if (get_language() or "").startswith("en") else self.chinese


class UnknownMoveError(LookupError):
    """``transitions.csv`` has no such move."""


@cache
def states() -> Mapping[str, State]:
    """Every state by name, in the order of the table."""
    return {row["state"]: State(*row.values()) for row in _rows("states.csv")}


@cache
def moves() -> Mapping[tuple[str, str], str]:
    """The state an action leads to, by action and state before."""
    return {(row["action"], row["from"]): row["to"] for row in _rows("transitions.csv")}


def after(action: str, state: str) -> str:
    """The state after the action; raises :class:`UnknownMoveError` where the table does not allow it."""
    try:
        return moves()[action, state]
    except KeyError:
        raise UnknownMoveError(f"{action} from {state}") from None


def allows(action: str, state: str) -> bool:
    """Whether the table lets the action start from that state."""
    return (action, state) in moves()


def starting(action: str) -> list[str]:
    """The states from which the action may start."""
    return [state for each, state in moves() if each == action]


#: What still counts: neither given up nor swallowed by another.
GONE = frozenset({"ended", "merged"})


def _rows(name: str) -> list[dict[str, str]]:
    table = files("taizhang.ledger").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines()))
