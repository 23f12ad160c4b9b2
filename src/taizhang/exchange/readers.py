"""Who reads: a person or key within what policy and place allow, or taizhang itself at the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.db.models import Model, QuerySet

from taizhang.accounts import scope
from taizhang.accounts.models import User

M = TypeVar("M", bound=Model)


class Reader(Protocol):
    """Whoever asks for rows."""

    def within(self, action: str, rows: QuerySet[M]) -> QuerySet[M]:
        """Those of the rows that the action reaches for this reader."""
        ...

    def may(self, action: str) -> bool:
        """Whether the reader may do this to anything at all."""
        ...


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in person, or what a key stands for."""

    user: User

    def within(self, action: str, rows: QuerySet[M]) -> QuerySet[M]:
        """What lies in the person's scope."""
        return scope.within(self.user, action, rows)

    def may(self, action: str) -> bool:
        """By the person's roles."""
        return scope.reaches_anything(self.user, action)


@dataclass(frozen=True, slots=True)
class Everything:
    """The command line on the server: whoever has it has the database."""

    def within(self, action: str, rows: QuerySet[M]) -> QuerySet[M]:
        """All of them."""
        return rows

    def may(self, action: str) -> bool:
        """Always."""
        return True
