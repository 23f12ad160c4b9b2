"""What every town or village must reach at least: does it add up."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from taizhang.journal.queries import history
from taizhang.ledger.actions.decomposing import Share, decompose
from taizhang.ledger.actions.flooring import set_floor
from taizhang.ledger.floors import Quota, least
from taizhang.ledger.models import Commitment, Floor
from taizhang.ledger.queries.floors import in_force
from taizhang.places.models import Level
from taizhang.policy.errors import ActionError
from tests.cast import Cast, place
from tests.ledger.makers import commitment

CHANGAN, HUMEN = "441900119", "441900121"


def _trees(cast: Cast, **changes: Any) -> Commitment:
    return commitment(cast, title="植树", unit="株", value=200_000, **changes)


def _villages(cast: Cast) -> None:
    """Five villages in 长安 with the one of the cast, three in 虎门."""
    for number in range(4):
        place(f"{CHANGAN}90{number}", f"长安村{number}", Level.VILLAGE, cast.places[CHANGAN])
    for number in range(3):
        place(f"{HUMEN}90{number}", f"虎门村{number}", Level.VILLAGE, cast.places[HUMEN])


@given(
    general=st.integers(1, 1000),
    certain=st.integers(1, 1000),
    units=st.integers(0, 2000),
    some=st.integers(0, 500),
)
def test_certain_units_stand_in_place_of_others(general: int, certain: int, units: int, some: int) -> None:
    quotas = [Quota("village", Decimal(general)), Quota("village", Decimal(certain), some)]
    assert least(quotas, {"village": units}) == general * max(units - some, 0) + certain * some


def test_the_higher_of_two_levels_is_what_is_needed() -> None:
    quotas = [Quota("town", Decimal(5000)), Quota("village", Decimal(100))]
    assert least(quotas, {"town": 33, "village": 590}) == 165_000
    assert least(quotas, {"town": 3, "village": 590}) == 59_000
    assert least([], {"town": 3}) == 0


def test_floors_are_counted_for_the_whole_and_for_each_place(cast: Cast) -> None:
    _villages(cast)
    whole = _trees(cast)
    set_floor(actor=cast.office, commitment=whole, level="village", value=Decimal(100))
    models = [each for each in cast.places[CHANGAN].children.all() if each.name in {"长安村0", "长安村1"}]
    set_floor(actor=cast.office, commitment=whole, level="village", value=Decimal(1000), name="典型村", places=models)
    floors = in_force(whole)
    assert floors.all(whole) == 6 * 100 + 2 * 1000
    assert floors.of(cast.places[CHANGAN]) == 3 * 100 + 2 * 1000
    assert floors.of(cast.places[HUMEN]) == 300
    assert floors.of(models[0]) == 1000
    assert floors.of(cast.places["4401"]) is None


def test_certain_units_by_number_alone_count_for_the_whole(cast: Cast) -> None:
    _villages(cast)
    whole = _trees(cast)
    set_floor(actor=cast.office, commitment=whole, level="village", value=Decimal(100))
    set_floor(actor=cast.office, commitment=whole, level="village", value=Decimal(1000), name="典型村", count=3)
    floors = in_force(whole)
    assert floors.all(whole) == 5 * 100 + 3 * 1000
    assert floors.of(cast.places[HUMEN]) == 300


def test_floors_reach_down_to_shares_of_shares(cast: Cast) -> None:
    _villages(cast)
    whole = _trees(cast)
    set_floor(actor=cast.office, commitment=whole, level="village", value=Decimal(100))
    share = decompose(
        actor=cast.office, commitment=whole, version=whole.version + 1, shares=[Share(cast.places[CHANGAN], Decimal(9))]
    )
    assert "1 份低于最低数" in history(whole)[0].note
    floors = in_force(share[0])
    assert floors.all(share[0]) == 500
    assert floors.of(cast.places[f"{CHANGAN}004"]) == 100


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"value": Decimal(0)}, "大于零"),
        ({"level": "province"}, "每个镇街还是每个村"),
        ({"count": 5}, "起个名称"),
        ({"name": "典型村"}, "有多少个"),
    ],
)
def test_a_floor_says_how_much_for_whom(cast: Cast, asked: dict[str, Any], words: str) -> None:
    fields = {"level": "village", "value": Decimal(100)} | asked
    with pytest.raises(ActionError, match=words):
        set_floor(actor=cast.office, commitment=_trees(cast), **fields)
    assert not Floor.objects.exists()


def test_a_floor_for_places_elsewhere_or_of_a_rate_is_refused(cast: Cast) -> None:
    with pytest.raises(ActionError, match="不是东莞市之下"):
        set_floor(
            actor=cast.office,
            commitment=_trees(cast),
            level="village",
            value=Decimal(1),
            name="典型村",
            places=[cast.places["4401"]],
        )
    rate = commitment(cast, unit="%", measure="level", value=90)
    with pytest.raises(ActionError, match="不能相加"):
        set_floor(actor=cast.office, commitment=rate, level="village", value=Decimal(1))


def test_the_page_says_whether_it_adds_up(cast: Cast, django_assert_max_num_queries: Any) -> None:
    _villages(cast)
    whole = commitment(cast, title="植树", unit="株", value=700)
    said = commitment(cast, title="每个村（社区）植树", unit="株", value=100)
    client = cast.client("office")
    address = reverse("ledger:decompose", args=[whole.pk])
    add = reverse("ledger:add-floor", args=[whole.pk])
    assert "每个村（社区）植树" in client.get(address).content.decode()
    assert client.post(add, {"level": "village", "source": said.pk}).status_code == 302
    with django_assert_max_num_queries(30):
        page = client.get(address).content.decode()
    assert "总目标比最低数少 100 株" in page
    assert 'data-least="500"' in page
    bad = client.post(add, {"level": "village", "figure": "很多"})
    assert bad.status_code == 422
    assert "请写大于零的数" in bad.content.decode()
    unknown = client.post(add, {"level": "village", "figure": "1000", "name": "典型村", "places": "某村"})
    assert "没有“某村”" in unknown.content.decode()
    named = client.post(add, {"level": "village", "figure": "0.1万", "name": "典型村", "places": "长安村0\n长安村1"})
    assert named.status_code == 302
    assert Floor.objects.get(name="典型村").count == 2
    client.post(reverse("ledger:drop-floor", args=[Floor.objects.get(name="典型村").pk]))
    assert Floor.objects.count() == 1


def test_shares_below_their_floor_are_told_on_both_pages(cast: Cast) -> None:
    _villages(cast)
    whole = _trees(cast)
    set_floor(actor=cast.office, commitment=whole, level="village", value=Decimal(100))
    client = cast.client("office")
    address = reverse("ledger:decompose", args=[whole.pk])
    checked = client.post(
        address, {"do": "check", "version": 2, "over": "places", f"share-{CHANGAN}": "499", f"share-{HUMEN}": "300"}
    )
    assert [row.name for row in checked.context["table"].below_floor] == ["长安镇"]
    client.post(address, {"do": "save", "version": 2, f"share-{CHANGAN}": "499", f"share-{HUMEN}": "300"})
    shown = client.get(reverse("ledger:commitment", args=[whole.pk])).content.decode()
    assert shown.count("低于最低数 500") == 1
