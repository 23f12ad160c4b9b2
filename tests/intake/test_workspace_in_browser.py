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
    page.keyboard.press("e")
    value = page.get_by_label("数值")
    value.wait_for()
    page.keyboard.press("Escape")
    _shows(page, "1/4", "立体停车场")
    page.keyboard.press("e")
    value.fill("52")
    page.keyboard.press("Enter")
    _shows(page, "2/4", "口袋公园")
    page.keyboard.press("k")
    _shows(page, "2/4", "立体停车场")
    assert list(Commitment.objects.order_by("pk").values_list("value", flat=True)) == [80000, 52]


#: Acts on what has just come in before anything else can: the earliest moment at which a person could.
AT_ONCE = """(key) => new MutationObserver((changes, observer) => {
    if (!changes.some((change) => [...change.addedNodes].some((node) => node.id === "record"))) return;
    observer.disconnect();
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    setTimeout(() => document.body.dispatchEvent(event), 0);
}).observe(document.querySelector(".records"), { childList: true })"""


def test_a_key_pressed_as_the_record_appears_stays_on_the_page(page: Any) -> None:
    _shows(page, "0/4", "停车位")
    page.evaluate("window.same = true")
    page.evaluate(AT_ONCE, "e")
    page.keyboard.press("j")
    page.get_by_label("数值").wait_for()
    assert page.evaluate("window.same")


def test_a_key_pressed_before_the_page_is_ready_does_nothing(page: Any) -> None:
    _shows(page, "0/4", "停车位")
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
            const event = new KeyboardEvent("keydown", { key: "a", bubbles: true, cancelable: true });
            document.body.dispatchEvent(event);
        }, { capture: true })"""
    )
    page.reload()
    page.keyboard.press("j")
    _shows(page, "0/4", "立体停车场")
    assert not Commitment.objects.exists()


def test_what_is_typed_before_the_answer_comes_strikes_nothing(page: Any) -> None:
    _shows(page, "0/4", "停车位")
    page.route("**/accept/", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.keyboard.press("a")
    for key in "axxe":
        page.keyboard.press(key)
    _shows(page, "1/4", "立体停车场")
    page.locator("#record", has=page.locator("[data-key=a]")).wait_for()
    assert Commitment.objects.count() == 1


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
