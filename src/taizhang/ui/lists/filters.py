"""Filters of a list: what one may choose, and how a choice narrows the rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language

from taizhang.ui.keeping import kept, statement
from taizhang.ui.lists.search import Search, found

#: Values and their words.
Choices = Iterable[tuple[Any, str | Promise]]
#: So many are offered at once; among more, words find the one wanted.
OFFERED = 100


@dataclass(frozen=True, slots=True)
class Among:
    """Choices that may be too many to offer at once.

    ``rows`` are what can be chosen, in order, within the person's scope; ``pair`` gives the value and the words of one;
    ``value`` names the field that holds the value, and ``search`` how words find them. ``before`` stands before them all.
    ``known`` are rows that may be asked for by their value though they are not offered.
    """

    rows: QuerySet[Any, Any]
    pair: Callable[[Any], tuple[Any, str | Promise]]
    value: str = "pk"
    search: Search = ("name__icontains",)
    before: tuple[tuple[str, str | Promise], ...] = ()
    known: QuerySet[Any, Any] | None = None

    def some(self, words: str, *, keep: bool = False) -> tuple[list[tuple[str, str]], bool]:
        """The first that bear the words, and whether there are more; with ``keep`` as they were within the last minute."""
        rows = found(self.rows, self.search, words)[: OFFERED + 1]
        pairs = kept(self._key(rows), lambda: self._pairs(rows), bool).value if keep else self._pairs(rows)
        return pairs[:OFFERED], len(pairs) > OFFERED

    def _key(self, rows: QuerySet[Any, Any]) -> Hashable:
        return "choices", statement(rows), get_language()

    def _pairs(self, rows: QuerySet[Any, Any]) -> list[tuple[str, str]]:
        return [_plain(self.pair(row)) for row in rows]

    def one(self, value: str) -> list[tuple[str, str]]:
        """The choice of that value, if it is one."""
        try:
            rows = self.rows if self.known is None else self.known
            return [_plain(self.pair(row)) for row in rows.filter((self.value, value))[:1]]
        except ValueError:
            return []


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter, a name in the URL.

    ``choices`` gives what is offered, for this request; a value that is not among them is ignored, so a URL can
    never reach what is not offered. ``apply`` narrows the queryset by a chosen value (always text). Without
    ``choices`` any text is taken, as for a date or a free word, shown as an input of type ``kind``; ``apply`` then
    raises ValueError for text it cannot mean, which leaves the list unfiltered. A ``quiet`` filter is shown only while it
    is in force: charts lead to lists by it, and few would look for it.
    """

    name: str
    label: str | Promise
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]]
    choices: Callable[[HttpRequest], Choices | Among] | None = None
    kind: str = "text"
    quiet: bool = False

    @property
    def finder(self) -> str:
        """The parameter of the words that find a choice."""
        return f"find-{self.name}"


@dataclass(frozen=True, slots=True)
class Offered:
    """A filter as one request shows it: its choices, and the value in force.

    ``more`` says that there are further choices, which ``words`` would find.
    """

    filter: Filter
    choices: tuple[tuple[str, str], ...]
    value: str
    more: bool = False
    words: str = ""

    @property
    def shown(self) -> bool:
        """Whether the page offers it."""
        return bool(self.value) or not self.filter.quiet


def offer(each: Filter, request: HttpRequest, *, shown: bool = True, keep: bool = False) -> Offered:
    """The filter with its choices and the value the URL asks for, empty if that is none of them.

    When the choices are not ``shown``, only what is asked for is looked up. With ``keep`` what is offered among many may be a
    minute old.
    """
    asked = request.GET.get(each.name, "").replace("\0", "").strip()
    if each.choices is None:
        return Offered(each, (), asked[:100])
    if not asked and (each.quiet or not shown):
        return Offered(each, (), "")
    given = each.choices(request)
    if isinstance(given, Among):
        words = request.GET.get(each.finder, "").replace("\0", "").strip()[:100]
        return _among(each, given, asked, words, given.some(words, keep=keep) if shown else ([], False))
    choices = tuple(_plain(pair) for pair in given)
    return Offered(each, choices, asked if asked in dict(choices) else "")


def _among(each: Filter, given: Among, asked: str, words: str, offered: tuple[list[tuple[str, str]], bool]) -> Offered:
    before = [_plain(pair) for pair in given.before]
    some, more = offered
    choices = [*before, *some]
    if asked and asked not in dict(choices):
        choices = [*before, *given.one(asked), *some]
    return Offered(each, tuple(choices), asked if asked in dict(choices) else "", more or bool(words), words)


def _plain(pair: tuple[Any, str | Promise]) -> tuple[str, str]:
    return str(pair[0]), str(pair[1])
