"""The foremost lines of a kind that bear phrases: no more are looked for than are asked for, by what either database does best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import BooleanField, F, Q, QuerySet
from django.db.models.expressions import RawSQL

from taizhang.search.grams import Phrase
from taizhang.search.kinds import Kind
from taizhang.search.matching import Bears, Keyed
from taizhang.search.models import Line
from taizhang.search.ranks import span
from taizhang.search.stores import sqlite

#: Of each kind so many are counted and put in order; that there are more is said, not how many.
MOST = 1000
#: Where a person sees no more lines of a kind, SQLite looks at each of them.
FEW = 3000
#: PostgreSQL goes through so many lines of a kind in their order before it seeks out and sorts all that bear the words.
WINDOW = 12_000


@dataclass
class Among:
    """The lines of a kind that are looked among: those of the ``subjects`` that a person reaches, of all with ``None``.

    ``narrow`` tells a year, a place. For one search: what was looked at is kept for the next question about the same words.
    """

    kind: Kind
    subjects: QuerySet[Any] | None = None
    narrow: Q = field(default_factory=Q)
    _own: list[tuple[int, bool]] | None = field(default=None, init=False)

    @property
    def lines(self) -> QuerySet[Line]:
        """All of them."""
        rows = Line.objects.filter(self.narrow)
        return rows if self.subjects is None else rows.filter(subject__in=self.subjects.values("pk"))

    def own(self, phrases: Sequence[Phrase], *, in_title: bool) -> list[int]:
        """All lines of the person's own that bear the words, in the order of their ranks; each is looked at, once, on PostgreSQL."""
        if self._own is None:
            bearing = Line.objects.filter(self.narrow, Bears(phrases, looked=True), kind=self.kind.name)
            rows = bearing.filter(Keyed(self._reached(), "subject")).annotate(titled=Bears(phrases, in_title=True))
            self._own = sorted(rows.values_list("pk", "titled"), reverse=True)
        return [key for key, titled in self._own if titled or not in_title]

    def _reached(self) -> list[int]:
        if self.subjects is None:
            return []
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = on")
            keys = list(self.subjects.values_list("pk", flat=True))
            cursor.execute("SET LOCAL enable_seqscan = off")
        return keys


@contextmanager
def looking() -> Iterator[None]:
    """Around all that is looked for at once."""
    if connection.vendor == "sqlite":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        # The planner takes what it looks for to stand everywhere, but lines of a kind stand together: it would read from the first line on.
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def some(among: Among, phrases: Sequence[Phrase], *, in_title: bool = False) -> list[int]:
    """The keys of the lines that bear all of the phrases; of more than :data:`MOST` one more than that, whichever."""
    if connection.vendor == "sqlite":
        return _met(among, phrases, MOST + 1, in_title=in_title)
    keys = _by_index(among, phrases, in_title=in_title)
    if keys is not None:
        return keys
    if among.subjects is not None:
        return among.own(phrases, in_title=in_title)[: MOST + 1]
    bearing = Bears(phrases, kind=among.kind.name, in_title=in_title)
    return _keys(Line.objects.filter(among.narrow, bearing), MOST + 1)


def foremost(among: Among, phrases: Sequence[Phrase], count: int, *, in_title: bool = False) -> list[int]:
    """The keys of the first ``count`` lines that bear all of the phrases, in the order of their ranks."""
    if connection.vendor == "sqlite":
        return _met(among, phrases, count, in_title=in_title)
    keys = _by_index(among, phrases, in_title=in_title)
    return of_many(among, phrases, count, in_title=in_title) if keys is None else sorted(keys, reverse=True)[:count]


def of_many(among: Among, phrases: Sequence[Phrase], count: int, *, in_title: bool = False) -> list[int]:
    """The same where :func:`some` found more than it counts: lines that everybody sees are not all sought out to be sorted."""
    if connection.vendor == "sqlite":
        return _met(among, phrases, count, in_title=in_title)
    if among.subjects is not None:
        return among.own(phrases, in_title=in_title)[:count]
    looked = Bears(phrases, in_title=in_title, looked=True)
    met = _keys(Line.objects.filter(among.narrow, looked, pk__range=_window(among.kind)).order_by("-pk"), count)
    if len(met) == count:
        return met
    bearing = Bears(phrases, kind=among.kind.name, in_title=in_title)
    # By a sum, which no index knows: else the planner might go along the order of all lines to meet these few.
    return _keys(Line.objects.filter(among.narrow, bearing).order_by((F("pk") + 0).desc()), count)


def _by_index(among: Among, phrases: Sequence[Phrase], *, in_title: bool) -> list[int] | None:
    """All of them, where no more than are counted bear the words, whoever sees them; else nothing."""
    keys = _keys(Line.objects.filter(Bears(phrases, kind=among.kind.name, in_title=in_title)), MOST + 1)
    if len(keys) > MOST:
        return None
    if not keys or (among.subjects is None and not among.narrow):
        return keys
    return _keys(among.lines.filter(Keyed(keys)), MOST)


def _keys(lines: QuerySet[Line], count: int) -> list[int]:
    return list(lines.values_list("pk", flat=True)[:count])


def _window(kind: Kind) -> tuple[int, int]:
    """From which key to which the foremost lines of a kind stand."""
    first, last = span(kind)
    rows = Line.objects.filter(pk__range=(first, last)).order_by("-pk").values_list("pk", flat=True)
    return next(iter(rows[WINDOW : WINDOW + 1]), first), last


def _met(among: Among, phrases: Sequence[Phrase], count: int, *, in_title: bool) -> list[int]:
    """On SQLite, whose index gives lines in the order of their keys; where there are few to choose from, each is looked at."""
    rows = among.lines
    asked = sqlite.matching(phrases, in_title=in_title)
    if not rows.query.where:
        return _matched(asked, among.kind, count)
    keys = _matched(asked, among.kind, MOST + 1)
    if len(keys) <= MOST:
        return _keys(rows.filter(Keyed(keys)).order_by("-pk"), count)
    of_these = rows.filter(kind=among.kind.name)
    if of_these.values("pk")[: FEW + 1].count() <= FEW:
        return _keys(of_these.filter(Bears(phrases, in_title=in_title)).order_by("-pk"), count)
    try:
        within, given = _within(rows)
    except EmptyResultSet:
        return []
    return _matched(asked, among.kind, count, within, given)


def _matched(asked: str, kind: Kind, count: int, within: str = "", given: Sequence[Any] = ()) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {sqlite.TABLE} WHERE {sqlite.TABLE} MATCH %s AND rowid BETWEEN %s AND %s {within} "  # noqa: S608
            "ORDER BY rowid DESC LIMIT %s",
            [asked, *span(kind), *given, count],
        )
        return [key for (key,) in cursor.fetchall()]


def _within(rows: QuerySet[Line]) -> tuple[str, Sequence[Any]]:
    """The condition on a row of the index that its line is among ``rows``."""
    same = RawSQL(f"search_line.id = {sqlite.TABLE}.rowid", (), output_field=BooleanField())  # noqa: S611
    sql, given = rows.filter(same).values("pk").query.sql_with_params()
    return f"AND EXISTS ({sql})", given
