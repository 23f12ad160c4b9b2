"""Finding: the lines that bear what somebody looks for, within what that person may see, best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, Count, F, QuerySet, Value, When, Window

from taizhang.accounts.models import User
from taizhang.places.models import Place
from taizhang.search.asked import LAST, PER, Asked
from taizhang.search.grams import Phrase, phrases
from taizhang.search.highlighting import Piece, pieces, snippet
from taizhang.search.kinds import KINDS, Kind, Said
from taizhang.search.matching import Bears
from taizhang.search.models import Line

#: What comes first, after the words of the title: what people mostly mean, the newest, the shortest way to the same page.
_ORDER = ("-weight", F("year").desc(nulls_last=True), "-pk")
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
    """A page of hits, and how many there are of each kind, all within what the person may see."""

    counts: dict[str, int]
    hits: list[Hit]
    total: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return min(max(-(-self.total // PER), 1), LAST)

    @property
    def beyond(self) -> bool:
        """Whether there are more than the pages show."""
        return self.total > PER * LAST


def find(user: User, asked: Asked) -> Found:
    """What the person finds; nothing that the person may not see is counted, shown or hinted at."""
    if not asked.phrases:
        return Found({}, [], 0)
    page = asked.page
    found = {name: _best(user, name, asked, PER * page) for name in KINDS}
    counts = {name: rows[0]["all"] for name, rows in found.items() if rows}
    rows = [row for name, those in found.items() if asked.kind in {"", name} for row in those]
    total = sum(counts.get(name, 0) for name in ([asked.kind] if asked.kind else counts))
    rows.sort(key=_rank)
    page = min(page, max(-(-total // PER), 1))
    return Found(counts, shown(user, rows[PER * (page - 1) : PER * page], asked.phrases), total)


def suggest(user: User, words: str) -> list[Hit]:
    """What the person may mean while still typing: things whose title bears the words."""
    asked = Asked(words, tuple(phrases(words, typing=True)))
    if not asked.phrases:
        return []
    rows = [row for name in SUGGESTIBLE for row in _best(user, name, asked, SUGGESTED, in_title=True)]
    rows.sort(key=_rank)
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


def _best(user: User, name: str, asked: Asked, count: int, *, in_title: bool = False) -> list[dict[str, Any]]:
    """The best of a kind that the person may see, each with how many there are of ``all``; more words in the title are better."""
    rows = _seen(user, name, Line.objects.filter(Bears(asked.phrases, kind=name, in_title=in_title)))
    if asked.year:
        rows = rows.filter(year=asked.year)
    if asked.place:
        rows = rows.filter(place__in=Place.objects.filter(path__within=asked.place.path).values("pk"))
    titled = [Case(When(Bears([each], in_title=True), then=Value(1)), default=Value(0)) for each in asked.phrases]
    best = rows.annotate(titled=reduce(add, titled), all=Window(Count("pk"))).order_by("-titled", *_ORDER)
    return list(best.values("pk", "kind", "subject", "start", "stop", "year", "weight", "titled", "all")[:count])


def _seen(user: User, name: str, rows: QuerySet[Line]) -> QuerySet[Line]:
    """Those that the person may see; whoever may see all is asked nothing."""
    reached = KINDS[name].reached(user)
    return rows.filter(subject__in=reached.values("pk")) if reached.query.where else rows


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
