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


@cache
def links() -> tuple[Link, ...]:
    """Every app's links in order."""
    found = [link for config in apps.get_app_configs() for link in getattr(config, "navigation", ())]
    return tuple(sorted(found, key=lambda link: link.order))


def links_for(user: Any) -> Iterator[Link]:
    """The links that open for this person."""
    return (link for link in links() if user.is_authenticated and user.has_perm(link.action))
