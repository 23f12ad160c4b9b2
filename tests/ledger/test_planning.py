"""Planned curves and kept views."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from taizhang.ledger.actions.planning import ends, even
from taizhang.ledger.models import SavedView
from tests.cast import Cast
from tests.ledger.makers import commitment


def test_an_even_curve_ends_at_the_whole() -> None:
    points = even(Decimal(10), ends(2024, 3))
    assert list(points.values()) == [3, 6, 8, 10]


def test_a_curve_is_offered_saved_and_shown(cast: Cast) -> None:
    made = commitment(cast, lead="department", deadline=date(2024, 10, 31))
    client = cast.client("department")
    address = reverse("ledger:plan", args=[made.pk])
    offered = client.get(f"{address}?fill=quarter").content.decode()
    assert "2024-10-31 80000" in offered
    lines = "2024-06-30 4万\n2024-10-31\t80,000"
    assert client.post(address, {"version": 1, "points": lines}).status_code == 302
    assert [point.value for point in made.plan.all()] == [40_000, 80_000]
    assert "40,000" in client.get(reverse("ledger:commitment", args=[made.pk])).content.decode()


@pytest.mark.parametrize(
    ("lines", "words"),
    [("明天 5", "看不懂"), ("2024-03-31 5\n2024-06-30 4", "不能比前面的小"), ("2025-01-31 5", "晚于期限")],
)
def test_a_wrong_curve_says_what_is_wrong(cast: Cast, lines: str, words: str) -> None:
    made = commitment(cast, deadline=date(2024, 12, 31))
    answer = cast.client("office").post(reverse("ledger:plan", args=[made.pk]), {"version": 1, "points": lines})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not made.plan.exists()


def test_a_view_is_kept_used_and_dropped(cast: Cast) -> None:
    commitment(cast, title="停车位", area="出行")
    client = cast.client("office")
    client.post(reverse("ledger:keep-view"), {"name": "出行无主", "query": "area=出行&lead=-&page=9"})
    view = SavedView.objects.get()
    assert "page" not in view.query
    page = client.get(f"/ledger/?{view.query}").content.decode()
    assert "出行无主" in page
    assert "停车位" in page
    assert "出行无主" not in cast.client("leader").get("/ledger/").content.decode()
    assert cast.client("leader").post(reverse("ledger:drop-view", args=[view.pk])).status_code == 404
    client.post(reverse("ledger:drop-view", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_is_not_kept(cast: Cast) -> None:
    answer = cast.client("office").post(reverse("ledger:keep-view"), {"name": " ", "query": ""}, follow=True)
    assert "请给视图起个名字" in answer.content.decode()
