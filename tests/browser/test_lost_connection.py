"""A server that is gone in the midst of work and comes back: it is said, nothing is lost, and the work goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import PATIENCE
from tests.served import PASSWORD, Demonstration

pytestmark = pytest.mark.slow

LOST = "连接中断"


@pytest.fixture
def page(browser: Browser, demonstration: Demonstration) -> Iterator[Page]:
    """A page of the demonstration, signed in as the office; an error of its scripts fails the test."""
    page = browser.new_context(locale="zh-CN").new_page()
    page.set_default_timeout(PATIENCE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(demonstration.url)
    page.get_by_label("用户名").fill("office")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("h1")).to_contain_text("您好")
    yield page
    page.context.close()
    assert not errors


def _done(page: Page, done: int) -> None:
    expect(page.locator("#progress b")).to_have_text(re.compile(rf"^{done}/\d+$"))


def test_confirming_goes_on_where_it_was(page: Page, demonstration: Demonstration) -> None:
    page.goto(f"{demonstration.url}/intake/1/")
    page.keyboard.press("a")
    _done(page, 1)
    page.keyboard.press("e")
    value = page.get_by_label("数值")
    value.fill("37")
    demonstration.stop()
    value.press("Enter")
    expect(page.locator("#notices")).to_contain_text(LOST)
    expect(value).to_have_value("37")
    demonstration.start()
    value.press("Enter")
    _done(page, 2)
    expect(page.locator("#notices")).not_to_contain_text(LOST)
    expect(page.locator("#record-list .row.accepted").nth(1)).to_contain_text("37")
    demonstration.stop()
    page.keyboard.press("j")
    expect(page.locator("#notices")).to_contain_text(LOST)
    page.keyboard.press("x")
    _done(page, 2)
    demonstration.start()
    page.keyboard.press("x")
    _done(page, 3)
    page.reload()
    _done(page, 3)


def test_a_file_that_did_not_arrive_is_named_and_sent_again(
    page: Page, demonstration: Demonstration, tmp_path: Path
) -> None:
    plan = tmp_path / "街道要点.txt"
    plan.write_text("长安镇2024年工作要点\n\n一、绿化\n\n全年新增口袋公园6个。\n")
    page.goto(f"{demonstration.url}/intake/")
    demonstration.stop()
    page.locator("#id_chosen").set_input_files(plan)
    page.get_by_role("button", name="上传", exact=True).click()
    told = page.locator(".upload-list li.wrong", has_text="街道要点.txt")
    expect(told).to_contain_text("没有上传成功")
    demonstration.start()
    page.locator("#id_chosen").set_input_files(plan)
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator("#record h2")).to_contain_text("口袋公园", timeout=2 * PATIENCE)
