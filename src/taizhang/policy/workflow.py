"""Workflows: the states of a thing and the moves between them, as two tables an official can read. Knows no database.

``states.csv`` names each state with its words and its light, ``transitions.csv`` the action that leads from one to another.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class State:
    """One row of ``states.csv``: a state, its words, and how it shows (a light's name)."""

    name: str
    chinese: str
    english: str
    light: str
    chinese_note: str
    english_note: str = ""

    @property
    def label(self) -> str:
        """The state in the reader's language."""
        return self.english if _english() else self.chinese

    @property
    def note(self) -> str:
        """What the state means, in the reader's language."""
        return self.english_note if _english() else self.chinese_note


class UnknownMoveError(LookupError):
    """The table of transitions has no such move."""


@dataclass(frozen=True, slots=True)
class Workflow:
    """The two tables in the folder of a package; ``prefix`` tells a second workflow of the same package apart."""

    package: str
    prefix: str = ""

    def states(self) -> Mapping[str, State]:
        """Every state by name, in the order of the table."""
        return _states(self.package, self.prefix)

    def moves(self) -> Mapping[tuple[str, str], str]:
        """The state an action leads to, by action and state before."""
        return _moves(self.package, self.prefix)

    def choices(self) -> list[tuple[str, Any]]:
        """The states for a column's choices, each told in the language of whoever reads it then."""
        return [(name, _label(self, name)) for name in self.states()]

    def after(self, action: str, state: str) -> str:
        """The state after the action; raises :class:`UnknownMoveError` where the table does not allow it."""
        try:
            return self.moves()[action, state]
        except KeyError:
            raise UnknownMoveError(f"{action} from {state}") from None

    def allows(self, action: str, state: str) -> bool:
        """Whether the table lets the action start from that state."""
        return (action, state) in self.moves()

    def starting(self, action: str) -> list[str]:
        """The states from which the action may start."""
        return [state for each, state in self.moves() if each == action]


_label: Any = lazy(lambda workflow, name: workflow.states()[name].label, str)


def _english() -> bool:
    return (get_language() or "").startswith("en")


@cache
def _states(package: str, prefix: str) -> Mapping[str, State]:
    return {row["state"]: State(*row.values()) for row in _rows(package, f"{prefix}states.csv")}


@cache
def _moves(package: str, prefix: str) -> Mapping[tuple[str, str], str]:
    return {(row["action"], row["from"]): row["to"] for row in _rows(package, f"{prefix}transitions.csv")}


def _rows(package: str, name: str) -> list[dict[str, str]]:
    table = files(package).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines()))
