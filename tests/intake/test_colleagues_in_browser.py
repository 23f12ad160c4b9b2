"""Two clerks before one document in real browsers: each sees what the other decides, nobody's typing is disturbed."""

from __future__ import annotations

from typing import Any

import pytest

from taizhang.policy.roles import Role
from tests.cast import Cast, person
from tests.chromium import Open
from tests.intake.workspace import handed_in

pytestmark = pytest.mark.slow


@pytest.fixture
def pages(opened: Open, transactional_cast: Cast) -> tuple[Any, Any]:
    """The same workspace, open before two people."""
    cast = transactional_cast
    cast.people["second"] = person("second", Role.OFFICE, cast.organisations["office"])
    document = handed_in(cast.office, cast.places["4419"])
    mine, theirs = (opened(part, f"/intake/{document.pk}/") for part in ("office", "second"))
    for page in (mine, theirs):
        page.locator("#progress b", has_text="0/4").wait_for()
    return mine, theirs


def test_a_colleagues_decision_appears_by_itself(pages: tuple[Any, Any]) -> None:
    mine, theirs = pages
    theirs.keyboard.press("a")
    mine.locator("#progress b", has_text="1/4").wait_for(timeout=9000)
    mine.locator("#record .tag.state", has_text="已接受").wait_for()
    mine.locator("#latest", has_text="接受“停车位 8万个”").wait_for()
    assert "accepted" in mine.locator("#source-text .mark").first.get_attribute("class")
    assert "市级专班 已接受" in mine.locator("#record-list .row").first.inner_text()


def test_what_is_being_written_stays_and_is_told_of_when_saved(pages: tuple[Any, Any]) -> None:
    mine, theirs = pages
    mine.keyboard.press("e")
    field = mine.locator("#record [name=value]")
    field.fill("81000")
    theirs.keyboard.press("e")
    theirs.locator("#record [name=value]").fill("90000")
    theirs.locator("#record button", has_text="只保存").click()
    theirs.locator("#record h2", has_text="9万个").wait_for()
    mine.locator("#record-list .row", has_text="9万个").wait_for(timeout=9000)
    assert field.input_value() == "81000"
    assert mine.evaluate("document.activeElement.name") == "value"
    mine.locator("#record button", has_text="只保存").click()
    mine.locator("#record .differing", has_text="90000").wait_for()
    mine.locator("#record button", has_text="只保存").click()
    mine.locator("#record h2", has_text="8.1万个").wait_for()


def test_a_marked_figure_appears_in_list_and_source(pages: tuple[Any, Any]) -> None:
    mine, theirs = pages
    theirs.locator("#marking-words").fill("十二座")
    theirs.locator("#marking button").click()
    theirs.locator("#record h2", has_text="12座").wait_for()
    mine.locator("#source-text .mark", has_text="十二座").wait_for(timeout=9000)
    assert mine.locator("#record-list .row").count() == 5
    assert "停车位" in mine.locator("#record h2").inner_text()


def test_accepting_a_section_leaves_out_what_was_not_seen(pages: tuple[Any, Any]) -> None:
    mine, theirs = pages
    mine.evaluate("document.getElementById('news').remove()")
    theirs.keyboard.press("e")
    theirs.locator("#record [name=value]").fill("90000")
    theirs.locator("#record button", has_text="只保存").click()
    theirs.locator("#record h2", has_text="9万个").wait_for()
    mine.locator(".section-head button").first.click()
    mine.locator("#record .notice", has_text="刚被同事改过").wait_for()
    assert mine.locator("#progress b").inner_text() == "1/4"
