"""The tree of shares, opened level by level."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from taizhang.ledger.actions.decomposing import Share, decompose
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries.branches import level
from tests.cast import Cast
from tests.ledger.makers import commitment

HTMX = {"HX-Request": "true"}
CHANGAN, HUMEN, VILLAGE = "441900119", "441900121", "441900119004"


@pytest.fixture
def whole(cast: Cast) -> Commitment:
    """A city's target, two towns' shares, one of which has one of its own."""
    made = commitment(cast)
    towns = [Share(cast.places[CHANGAN], Decimal(50_000)), Share(cast.places[HUMEN], Decimal(30_000))]
    shares = decompose(actor=cast.office, commitment=made, version=1, shares=towns)
    village = [Share(cast.places[VILLAGE], Decimal(40_000))]
    decompose(actor=cast.office, commitment=shares[0], version=1, shares=village)
    return made


def _share(whole: Commitment, code: str) -> Commitment:
    return whole.shares.get(place__code=code)


def test_each_share_says_how_many_it_has_and_what_they_come_to(whole: Commitment) -> None:
    found = {branch.name: branch for branch in level(whole).branches}
    assert found["长安镇"].below == 1
    made = found["长安镇"].verdict
    assert made is not None
    assert (made.judgement, made.difference) == ("short", 10_000)
    assert (found["虎门镇"].below, found["虎门镇"].verdict) == (0, None)


def test_struck_shares_count_no_more(cast: Cast, whole: Commitment) -> None:
    _share(whole, CHANGAN).shares.update(state="ended")
    assert {branch.below for branch in level(whole).branches} == {0}


def test_a_level_opens_below_its_row(cast: Cast, whole: Commitment, django_assert_max_num_queries: Any) -> None:
    client = cast.client("office")
    page = client.get(reverse("ledger:commitment", args=[whole.pk])).content.decode()
    share = _share(whole, CHANGAN)
    address = reverse("ledger:shares", args=[share.pk])
    assert f"{address}?path={share.pk}." in page
    assert reverse("ledger:shares", args=[_share(whole, HUMEN).pk]) not in page
    with django_assert_max_num_queries(12):
        rows = client.get(f"{address}?path={share.pk}.", headers=HTMX).content.decode()
    village = share.shares.get()
    assert f'data-path="{share.pk}.{village.pk}."' in rows
    assert "霄边社区" in rows
    assert "<html" not in rows


@pytest.mark.parametrize("path", ['"><script>', "1", "1.2.", "x."])
def test_a_path_that_is_none_is_not_repeated(cast: Cast, whole: Commitment, path: str) -> None:
    share = _share(whole, CHANGAN)
    address = reverse("ledger:shares", args=[share.pk])
    rows = cast.client("office").get(address, {"path": path}, headers=HTMX).content.decode()
    assert "<script" not in rows
    assert ('data-path="1.2.' in rows) == (path == "1.2.")


def test_more_shares_take_no_more_queries(cast: Cast, whole: Commitment, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        commitment(cast, code=CHANGAN, title=f"份额{number}", parent=whole, lead=None)
    client = cast.client("office")
    with django_assert_max_num_queries(12):
        assert client.get(reverse("ledger:shares", args=[whole.pk]), headers=HTMX).status_code == 200


def test_who_does_not_see_the_share_does_not_open_it(cast: Cast, whole: Commitment) -> None:
    address = reverse("ledger:shares", args=[_share(whole, CHANGAN).pk])
    assert cast.client("other_town").get(address).status_code == 404
    assert cast.client("town").get(address, headers=HTMX).status_code == 200
    alone = cast.client("town").get(address)
    assert alone.headers["Location"] == reverse("ledger:commitment", args=[_share(whole, CHANGAN).pk]) + "#shares"
