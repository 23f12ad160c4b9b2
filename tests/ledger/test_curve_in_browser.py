"""The planned curve on a commitment's page, in a real browser under the site's content security policy."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pypdfium2 import PdfDocument

from taizhang.ledger.actions.planning import ends, even, plan
from tests.cast import Cast
from tests.chromium import Open
from tests.ledger.makers import SYSTEM, commitment


@pytest.fixture
def address(transactional_cast: Cast) -> str:
    """A commitment planned by quarters."""
    made = commitment(transactional_cast, lead="department", deadline=date(2024, 12, 31))
    plan(actor=SYSTEM, commitment=made, version=made.version, points=even(Decimal(80_000), ends(2024, 3)))
    return reverse("ledger:commitment", args=[made.pk])


@pytest.mark.parametrize("width", [1280, 390])
def test_the_curve_is_drawn_within_its_page(opened: Open, address: str, width: int) -> None:
    page = opened("office", address, width=width)
    drawing = page.locator(".chart-drawing svg")
    expect(drawing).to_be_visible()
    words = drawing.locator("text").all_text_contents()
    assert {"计划", "万个", "目标 80,000个", "8"} <= set(words)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert _breadth(page) <= width


def test_pointing_at_the_curve_tells_the_exact_value(opened: Open, address: str) -> None:
    page = opened("office", address)
    drawing = page.locator(".chart-drawing")
    expect(drawing.locator("svg")).to_be_visible()
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(drawing).to_contain_text("2024-06-30 计划 40,000个")


def test_the_table_behind_the_curve_opens_by_keyboard(opened: Open, address: str) -> None:
    page = opened("office", address)
    page.locator(".chart summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="2024-09-30 60,000")).to_be_visible()
    expect(page.get_by_role("img", name="计划曲线；计划 2024-12-31 80,000个；目标 80,000个")).to_be_visible()


def test_the_curve_is_redrawn_when_its_room_changes(opened: Open, address: str) -> None:
    page = opened("office", address)
    expect(page.locator(".chart-drawing svg")).to_be_visible()
    before = _breadth(page)
    page.set_viewport_size({"width": 700, "height": 800})
    page.wait_for_function(f"document.querySelector('.chart-drawing svg').clientWidth !== {before}")
    assert _breadth(page) <= page.locator(".chart-drawing").evaluate("each => each.clientWidth")


def test_the_curve_is_printed(opened: Open, address: str) -> None:
    page = opened("office", address)
    expect(page.locator(".chart-drawing svg")).to_be_visible()
    printed = PdfDocument(io.BytesIO(page.pdf(format="A4")))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in printed)
    printed.close()
    assert "万个" in text
    assert "目标 80,000个" in text


def test_a_page_without_a_curve_does_not_load_the_library(opened: Open, transactional_cast: Cast) -> None:
    made = commitment(transactional_cast)
    page = opened("office", reverse("ledger:commitment", args=[made.pk]))
    assert page.evaluate("typeof window.echarts") == "undefined"


def _breadth(page: Page) -> int:
    breadth: int = page.evaluate("document.querySelector('.chart-drawing svg').clientWidth")
    return breadth
