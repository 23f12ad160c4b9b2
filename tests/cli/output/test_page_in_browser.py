"""The page as a person uses it, in a real browser where the machine has one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from taizhang.cli.output import View
from taizhang.cli.output.html import Html
from tests.cli.documents import document

HOSTILE = "<img src=x onerror=\"document.title='harmed'\"><script>document.title='harmed'</script>"

pytestmark = pytest.mark.slow


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The page of two documents, the second hostile; a complaint of the browser fails the test."""
    second = document(name="other.txt", text=document().text + HOSTILE, title=HOSTILE)
    second = replace(second, claims=(replace(second.claims[0], indicator=HOSTILE, quote=HOSTILE), *second.claims[1:]))
    output, path = Html(View(explain=True)), tmp_path / "page.html"
    with path.open("wb") as stream:
        output.write([output.render(document(), "plan.txt"), output.render(second, "other.txt")], stream)
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(path.as_uri())
    yield opened
    assert opened.title() == "台账 taizhang"
    opened.close()
    assert not complaints


def current(page: Any) -> tuple[str, str]:
    """The indicator of the chosen record and the words marked for it."""
    record = page.locator("article:visible .record.current .indicator").inner_text()
    return record, page.locator("article:visible .mark.current").inner_text()


def test_the_keyboard_alone_suffices(page: Any) -> None:
    page.keyboard.press("j")
    assert current(page) == ("停车位", "8万个")
    page.keyboard.press("j")
    assert current(page) == ("立体停车场", "50座")
    page.keyboard.press("k")
    page.keyboard.press("o")
    assert "number-unit" in page.locator(".record.current .derivation").first.inner_text()
    page.keyboard.press("/")
    page.keyboard.type("规划 编制")
    assert page.locator("article:visible .shown").inner_text() == "1 / 3"
    page.keyboard.press("Enter")
    assert current(page) == ("完成规划编制", "6月底前完成规划编制")
    page.keyboard.press("Escape")
    assert page.locator("article:visible .shown").inner_text() == "3"
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


def test_a_click_leads_from_record_to_words_and_back(page: Any) -> None:
    page.locator("article:visible .jump").nth(2).click()
    assert current(page) == ("完成规划编制", "6月底前完成规划编制")
    page.locator("article:visible .mark.actual").click()
    assert current(page) == ("立体停车场", "50座")
    assert page.url.endswith("r1")


def test_filters_keep_what_fits(page: Any) -> None:
    def shown() -> list[str]:
        return page.locator("article:visible .record:visible .indicator").all_inner_texts()  # type: ignore[no-any-return]

    page.get_by_role("radio", name="完成").check()
    assert shown() == ["立体停车场"]
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="事项").check()
    assert shown() == ["完成规划编制"]
    assert page.locator("article:visible .mark.out").count() == 2
    page.locator("article:visible .mark.target").click()
    assert len(shown()) == 3


def test_it_speaks_both_languages(page: Any) -> None:
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", name="Records").is_visible()
    assert page.locator("article:visible .role").first.inner_text() == "target"
    page.get_by_role("button", name="中文").click()
    assert page.get_by_role("heading", name="记录").is_visible()


def test_a_hostile_document_is_words_among_words(page: Any) -> None:
    page.keyboard.press("]")
    page.keyboard.press("j")
    assert current(page) == (HOSTILE, "8万个")
    assert page.locator("article:visible h1").inner_text() == HOSTILE
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_cut_off_at_the_side(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
