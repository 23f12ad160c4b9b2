"""The head and the movement of the newest frozen rankings, read without what their scores are made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from taizhang.accounts.models import User
from taizhang.places.models import Place
from taizhang.rankings.models import Frozen, FrozenRow
from taizhang.rankings.placing import moved
from taizhang.rankings.queries.schemes import archive

#: So many stand at the head, and so many who rose or fell most.
HEAD, MOVED = 5, 3


@dataclass(frozen=True, slots=True)
class Line:
    """A place in a ranking: its rank and score, and how many places it rose since the last; negative for fallen."""

    name: str
    rank: int
    score: Decimal
    movement: int | None


@dataclass(frozen=True, slots=True)
class League:
    """The newest ranking of a scheme: who stands at its head, who rose and who fell most."""

    frozen: Frozen
    head: list[Line]
    risen: list[Line]
    fallen: list[Line]


def leagues(user: User, place: Place) -> list[League]:
    """The newest frozen ranking of each scheme that compares places at ``place`` or below it."""
    newest: dict[int, Frozen] = {}
    rows = archive(user).filter(scheme__group__place__path__within=place.path).order_by("-day", "-number")
    for each in rows.select_related("scheme"):
        newest.setdefault(each.scheme_id, each)
    return [_league(each, lines) for each in newest.values() if (lines := _lines(each))]


def _lines(frozen: Frozen) -> list[Line]:
    rows = FrozenRow.objects.filter(frozen=frozen, rank__isnull=False).order_by("position")
    return [
        Line(name, rank, score, moved(previous, rank))
        for name, rank, score, previous in rows.values_list("place__name", "rank", "score", "content__previous")
        if rank is not None and score is not None
    ]


def _league(frozen: Frozen, lines: list[Line]) -> League:
    moving = sorted((each for each in lines if each.movement), key=lambda each: -(each.movement or 0))
    risen = [each for each in moving if (each.movement or 0) > 0][:MOVED]
    fallen = [each for each in reversed(moving) if (each.movement or 0) < 0][:MOVED]
    return League(frozen, lines[:HEAD], risen, fallen)
