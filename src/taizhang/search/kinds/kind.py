"""What the index and the pages need to know of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from taizhang.accounts.models import User
from taizhang.search.drafts import Draft


@dataclass(frozen=True, slots=True)
class Said:
    """What is shown of something found: its title and where it leads, some of its text, the facts beside it.

    ``beside`` is a second way on: its words and its address.
    """

    title: str
    url: str
    text: str = ""
    facts: tuple[str, ...] = ()
    tag: str = ""
    beside: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing.

    ``number`` tells its lines from those of other kinds and is never given to another. ``rows`` are those that can be found, with what ``drafts`` and ``said`` read of them; ``reached`` those that a person may see, and
    ``said`` tells what is shown of one, for its passage from one offset to another.
    """

    name: str
    number: int
    label: str | Promise
    rows: Callable[[], QuerySet[Any]]
    drafts: Callable[[Any], Iterable[Draft]]
    reached: Callable[[User], QuerySet[Any]]
    said: Callable[[Any, int, int], Said]


def joined(*words: object) -> str:
    """The words that there are, as one text in which none runs into the next."""
    return "\n".join(str(each) for each in words if each)


def facts(*words: object) -> tuple[str, ...]:
    """The facts that there are."""
    return tuple(str(each) for each in words if each)
