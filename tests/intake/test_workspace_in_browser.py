"""The confirm workspace in a real browser: by keyboard alone, by selecting words, through a lost connection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Browser

from taizhang.intake.actions.uploading import upload
from taizhang.ledger.models import Commitment, Document
from tests.cast import Cast
from tests.intake.test_confirming import TEXT

pytestmark = pytest.mark.slow


@pytest.fixture
def page(transactional_db: Any, cast: Cast, live_server: Any, browser: Browser) -> Iterator[Any]:
    """The workspace of a document just read, open before a clerk of the office."""
    upload(actor=cast.office, content=ContentFile(TEXT.encode()), name="要点.txt", place=cast.places["4419"])
    session = cast.client("office").cookies["taizhang_session"].value
    context = browser.new_context()
    context.add_cookies([{"name": "taizhang_session", "value": session, "url": live_server.url}])
    opened = context.new_page()
    opened.goto(f"{live_server.url}/intake/{Document.objects.get().pk}/")
    yield opened
    context.close()


def _shows(page: Any, progress: str, heading: str) -> None:
    page.locator("#progress b", has_text=progress).wait_for(timeout=8000)
    page.locator("#record h2", has_text=heading).wait_for(timeout=8000)


def test_the_keyboard_alone_suffices(page: Any) -> None:
    _shows(page, "0/4", "停车位")
    page.keyboard.press("a")
    _shows(page, "1/4", "立体停车场")
    page.keyboard.press("x")
    _shows(page, "2/4", "口袋公园")
    page.keyboard.press("u")
    _shows(page, "1/4", "立体停车场")
    page.keyboard.press("j")
    _shows(page, "1/4", "口袋公园")
    assert list(Commitment.objects.values_list("value", flat=True)) == [80000]


def test_a_lost_connection_loses_nothing(page: Any) -> None:
    _shows(page, "0/4", "停车位")
    page.context.set_offline(True)
    page.keyboard.press("a")
    page.locator("#notices", has_text="连接中断").wait_for()
    _shows(page, "0/4", "停车位")
    page.context.set_offline(False)
    page.keyboard.press("a")
    _shows(page, "1/4", "立体停车场")
    assert Commitment.objects.count() == 1


def test_words_selected_in_the_source_become_the_figure(page: Any) -> None:
    page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.getElementById("source-text"), NodeFilter.SHOW_TEXT);
            let node = walker.nextNode();
            while (!node.data.includes("十二座")) node = walker.nextNode();
            const at = node.data.indexOf("十二座");
            getSelection().setBaseAndExtent(node, at, node, at + 3);
        }"""
    )
    page.keyboard.press("i")
    _shows(page, "0/5", "12座")
    assert page.locator("#source-text .mark.current").inner_text() == "十二座"
