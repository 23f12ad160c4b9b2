"""The table of actions, ``policy.csv``: for every action its words, and how far each role reaches with it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language

from taizhang.policy.roles import PUBLIC, Role


class Reach(StrEnum):
    """How far a role reaches with an action."""

    NONE = "-"
    SELF = "self"
    ORGANISATION = "org"
    PLACE = "place"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the table.

    ``name`` is ``app.verb``; ``chinese`` and ``english`` are the words the journal uses for it; ``reach`` answers for
    every role and for the public.
    """

    name: str
    chinese: str
    english: str
    reach: Mapping[str, Reach]

    @property
    def label(self) -> str:
        """The action in the reader's language."""
        return self.english if (get_language() or "").startswith("en") else self.chinese

    def roles(self) -> list[Role]:
        """The roles that may do this to anything at all."""
        return [role for role in Role if self.reach[role] is not Reach.NONE]


class UnknownActionError(LookupError):
    """Code names an action that the table does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(f"policy.csv has no action {name!r}: add a row saying what each role may do")
        self.name = name


@cache
def actions() -> Mapping[str, Action]:
    """Every action by name, in the order of the table."""
    table = files("taizhang.policy").joinpath("policy.csv").read_text(encoding="utf-8")
    rows = [_action(row) for row in csv.DictReader(table.splitlines())]
    return {row.name: row for row in rows}


def action(name: str) -> Action:
    """The action of that name; raises :class:`UnknownActionError` if the table has none."""
    try:
        return actions()[name]
    except KeyError:
        raise UnknownActionError(name) from None


def _action(row: dict[str, str]) -> Action:
    columns = [*Role.values, PUBLIC]
    return Action(
        name=row["action"],
        chinese=row["chinese"],
        english=row["english"],
        reach={column: Reach(row[column]) for column in columns},
    )
