"""What the ledger's pages do under the hand: the tree opens, floors are told while typing, ticked rows are counted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from taizhang.ledger.actions.decomposing import Share, decompose
from taizhang.ledger.actions.flooring import set_floor
from taizhang.ledger.models import Commitment
from tests.cast import Cast
from tests.chromium import Open
from tests.ledger.makers import SYSTEM, commitment

CHANGAN, VILLAGE = "441900119", "441900119004"


@pytest.fixture
def whole(transactional_cast: Cast) -> Commitment:
    """A target of a city with the share of a town, which has one of a village; a floor for every village."""
    cast = transactional_cast
    made = commitment(cast)
    town = [Share(cast.places[CHANGAN], Decimal(50_000))]
    share = decompose(actor=SYSTEM, commitment=made, version=1, shares=town)[0]
    village = [Share(cast.places[VILLAGE], Decimal(40_000))]
    decompose(actor=SYSTEM, commitment=share, version=1, shares=village)
    set_floor(actor=SYSTEM, commitment=made, level="village", value=Decimal(3000))
    return made


@pytest.mark.parametrize("key", ["", "Enter", " "])
def test_a_share_opens_in_place_and_closes_again(opened: Open, whole: Commitment, key: str) -> None:
    page = opened("office", reverse("ledger:commitment", args=[whole.pk]))
    opener = page.locator(".opener")
    rows = page.locator(".tree tbody tr")
    expect(rows).to_have_count(1)
    press = opener.click if not key else lambda: opener.press(key)
    press()
    expect(rows).to_have_count(2)
    expect(page.get_by_role("link", name="霄边社区居民委员会")).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    press()
    expect(rows).to_have_count(1)
    press()
    expect(rows).to_have_count(2)


def test_the_total_and_the_floor_follow_what_is_typed(opened: Open, whole: Commitment) -> None:
    page = opened("office", reverse("ledger:decompose", args=[whole.pk]))
    field = page.get_by_label("长安镇 份额")
    told = page.locator("[data-floors]")
    expect(told).to_have_text("")
    field.fill("2999")
    expect(told).to_have_text("低于最低数 1 个")
    expect(page.locator("[data-verdict]")).to_have_text("还差 77,001 个")
    field.fill("8万")
    expect(told).to_have_text("")
    expect(page.locator("[data-verdict]")).to_have_text("恰好等于总目标")


def test_rows_are_ticked_counted_and_taken_along(opened: Open, whole: Commitment) -> None:
    page = opened("office", "/ledger/")
    page.get_by_label("选择本页全部").check()
    expect(page.locator("[data-chosen]")).to_have_text("3")
    page.locator("input[name=row]").first.uncheck()
    expect(page.locator("[data-chosen]")).to_have_text("2")
    page.locator("[data-search]").fill("停车")
    expect(page.get_by_text("清除条件")).to_be_visible()
    expect(page.locator("[data-chosen]")).to_have_text("2")
    page.get_by_role("button", name="交办勾选的").click()
    expect(page.get_by_role("button", name="交办 2 条")).to_be_visible()
    assert whole.state == "confirmed"
