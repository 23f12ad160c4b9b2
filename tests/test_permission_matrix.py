"""Every URL as every role, on an object in scope and one out of it, against what URLs and table declare."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from taizhang.policy.access import Access, Route, routes
from taizhang.policy.table import Reach, action
from tests.cast import PEOPLE, Cast
from tests.examples import EXAMPLES

ROUTES = list(routes())
REFUSED = {403, 404}
VISITOR = "visitor"


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name or route.pattern)
def test_url(route: Route, cast: Cast) -> None:
    """Opens for whom it is meant, and for nobody else."""
    assert route.access, f"{route.pattern} declares no access in its urls module"
    wrong = [
        f"{method} {route.name} by {part} on {side or 'nothing'}: {status}, expected {expected}"
        for method in route.access.methods
        for part in [*PEOPLE, VISITOR]
        for side in (["own", "other"] if route.access.of else [""])
        for expected in [_expected(route, part, side)]
        for status in [_try(route, method, part, side, cast)]
        if status != expected
    ]
    assert not wrong, "\n".join(wrong)


def test_every_example_is_used() -> None:
    """An example nobody asks for is a URL that lost its ``of``."""
    assert set(EXAMPLES) == {route.access.of for route in ROUTES if route.access and route.access.of}


def _expected(route: Route, part: str, side: str) -> str:
    access = route.access
    assert access is not None
    if access.action == "public":
        return "open"
    if part == VISITOR:
        return "sign in"
    if access.action == "signed-in":
        return "open"
    reached = {_reached(name, part, side) for name in access.actions}
    return "open" if reached == {"open"} else "refused"


def _reached(name: str, part: str, side: str) -> str:
    row = action(name)
    reach = {row.reach[PEOPLE[part][0]], row.reach["public"]} - {Reach.NONE}
    if side == "other":
        return "open" if Reach.ALL in reach else "refused"
    return "open" if reach else "refused"


def _try(route: Route, method: str, part: str, side: str, cast: Cast) -> str:
    with _undone():
        client = Client() if part == VISITOR else cast.client(part)
        arguments = {}
        if side:
            make = getattr(EXAMPLES[route.access.of], side)  # type: ignore[union-attr]
            arguments = make(cast, "town" if part == VISITOR else part)
        answer = client.generic(method, reverse(route.name, kwargs=arguments))
        if answer.streaming:
            b"".join(answer)  # type: ignore[arg-type]  # a file is closed once it is read
        if answer.status_code in REFUSED:
            return "refused"
        if answer.status_code == 401 and access_of(route).machine:
            return "sign in"
        if answer.headers.get("Location", "").startswith(f"{reverse('accounts:sign-in')}?next="):
            return "sign in"
        return "open" if answer.status_code < 500 else f"error {answer.status_code}"


def access_of(route: Route) -> Access:
    assert route.access is not None
    return route.access


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
