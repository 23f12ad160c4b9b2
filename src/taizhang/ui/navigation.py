"""The main navigation: each app offers links in its ``AppConfig.navigation``; a person sees those that open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Link:
    """An entry: its words, the URL name it leads to, the action that opens it, its place from left to right.

    ``hint`` says in a sentence what one finds there; the home page shows it.
    """

    label: str | Promise
    to: str
    action: str
    order: int = 50
    hint: str | Promise = ""

    @property
    def url(self) -> str:
        """The address it leads to."""
        return reverse(self.to)

    @property
    def section(self) -> str:
        """The URL namespace, by which the page at hand is marked."""
        return self.to.partition(":")[0]


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
    """Every app's links in order."""
    found = [link for config in apps.get_app_configs() for link in getattr(config, "navigation", ())]
    return tuple(sorted(found, key=lambda link: link.order))


def links_for(user: Any) -> Iterator[Link]:
    """The links that open for this person."""
    return (link for link in links() if user.is_authenticated and user.has_perm(link.action))
