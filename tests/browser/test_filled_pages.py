"""Pages full of what a year brings: charts with their tables, rankings that moved, the public's pages, both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from taizhang import clock
from tests.browser.faults import faults
from tests.cast import Cast
from tests.chromium import Open
from tests.portal.makers import TODAY, ledger
from tests.publication.makers import published
from tests.rankings.makers import freeze, indicator, played, scheme

pytestmark = pytest.mark.slow

#: What is to be seen, and with how many charts at least.
PAGES = {
    "leader": ("/", 1),
    "overview": ("/overview/", 3),
    "curves": ("/overview/curves/", 1),
    "screen": ("/screen/", 2),
    "league": ("/rankings/{scheme}/", 1),
    "what if": ("/rankings/{scheme}/what-if/", 0),
    "freeze": ("/rankings/{scheme}/freeze/", 0),
    "public": ("/public/", 0),
    "public English": ("/public/en/", 0),
    "public item": ("/public/items/1/", 1),
    "public item English": ("/public/en/items/1/", 1),
    "share": ("/ledger/{share}/", 1),
}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    cache.clear()
    with clock.at(TODAY):
        yield


@pytest.fixture
def played_through(transactional_cast: Cast) -> dict[str, int]:
    """Two months reported and ranked, one of the targets made public, lights of every sort."""
    cast = transactional_cast
    made = scheme(cast)
    played(cast, {"town": 100, "other_town": 50}, month=1)
    freeze(made)
    played(cast, {"town": 120, "other_town": 400}, month=2)
    freeze(made, date(2024, 2, 29))
    share = indicator().commitments.get(place=cast.home("town"), year=2024)
    published(cast, share)
    ledger(cast)
    return {"scheme": made.pk, "share": share.pk}


@pytest.mark.parametrize(("width", "language"), [(1280, "zh-hans"), (390, "en")])
def test_filled(width: int, language: str, opened: Open, played_through: dict[str, int]) -> None:
    found = {}
    for name, (pattern, charts) in PAGES.items():
        part = "leader" if name in {"leader", "screen"} else "office"
        page = opened(part, pattern.format(**played_through), width=width, language=language)
        if page.locator(".chart-drawing").count():
            expect(page.locator(".chart-drawing svg").first).to_be_visible()
        few = ["too few charts"] if page.locator("figure.chart").count() < charts else []
        found[name] = few + faults(page)
    assert not any(found.values()), found
