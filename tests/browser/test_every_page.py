"""Every page of the URL table in a real browser: no error, nothing that axe finds serious, nothing cut off.

In Chinese on a desk and on a phone; in English, whose words are longer, nothing may be cut off either.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from taizhang.policy.access import Route, routes
from taizhang.policy.table import Reach, action
from tests.browser.faults import beyond, faults
from tests.cast import PEOPLE, Cast
from tests.chromium import Open
from tests.examples import EXAMPLES

#: A desk and a phone.
WIDTHS = (1280, 390)
PAGES = [route for route in routes() if route.access and "GET" in route.access.methods and not route.access.file]


@pytest.mark.slow
@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
def test_page(route: Route, opened: Open, transactional_cast: Cast) -> None:
    """As the first part of the cast that may open it."""
    part = _part(route)
    arguments = EXAMPLES[route.access.of].own(transactional_cast, part) if route.access and route.access.of else {}
    address = reverse(route.name, kwargs=dict(arguments))
    for width in WIDTHS:
        page = opened(part, address, width=width)
        assert faults(page) == [], width
    page = opened(part, address, width=390, language="en")
    assert beyond(page) == [], "English"
    page.set_viewport_size({"width": 1280, "height": 800})
    assert beyond(page) == [], "English"


def _part(route: Route) -> str:
    assert route.access is not None
    if route.access.action in {"public", "signed-in"}:
        return "office"
    reach = action(route.access.action).reach
    return next(part for part, (role, _where) in PEOPLE.items() if {reach[role], reach["public"]} != {Reach.NONE})
