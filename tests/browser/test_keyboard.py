"""Lists by keyboard and by mouse, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from taizhang.places.models import Level
from tests.cast import Cast, place
from tests.chromium import Open


@pytest.fixture
def towns(transactional_cast: Cast) -> None:
    """Enough towns for several pages."""
    city = transactional_cast.places["4419"]
    for number in range(200, 270):
        place(f"441900{number}", f"第{number}镇", Level.TOWN, city)


@pytest.mark.usefixtures("towns")
def test_typing_narrows_the_list_and_the_address_keeps_it(opened: Open) -> None:
    page = opened("town", "/places/")
    page.keyboard.press("f")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("第20")
    expect(page.locator(".list-summary")).to_contain_text("共 10 条")
    assert "q=%E7%AC%AC20" in page.url
    page.reload()
    expect(page.locator(".list-summary")).to_contain_text("共 10 条")


@pytest.mark.usefixtures("towns")
def test_a_choice_narrows_at_once(opened: Open) -> None:
    page = opened("town", "/places/")
    page.locator("select[name=level]").select_option("city")
    expect(page.locator(".list-summary")).to_contain_text("共 2 条")


@pytest.mark.usefixtures("towns")
def test_rows_and_pages_by_key(opened: Open) -> None:
    page = opened("town", "/places/")
    for key in "jjk":
        page.keyboard.press(key)
    assert _focused(page) == page.locator("table.list tbody tr").nth(0).locator("a").inner_text()
    page.keyboard.press("j")
    name = _focused(page)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)
    page.go_back()
    page.keyboard.press("n")
    page.wait_for_url("**page=2**")
    page.keyboard.press("p")
    page.wait_for_url("**/places/?")


def test_the_search_box_of_every_page(opened: Open) -> None:
    page = opened("town", "/places/")
    page.keyboard.press("/")
    expect(page.locator("[data-finder]")).to_be_focused()
    page.keyboard.type("长安")
    expect(page.locator(".suggestions a").first).to_contain_text("长安镇")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".suggestions a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".suggestions a")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    expect(page.locator(".hit").first).to_contain_text("长安镇")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".hit").nth(1).locator("a").first).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("长安镇")


def test_help_opens_and_closes(opened: Open) -> None:
    page = opened("town", "/places/")
    page.keyboard.press("?")
    expect(page.locator("#keyboard-help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keyboard-help")).to_be_hidden()


def test_a_wrong_form_puts_the_summary_first(opened: Open) -> None:
    page = opened("town", "/accounts/self/password/")
    page.get_by_label("旧密码").fill("wrong")
    page.get_by_role("button", name="修改密码").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.tagName") == "INPUT"


def test_a_broken_connection_is_told(opened: Open) -> None:
    page = opened("town", "/places/")
    page.context.set_offline(True)
    page.locator("[data-search]").fill("长安")
    expect(page.locator("#notices")).to_contain_text("连接中断")


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText"))
