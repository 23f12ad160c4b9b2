"""Filters of a list: a choice among values, narrowing the queryset on the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

#: Values and their words.
Choices = Iterable[tuple[Any, str | Promise]]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter, a name in the URL.

    ``choices`` gives the values offered, for this request; a value that is not among them is ignored, so a URL can
    never reach what is not offered. ``apply`` narrows the queryset by a chosen value (always text). Without
    ``choices`` any text is taken, as for a date or a free word, shown as an input of type ``kind``; ``apply`` then
    raises ValueError for text it cannot mean, which leaves the list unfiltered.
    """

    name: str
    label: str | Promise
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]]
    choices: Callable[[HttpRequest], Choices] | None = None
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Offered:
    """A filter as one request shows it: its choices, and the value in force."""

    filter: Filter
    choices: tuple[tuple[str, str], ...]
    value: str

    @property
    def words(self) -> str:
        """The value in force in words."""
        return dict(self.choices).get(self.value, self.value)


def offer(each: Filter, request: HttpRequest) -> Offered:
    """The filter with its choices and the value the URL asks for, empty if that is none of them."""
    asked = request.GET.get(each.name, "").strip()
    if each.choices is None:
        return Offered(each, (), asked[:100])
    choices = tuple((str(value), str(words)) for value, words in each.choices(request))
    return Offered(each, choices, asked if asked in dict(choices) else "")
