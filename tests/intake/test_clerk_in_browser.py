"""A clerk merges, splits, marks and takes back by keys and by mouse, and comes to no dead end."""

from __future__ import annotations

from typing import Any

import pytest

from taizhang.intake.models import Candidate
from tests.cast import Cast
from tests.chromium import Open
from tests.intake.workspace import handed_in

pytestmark = pytest.mark.slow


@pytest.fixture
def page(opened: Open, transactional_cast: Cast) -> Any:
    """The workspace of the sample text, just opened."""
    document = handed_in(transactional_cast.office, transactional_cast.places["4419"])
    page = opened("office", f"/intake/{document.pk}/")
    _shows(page, "0/4", "停车位")
    return page


def _shows(page: Any, progress: str, heading: str) -> None:
    page.locator("#progress b", has_text=progress).wait_for(timeout=15000)
    page.locator("#record h2", has_text=heading).wait_for(timeout=15000)


def test_merging_by_keys_into_the_second_of_the_list(page: Any) -> None:
    page.keyboard.press("m")
    page.locator("#record [name=into]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    _shows(page, "1/4", "立体停车场")
    page.keyboard.press("u")
    _shows(page, "0/4", "停车位")


def test_finding_what_to_merge_into(page: Any) -> None:
    page.keyboard.press("m")
    page.locator("#merge-find").fill("碧道")
    page.locator("#merge-options label", has_text="立体").wait_for(state="detached")
    page.locator("#merge-options label", has_text="碧道").wait_for()
    page.locator("#record button", has_text="并入").click()
    _shows(page, "1/4", "立体停车场")
    assert Candidate.objects.get(state="merged").into.indicator == "碧道"


def test_splitting_by_keys_and_taking_it_back(page: Any) -> None:
    page.keyboard.press("s")
    page.locator("#record textarea").fill("城区停车位 5万个\n镇村停车位 3万个")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    _shows(page, "0/5", "城区停车位")
    page.keyboard.press("a")
    _shows(page, "1/5", "镇村停车位")
    assert page.locator("#record-list .row").count() == 5
    for left in ("0/5", "0/4"):
        page.keyboard.press("u")
        page.locator("#progress b", has_text=left).wait_for()
    _shows(page, "0/4", "停车位")
    assert page.locator("#record-list .row").count() == 4


def test_what_was_marked_is_at_once_there_to_accept(page: Any) -> None:
    page.keyboard.press("i")
    page.keyboard.type("十二座")
    page.keyboard.press("Enter")
    _shows(page, "0/5", "12座")
    assert page.locator("#marking-words").input_value() == ""
    page.keyboard.press("a")
    _shows(page, "1/5", "停车位")


def test_a_decision_is_put_back_with_the_mouse_long_after(page: Any) -> None:
    for progress in ("1/4", "2/4"):
        page.keyboard.press("a")
        page.locator("#progress b", has_text=progress).wait_for()
    page.locator("#record-list .row", has_text="8万个").click()
    page.locator("#record button", has_text="放回待核").click()
    _shows(page, "1/4", "停车位")
    page.keyboard.press("a")
    page.locator("#progress b", has_text="2/4").wait_for()
