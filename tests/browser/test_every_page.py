"""Every page of the URL table in a real browser: no error, nothing that axe finds serious, nothing cut off."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from taizhang.policy.access import Route, routes
from taizhang.policy.table import Reach, action
from tests.cast import PEOPLE, Cast
from tests.chromium import Open
from tests.examples import EXAMPLES
from tools.assets import AXE

#: A desk and a phone.
WIDTHS = (1280, 390)
PAGES = [route for route in routes() if route.access and "GET" in route.access.methods and not route.access.file]


@pytest.mark.slow
@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
def test_page(route: Route, opened: Open, transactional_cast: Cast) -> None:
    """As the first part of the cast that may open it."""
    part = _part(route)
    arguments = EXAMPLES[route.access.of].own(transactional_cast, part) if route.access and route.access.of else {}
    for width in WIDTHS:
        page = opened(part, reverse(route.name, kwargs=dict(arguments)), width=width)
        assert _faults(page) == []
        assert _beyond(page) == [], f"wider than {width}"


def _beyond(page: Page) -> list[str]:
    """What makes the page wider than its window."""
    if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        return []
    outside = (
        "[...document.querySelectorAll('main *')].filter(each => each.getBoundingClientRect().right > innerWidth + 1)"
    )
    found: list[str] = page.evaluate(f"{outside}.slice(0, 3).map(each => each.outerHTML.slice(0, 160))")
    return found or ["something outside main"]


def _part(route: Route) -> str:
    assert route.access is not None
    if route.access.action in {"public", "signed-in"}:
        return "office"
    reach = action(route.access.action).reach
    return next(part for part, (role, _where) in PEOPLE.items() if {reach[role], reach["public"]} != {Reach.NONE})


def _faults(page: Page) -> list[str]:
    """What axe finds serious or worse, by rule and place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
    return [
        f"{fault['id']}: {fault['help']} at {[node['html'][:120] for node in fault['nodes'][:3]]}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
    ]
