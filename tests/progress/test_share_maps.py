"""The map on a target's page: the lights of its shares, with why, where the places have boundaries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from taizhang import clock
from taizhang.ledger.models import Commitment
from taizhang.progress.share_maps import share_map
from tests.cast import Cast
from tests.chromium import Open
from tests.ledger.makers import commitment
from tests.progress.makers import locked, report_of, split_target
from tests.progress.makers import opened as period_opened


def behind(cast: Cast) -> Commitment:
    """A target of which one town reported far too little by June, the other enough."""
    whole = split_target(cast)
    with clock.at(date(2024, 7, 3)):
        june = period_opened(cast, 6)
        locked(report_of(cast, "town", june), 4_000)
        locked(report_of(cast, "other_town", june), 20_000)
    return whole


def test_each_share_has_its_light_its_reason_and_its_page(cast: Cast) -> None:
    panel = share_map(cast.office, behind(cast))
    assert panel is not None
    rows = [[cell.words for cell in row] for row in panel.context["figure"].table.rows]
    assert [row[:2] for row in rows] == [["长安镇", "■ 严重滞后"], ["虎门镇", "● 正常"]]
    assert "落后" in rows[0][2]
    share = Commitment.objects.get(place=cast.places["441900119"])
    assert panel.context["figure"].table.rows[0][0].url == reverse("ledger:commitment", args=[share.pk])


def test_the_map_is_for_those_who_may_see_reports_of_the_whole(cast: Cast) -> None:
    whole = behind(cast)
    panel = share_map(cast.supervision, whole)
    assert panel is not None
    assert share_map(cast.town, whole) is None
    assert share_map(cast.stranger, whole) is None


@pytest.mark.parametrize("part", ["town", "office"])
def test_without_lights_or_boundaries_there_is_no_map(cast: Cast, part: str) -> None:
    assert share_map(cast.people[part], split_target(cast)) is None
    assert share_map(cast.people[part], commitment(cast, code="441900119", title="别的", lead="town")) is None


def test_more_shares_take_no_more_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    whole = behind(cast)
    # PostgreSQL is asked for the co-owned keys apart.
    with django_assert_max_num_queries(9):
        share_map(cast.office, whole)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_map_is_drawn_on_the_page(opened: Open, transactional_cast: Cast, width: int) -> None:
    whole = behind(transactional_cast)
    page = opened("office", reverse("ledger:commitment", args=[whole.pk]), width=width)
    expect(page.locator(".chart-drawing svg")).to_have_count(2)
    expect(page.get_by_role("img", name="各地亮灯；■ 严重滞后 1；● 正常 1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
