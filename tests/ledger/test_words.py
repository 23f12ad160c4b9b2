"""Words are found wherever they stand in the ledger, as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.ledger.models import Commitment
from taizhang.ui.lists.search import matching
from tests.cast import Cast
from tests.ledger.makers import commitment

SEARCH = ("title__icontains", "area__icontains")
TITLES = (
    "新增停车位",
    "停靠车位管理",
    "5G基站",
    "5g应用",
    "完成率100%",
    "A_B类医院",
    "水",
    "老旧小区 改造",
    "车位停用",
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("停车", {"新增停车位"}),
        ("停车位", {"新增停车位"}),
        ("车位", {"新增停车位", "停靠车位管理", "车位停用"}),
        ("5g", {"5G基站", "5g应用"}),
        ("水", {"水"}),
        ("0%", {"完成率100%"}),
        ("%", {"完成率100%"}),
        ("a_b", {"A_B类医院"}),
        ("_", {"A_B类医院"}),
        ("改造", {"老旧小区 改造"}),
        ("没有", set()),
        ("\\", set()),
        ("'", set()),
    ],
)
def test_words_are_found(cast: Cast, words: str, found: set[str]) -> None:
    for title in TITLES:
        commitment(cast, title=title, area="")
    assert {each.title for each in Commitment.objects.filter(matching(SEARCH, words))} == found


def test_any_field_may_hold_them(cast: Cast) -> None:
    by_title = commitment(cast, title="停车位", area="交通")
    by_area = commitment(cast, title="充电桩", area="停车治理")
    commitment(cast, title="公园", area="绿化")
    assert set(Commitment.objects.filter(matching(SEARCH, "停车"))) == {by_title, by_area}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(st.sampled_from("停车位停5gG%_水 "), min_size=1, max_size=12),
    words=st.text(st.sampled_from("停车位5gG%_水"), min_size=1, max_size=5),
)
def test_what_is_found_holds_the_words_and_the_other_way_round(cast: Cast, title: str, words: str) -> None:
    made = commitment(cast, title=title, area="")
    assert Commitment.objects.filter(matching(SEARCH, words), pk=made.pk).exists() is (words.lower() in title.lower())
