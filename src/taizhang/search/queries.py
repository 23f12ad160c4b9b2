"""Finding: the lines that bear what somebody looks for, within what that person may see, best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, Q, Value, When

from taizhang.accounts.models import User
from taizhang.places.models import Place
from taizhang.search.asked import LAST, PER, Asked
from taizhang.search.foremost import MOST, Among, foremost, looking, of_many, some
from taizhang.search.grams import Phrase, phrases
from taizhang.search.highlighting import Piece, pieces, snippet
from taizhang.search.kinds import KINDS, Kind, Said
from taizhang.search.matching import Bears, Keyed
from taizhang.search.models import Line

#: While somebody types, so many are suggested, of these kinds.
SUGGESTED = 8
SUGGESTIBLE = ("place", "organisation", "indicator", "document", "commitment", "slip")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, with its hits marked."""

    kind: Kind
    said: Said
    title: Sequence[Piece]
    text: Sequence[Piece]
    facts: Sequence[Sequence[Piece]]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, and how many there are of each kind, all within what the person may see.

    No kind is counted beyond :data:`MOST`; of those in ``more`` there are more than that, and of all ``at_least`` the total.
    """

    counts: dict[str, int]
    more: frozenset[str]
    hits: list[Hit]
    total: int
    at_least: bool = False

    @property
    def last(self) -> int:
        """The number of the last page."""
        return min(max(-(-self.total // PER), 1), LAST)

    @property
    def beyond(self) -> bool:
        """Whether there are more than the pages show."""
        return self.at_least or self.total > PER * LAST


def find(user: User, asked: Asked) -> Found:
    """What the person finds; nothing that the person may not see is counted, shown or hinted at."""
    if not asked.phrases:
        return Found({}, frozenset(), [], 0)
    with looking():
        among = {name: _among(user, kind, asked) for name, kind in KINDS.items()}
        keys = {name: some(among[name], asked.phrases) for name in KINDS}
        counts = {name: min(len(those), MOST) for name, those in keys.items() if those}
        wanted = [name for name in counts if asked.kind in {"", name}]
        total = sum(counts[name] for name in wanted)
        page = min(asked.page, max(-(-total // PER), 1))
        rows = [row for name in wanted for row in _best(among[name], asked, keys[name], min(PER * page, MOST))]
    rows.sort(key=_rank)
    hits = shown(user, rows[PER * (page - 1) : PER * page], asked.phrases)
    more = frozenset(name for name, those in keys.items() if len(those) > MOST)
    return Found(counts, more, hits, total, not more.isdisjoint(wanted))


def suggest(user: User, words: str) -> list[Hit]:
    """What the person may mean while still typing: things whose title bears the words."""
    asked = Asked(words, tuple(phrases(words, typing=True)))
    if not asked.phrases:
        return []
    keys: list[int] = []
    with looking():
        for kind in (KINDS[name] for name in SUGGESTIBLE):
            keys += foremost(_among(user, kind, asked), asked.phrases, SUGGESTED, in_title=True)
    rows = sorted(_rows(keys, Value(1)), key=_rank)
    return shown(user, rows[:SUGGESTED], asked.phrases)


def shown(user: User, rows: Iterable[dict[str, Any]], asked: Sequence[Phrase]) -> list[Hit]:
    """The things themselves, fetched through the person's scope once more."""
    rows = list(rows)
    things: dict[tuple[str, int], Any] = {}
    for name in {row["kind"] for row in rows}:
        kind, keys = KINDS[name], [row["subject"] for row in rows if row["kind"] == name]
        seen = kind.reached(user).filter(pk__in=keys).values("pk")
        things |= {(name, each.pk): each for each in kind.rows().filter(pk__in=seen)}
    there = [row for row in rows if (row["kind"], row["subject"]) in things]
    return [_hit(KINDS[row["kind"]], things[row["kind"], row["subject"]], row, asked) for row in there]


def _among(user: User, kind: Kind, asked: Asked) -> Among:
    """The lines that the person may see, as narrowed; whoever may see all is asked nothing."""
    reached, narrow = kind.reached(user), Q()
    if asked.year:
        narrow &= Q(year=asked.year)
    if asked.place:
        narrow &= Q(place__in=Place.objects.filter(path__within=asked.place.path).values("pk"))
    return Among(kind, reached if reached.query.where else None, narrow)


def _best(among: Among, asked: Asked, keys: Sequence[int], count: int) -> list[dict[str, Any]]:
    """The best of a kind: more words in the title are better, then what stands before by its rank.

    Of too many all that have every word in their title are ranked, and of the rest the foremost.
    """
    every = len(asked.phrases)
    if len(keys) > MOST:
        first = foremost(among, asked.phrases, count, in_title=True)
        if len(first) == count:
            return _rows(first, Value(every))
        # Of a single word the rest has none in its title: no more of it is needed than is shown.
        keys = [*first, *of_many(among, asked.phrases, MOST if every > 1 else count)]
    titled = [Case(When(Bears([each], in_title=True), then=Value(1)), default=Value(0)) for each in asked.phrases]
    return _rows(keys, reduce(add, titled), count)


def _rows(keys: Sequence[int], titled: Any, count: int | None = None) -> list[dict[str, Any]]:
    lines = Line.objects.filter(Keyed(keys)).annotate(titled=titled).order_by("-titled", "-pk")
    return list(lines.values("pk", "kind", "subject", "start", "stop", "year", "weight", "titled")[:count])


def _rank(row: dict[str, Any]) -> tuple[int, int, int, int]:
    return -row["titled"], -row["weight"], -(row["year"] or 0), -row["pk"]


def _hit(kind: Kind, thing: Any, row: dict[str, Any], asked: Sequence[Phrase]) -> Hit:
    said = kind.said(thing, row["start"], row["stop"])
    return Hit(
        kind,
        said,
        pieces(said.title, asked),
        snippet(said.text, asked) if said.text else (),
        [pieces(each, asked) for each in said.facts],
    )
