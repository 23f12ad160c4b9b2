"""Pages at half their width, as at 200 % on an office machine, by keyboard, and for those whom motion disturbs."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from taizhang import clock
from taizhang.ledger.models import Commitment
from tests.browser.faults import beyond, squeezed, walked
from tests.cast import Cast
from tests.chromium import Open
from tests.portal.makers import TODAY, ledger
from tests.rankings.makers import freeze, indicator, played, scheme

pytestmark = pytest.mark.slow

#: 1280 at 200 %, and a tablet upright.
WIDTHS = (640, 768)


@pytest.fixture
def pages(transactional_cast: Cast, settings: object) -> Iterator[dict[str, str]]:
    """Addresses of pages with something on them."""
    cache.clear()
    made = scheme(transactional_cast)
    played(transactional_cast, {"town": 100, "other_town": 50})
    freeze(made)
    drawn = Commitment.objects.get(indicator=indicator(), parent=None)
    ledger(transactional_cast)
    # The server answers in threads of its own, which know only the setting.
    settings.CLOCK_DAY = TODAY  # type: ignore[attr-defined]
    with clock.at(TODAY):
        yield {
            "home": "/",
            "overview": "/overview/",
            "curves": "/overview/curves/",
            "screen": "/screen/",
            "rankings": "/rankings/",
            "league": f"/rankings/{made.pk}/",
            "what-if": f"/rankings/{made.pk}/what-if/",
            "ledger": "/ledger/",
            "commitment": f"/ledger/{drawn.pk}/",
        }


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_nothing_is_cut_off(opened: Open, pages: dict[str, str], language: str) -> None:
    page = opened("office", pages["home"], language=language)
    for name, address in pages.items():
        page.goto(urljoin(page.url, address))
        for width in (*WIDTHS, 1024, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert (beyond(page), squeezed(page)) == ([], []), (name, width)


def test_every_stop_of_the_keyboard_is_seen_and_named(opened: Open, pages: dict[str, str]) -> None:
    for name in ("overview", "league", "what-if", "commitment", "ledger"):
        page = opened("office", pages[name], width=640)
        assert walked(page) == [], name


def test_a_slider_is_moved_by_keys_and_keeps_the_focus(opened: Open, pages: dict[str, str]) -> None:
    page = opened("office", pages["what-if"], width=640)
    number = page.get_by_role("spinbutton").first
    number.focus()
    page.keyboard.press("Tab")
    slider = page.get_by_role("slider").first
    expect(slider).to_be_focused()
    before = int(slider.input_value())
    with page.expect_response(lambda answer: f"weight={before - 1}" in answer.url):
        page.keyboard.press("ArrowLeft")
    expect(number).to_have_value(str(before - 1))
    expect(page.locator("#tried .sum")).to_contain_text(f"权重合计 {before - 1}")
    expect(slider).to_be_focused()


def test_nothing_moves_for_those_whom_it_disturbs(opened: Open, pages: dict[str, str]) -> None:
    page = opened("office", pages["commitment"])
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    expect(page.locator(".chart-drawing svg").first).to_be_visible()
    options = page.eval_on_selector_all(
        ".chart-drawing", "all => all.map(each => echarts.getInstanceByDom(each).getOption().animation)"
    )
    assert options
    assert not any(options)
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(each => /[1-9]/.test(getComputedStyle(each).transitionDuration))"
        ".map(each => each.outerHTML.slice(0, 90))"
    )
    assert moving == []
