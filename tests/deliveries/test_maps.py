"""The map of a list: how much each town has, a point for each thing that has one, doors to both."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from taizhang import clock
from taizhang.deliveries.actions import Thing, add, set_up, withdraw
from taizhang.deliveries.maps import delivery_map
from taizhang.deliveries.models import Delivery, DeliveryList
from taizhang.ui.charts import pins
from taizhang.ui.charts.rendering import render_svg
from tests.cast import Cast
from tests.progress.makers import split_target

TODAY = date(2024, 7, 3)


@pytest.fixture
def of(cast: Cast) -> DeliveryList:
    """Three car parks: two in a village of one town, one with its point, and one in another town."""
    whole = split_target(cast)
    made = set_up(actor=cast.office, commitment=whole, version=whole.version, needs_photo=False)
    with clock.at(TODAY):
        for name, code, quantity, point in (
            ("霄边停车场", "441900119004", 120, ("113.8030", "22.8050")),
            ("乌沙停车场", "441900119004", 80, (None, None)),
            ("太平停车场", "441900121", 30, ("113.6700", "22.8100")),
        ):
            longitude, latitude = (None if each is None else Decimal(each) for each in point)
            thing = Thing(
                name=name, place=cast.places[code], on=date(2024, 5, 6), quantity=Decimal(quantity),
                longitude=longitude, latitude=latitude,
            )  # fmt: skip
            add(actor=cast.office, to=made, thing=thing, pictures=[])
    return made


def test_towns_have_what_their_villages_have_and_points_stand_on_it(cast: Cast, of: DeliveryList) -> None:
    with clock.at(TODAY):
        figure = delivery_map(cast.office, of)
    assert figure is not None
    assert [[cell.words for cell in row] for row in figure.table.rows] == [["长安镇", "200"], ["虎门镇", "30"]]
    assert figure.table.rows[0][0].url == f"{reverse('deliveries:list', args=[of.pk])}?place=441900119"
    areas, points = figure.option["series"]
    assert areas["type"] == "map"
    assert [mark["words"].split("（")[0] for mark in points["data"]] == ["太平停车场", "霄边停车场"]
    assert {mark["url"] for mark in points["data"]} < {
        reverse("deliveries:item", args=[each.pk]) for each in Delivery.objects.all()
    }
    assert figure.option["geo"]["map"] == areas["map"]
    assert figure.option["geo"]["left"] == areas["left"]


def test_it_stands_on_the_page_and_is_drawn(cast: Cast, of: DeliveryList) -> None:
    with clock.at(TODAY):
        page = cast.client("office").get(reverse("deliveries:list", args=[of.pk]))
        figure = page.context["figure"]
    assert "各地交付" in page.content.decode()
    with_points = render_svg(figure.option, height=figure.height)
    figure.option["series"][1]["data"] = []
    assert len(with_points) > len(render_svg(figure.option, height=figure.height))


def test_nothing_counted_is_no_map_and_others_things_are_not_told(cast: Cast, of: DeliveryList) -> None:
    with clock.at(TODAY):
        own = delivery_map(cast.town, of)
        assert own is not None
        assert [row[0].words for row in own.table.rows] == ["长安镇"]
        for each in Delivery.objects.all():
            withdraw(actor=cast.office, delivery=each, version=each.version, reason="重复登记")
        assert delivery_map(cast.office, of) is None


def test_more_points_than_can_be_seen_are_said(cast: Cast, of: DeliveryList, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins, "MOST", 1)
    with clock.at(TODAY):
        figure = delivery_map(cast.office, of)
    assert figure is not None
    assert len(figure.option["series"][1]["data"]) == 1
    assert "图上只画最近的 1 个点" in figure.note
