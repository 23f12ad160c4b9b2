"""Dashboards with something on them, in a real browser: nothing that axe finds serious, nothing cut off, and on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from taizhang import clock
from tests.browser.faults import beyond, serious
from tests.cast import Cast
from tests.chromium import Open
from tests.portal.makers import TODAY, ledger

pytestmark = pytest.mark.slow

PAGES = [
    ("leader", "/"),
    ("office", "/"),
    ("town", "/"),
    ("office", "/overview/"),
    ("office", "/overview/curves/"),
    ("leader", "/screen/"),
]


@pytest.fixture(autouse=True)
def _today(settings: object) -> Iterator[None]:
    cache.clear()
    # The server answers in threads of its own, which know only the setting.
    settings.CLOCK_DAY = TODAY  # type: ignore[attr-defined]
    with clock.at(TODAY):
        yield


@pytest.mark.parametrize(("part", "address"), PAGES)
def test_nothing_is_wrong_or_cut_off(opened: Open, transactional_cast: Cast, part: str, address: str) -> None:
    ledger(transactional_cast)
    for width in (1280, 390):
        page = opened(part, address, width=width)
        assert serious(page) == []
        assert beyond(page) == [], f"wider than {width}"


def test_a_cell_is_reached_by_keyboard_and_opens_what_it_counts(opened: Open, transactional_cast: Cast) -> None:
    ledger(transactional_cast)
    page = opened("leader", "/overview/")
    cell = page.locator(".heat td.red a").first
    cell.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.split("?")[0].endswith("/ledger/") and "light=red" in url)
    expect(page.locator("table.list tbody tr")).to_have_count(1)


def test_the_overview_prints_its_wide_table_across(opened: Open, transactional_cast: Cast) -> None:
    ledger(transactional_cast)
    page = opened("office", "/overview/")
    expect(page.locator(".chart-drawing svg").first).to_be_visible()
    book = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert all(sheet.get_width() > sheet.get_height() for sheet in book)
    sheets = [sheet.get_textpage().get_text_range() for sheet in book]
    assert "总览" in sheets[0]
    # Names stand upright over their columns, each character in a line of its own.
    assert "长安镇" in "".join(sheets[0].split())
    assert "办到哪一步" in "".join(sheets)
    assert "未取得审图号" in "".join(sheets)
