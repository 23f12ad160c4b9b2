"""The main navigation: each app offers links in its ``AppConfig.navigation``; a person sees those that open.

Links stand in groups. The page head has one row with the groups; below it stand the links of the group at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import groupby
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Group(Enum):
    """What a link is for, from left to right."""

    LEDGER = 1
    REPORTING = 2
    SUPERVISION = 3
    RESULTS = 4
    OFFICE = 5


GROUP_WORDS: dict[Group, Promise] = {
    Group.LEDGER: _("台账"),
    Group.REPORTING: _("填报"),
    Group.SUPERVISION: _("督办"),
    Group.RESULTS: _("成效"),
    Group.OFFICE: _("管理"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """An entry: its words, the URL name it leads to, the action that opens it, its place within its group.

    ``hint`` says in a sentence what one finds there; the home page shows it.
    """

    label: str | Promise
    to: str
    action: str
    order: int = 50
    hint: str | Promise = ""
    group: Group = Group.RESULTS

    @property
    def url(self) -> str:
        """The address it leads to."""
        return reverse(self.to)


@dataclass(frozen=True, slots=True)
class Entry:
    """A link on the page at hand: whether the page is the one it leads to (``page``) or lies below it (``true``)."""

    link: Link
    current: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A group with the entries that open for the person; its name leads to the first."""

    group: Group
    entries: tuple[Entry, ...]

    @property
    def words(self) -> Promise:
        """What the group is called."""
        return GROUP_WORDS[self.group]

    @property
    def url(self) -> str:
        """The address of its first entry."""
        return self.entries[0].link.url

    @property
    def current(self) -> bool:
        """Whether the page at hand is in this group."""
        return any(entry.current for entry in self.entries)

    @property
    def row(self) -> bool:
        """Whether its entries need a row of their own: the page is in it, and there is a choice."""
        return self.current and len(self.entries) > 1


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page frame that an app brings (``AppConfig.masthead``): its template, and the action that shows it."""

    template: str
    action: str


@cache
def parts() -> tuple[Part, ...]:
    """Every app's parts of the page frame."""
    return tuple(part for config in apps.get_app_configs() for part in getattr(config, "masthead", ()))


def parts_for(user: Any) -> Iterator[str]:
    """The templates of the parts that this person sees."""
    return (part.template for part in parts() if user.is_authenticated and user.has_perm(part.action))


@cache
def links() -> tuple[Link, ...]:
    """Every app's links, by group and in order."""
    found = [link for config in apps.get_app_configs() for link in getattr(config, "navigation", ())]
    return tuple(sorted(found, key=lambda link: (link.group.value, link.order)))


def links_for(user: Any) -> Iterator[Link]:
    """The links that open for this person."""
    return (link for link in links() if user.is_authenticated and user.has_perm(link.action))


def menus_for(user: Any, path: str) -> tuple[Menu, ...]:
    """The groups of this person's links; the page at ``path`` belongs to the link with the longest address above it."""
    offered = tuple(links_for(user))
    above = max((link.url for link in offered if path.startswith(link.url)), key=len, default="")
    return tuple(
        Menu(group, tuple(Entry(link, _current(link, above, path)) for link in members))
        for group, members in groupby(offered, key=lambda link: link.group)
    )


def _current(link: Link, above: str, path: str) -> str:
    if link.url != above:
        return ""
    return "page" if path == above else "true"
