"""The big screen: one sheet that renews itself, can be paused, and shows the rankings that were frozen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django import DjangoAssertNumQueries

from taizhang import clock
from taizhang.portal.queries.leagues import leagues
from tests.cast import Cast
from tests.chromium import Open
from tests.portal.makers import TODAY, ledger, lit, placed
from tests.rankings.makers import freeze, played, scheme


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    cache.clear()
    with clock.at(TODAY):
        yield


def test_the_sheet_renews_itself_in_place(cast: Cast) -> None:
    ledger(cast)
    client = cast.client("leader")
    page = client.get(reverse("portal:screen")).content.decode()
    assert 'hx-trigger="every 60s"' in page
    assert '<meta http-equiv="refresh" content="60">' in page
    part = client.get(reverse("portal:screen"), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="screen"')
    assert "<html" not in part
    assert "停车位" in part


def test_each_sees_the_own(cast: Cast) -> None:
    ledger(cast)
    assert "小公园" in cast.client("office").get(reverse("portal:screen")).content.decode()
    assert "小公园" not in cast.client("other_town").get(reverse("portal:screen")).content.decode()


def test_the_head_of_the_league_and_who_rose_and_fell(cast: Cast) -> None:
    made = scheme(cast)
    played(cast, {"town": 100, "other_town": 50}, month=1)
    freeze(made)
    played(cast, {"town": 120, "other_town": 400}, month=2)
    freeze(made, date(2024, 2, 29))
    (league,) = leagues(cast.office, cast.places["4419"])
    assert league.frozen.day == date(2024, 2, 29)
    assert [(line.name, line.rank, line.movement) for line in league.head] == [("虎门镇", 1, 1), ("长安镇", 2, -1)]
    assert [line.name for line in league.risen] == ["虎门镇"]
    assert [line.name for line in league.fallen] == ["长安镇"]
    with clock.at(TODAY):
        for address in ("/", reverse("portal:screen")):
            page = cast.client("leader").get(address).content.decode()
            assert "第 2 期冻结" in page, address
    assert leagues(cast.stranger, cast.places["4401"]) == []


def test_the_queries_are_few(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    """On PostgreSQL the keys that hang on the reader's places and organisations are asked for first (decision 0012)."""
    ledger(cast)
    client, keys = cast.client("leader"), 7 if connection.vendor == "postgresql" else 0
    client.get(reverse("portal:screen"))
    with django_assert_max_num_queries(24 + keys):
        client.get(reverse("portal:screen"))


@pytest.mark.slow
def test_it_fits_a_sheet_and_stands_still_when_paused(opened: Open, transactional_cast: Cast) -> None:
    ledger(transactional_cast)
    for number in range(9):
        title = f"镇中心区道路建设提升规划第{number}片区"
        lit(placed(transactional_cast, "town", title, "改善出行"), ("red", date(2024, 9, 9)))
    page = opened("leader", reverse("portal:screen"), width=1920)
    page.set_viewport_size({"width": 1920, "height": 1080})
    expect(page.locator(".chart-drawing svg").first).to_be_visible()
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") <= [
        1920,
        1080,
    ]
    button = page.get_by_role("button", name="暂停刷新")
    button.click()
    expect(page.get_by_role("button", name="继续刷新")).to_have_attribute("aria-pressed", "true")


@pytest.mark.slow
def test_it_renews_itself_while_it_is_resized(
    opened: Open, transactional_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its charts are replaced and drawn anew each time, in whatever room there is: no script error, nothing beyond."""
    monkeypatch.setattr("taizhang.portal.views.screen.EVERY", 1)
    ledger(transactional_cast)
    page = opened("leader", reverse("portal:screen"), width=1920)
    drawing = page.locator(".chart-drawing").first
    expect(drawing.locator("svg")).to_be_visible()
    assert page.locator(".chart-drawing svg text", has_text="长安").count()
    first = drawing.element_handle()
    # As on a slow machine: what was replaced is laid out as nothing before the page is told of what came instead.
    page.evaluate("htmx.config.defaultSettleDelay = 100")
    for width in (1920, 1366, 640, 390, 1920) * 2:
        page.set_viewport_size({"width": width, "height": 1080})
        page.wait_for_timeout(300)
    assert not first.evaluate("each => each.isConnected")
    expect(drawing.locator("svg")).to_be_visible()
    # Both widths of the same drawing: between two questions the screen may have been renewed once more.
    page.wait_for_function(
        """() => {
            const drawing = document.querySelector(".chart-drawing");
            const drawn = drawing.querySelector("svg");
            return drawn && drawn.getBoundingClientRect().width === drawing.clientWidth;
        }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 1920
