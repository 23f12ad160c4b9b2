"""The answer each URL declares: which action it takes to open it. Read by the gate and by the permission matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

from taizhang.policy.table import action


@dataclass(frozen=True, slots=True)
class Access:
    """What opening a URL takes.

    ``action`` is a name from ``policy.csv``, or ``"public"`` (nobody need sign in) or ``"signed-in"`` (anybody who
    has). ``of`` names the kind of object the URL is about (``"ledger.commitment"``), so that the matrix can try one
    inside and one outside a person's scope. ``methods`` are the HTTP methods the matrix tries. ``file`` marks what answers with a file or sends elsewhere, and so is
    no page. ``machine`` marks what programs ask: they are refused with problem details and never sent to sign in.
    ``also`` is a second action that it takes besides.
    """

    action: str
    of: str = ""
    methods: tuple[str, ...] = ("GET",)
    file: bool = False
    machine: bool = False
    also: str = ""

    def __post_init__(self) -> None:
        if self.action not in {"public", "signed-in"}:
            action(self.action)
        if self.also:
            action(self.also)

    @property
    def actions(self) -> tuple[str, ...]:
        """Every action it takes."""
        return (self.action, self.also) if self.also else (self.action,)


PUBLIC = Access("public")
SIGNED_IN = Access("signed-in")


@dataclass(frozen=True, slots=True)
class Route:
    """One named URL: its full name (``"places:detail"``), its pattern, and the answer declared for it, if any."""

    name: str
    pattern: str
    access: Access | None


def routes(resolver: URLResolver | None = None) -> Iterator[Route]:
    """Every URL of the site with the answer its own ``urls`` module declares in ``access``."""
    yield from _walk(resolver or get_resolver(), "", "", {})


@cache
def answers() -> Mapping[str, Access]:
    """The declared answer of every URL name that has one."""
    return {route.name: route.access for route in routes() if route.access is not None}


def _walk(resolver: URLResolver, space: str, prefix: str, declared: Mapping[str, Access]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = entry.name or ""
            yield Route(f"{space}{name}", pattern, declared.get(name))
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, inner, pattern, getattr(entry.urlconf_module, "access", {}))
