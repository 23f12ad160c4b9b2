"""Changing the language keeps the page, its query and the record on show, also where these changed without a new page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.chromium import Open
from tests.intake.workspace import handed_in

pytestmark = pytest.mark.slow


def test_a_narrowed_list_stays_narrowed(opened: Open) -> None:
    page = opened("town", "/places/")
    page.locator("[data-search]").fill("长安")
    page.wait_for_url("**q=**")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[data-search]")).to_have_value("长安")


def test_the_record_being_confirmed_stays(opened: Open, transactional_cast: Cast) -> None:
    text = "东莞市2024年工作要点\n\n一、绿化\n\n" + "".join(
        f"新增第{number}类公园{number}个。\n\n" for number in (1, 2, 3)
    )
    document = handed_in(transactional_cast.office, transactional_cast.places["4419"], text)
    page = opened("office", f"/intake/{document.pk}/")
    first = page.locator("#record").get_attribute("data-candidate")
    page.keyboard.press("j")
    page.wait_for_url("**?at=**")
    at = page.locator("#record").get_attribute("data-candidate")
    assert at != first
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#record")).to_have_attribute("data-candidate", str(at))
