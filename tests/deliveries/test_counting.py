"""What is delivered counts itself into the target, its shares and everything above; nobody types it over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from taizhang import clock
from taizhang.deliveries.actions import Picture, Thing, add, set_up, show, withdraw
from taizhang.deliveries.models import Delivery, DeliveryList
from taizhang.ledger.actions.counting import count_from
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError, Refused
from taizhang.progress.actions.reporting import Entry, enter
from taizhang.progress.models import Position, Report
from taizhang.progress.queries.verifying import verify_progress
from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.progress.makers import SYSTEM, opened, report_of, split_target

TODAY = date(2024, 7, 3)


@pytest.fixture
def counted(cast: Cast) -> DeliveryList:
    """80,000 parking places in two shares, counted from a list."""
    whole = split_target(cast)
    return set_up(actor=cast.office, commitment=whole, version=whole.version)


def _picture(content: bytes = b"\x89PNG\r\n\x1a\n") -> list[Picture]:
    return [Picture(ContentFile(content, "a.png"), "a.png")]


def _thing(
    cast: Cast, name: str = "霄边停车场", code: str = "441900119004", quantity: int = 120, **more: object
) -> Thing:
    place = cast.places[code]
    return Thing(**({"name": name, "place": place, "on": date(2024, 5, 6), "quantity": Decimal(quantity)} | more))  # type: ignore[arg-type]


def _value(of: Commitment) -> Decimal | None:
    return Position.objects.get(pk=of.pk).value


def test_what_is_delivered_in_a_village_counts_for_the_town_and_the_city(cast: Cast, counted: DeliveryList) -> None:
    with clock.at(TODAY):
        june = opened(cast, 6)
        add(actor=cast.village, to=counted, thing=_thing(cast), pictures=_picture())
        add(actor=cast.other_town, to=counted, thing=_thing(cast, "太平停车场", "441900121", 30), pictures=_picture())
    assert _value(counted.commitment) == 150
    report = report_of(cast, "town", june)
    assert (report.state, report.locked_value, report.counted) == ("locked", 120, True)
    assert list(verify_progress()) == []


def test_nobody_is_asked_for_it_or_types_it_over(cast: Cast, counted: DeliveryList) -> None:
    with clock.at(TODAY):
        report = report_of(cast, "town", opened(cast, 6))
        assert report.state == "locked"
        with pytest.raises(ActionError, match="自动计数"):
            enter(actor=cast.town, report=report, version=report.version, entry=Entry(value=Decimal(9)))
    assert f"r{report.pk}-" not in cast.client("town").get("/progress/owed/").content.decode()


def test_only_what_has_a_photograph_and_is_of_the_period_counts(cast: Cast, counted: DeliveryList) -> None:
    with clock.at(TODAY):
        opened(cast, 6)
        bare = add(actor=cast.town, to=counted, thing=_thing(cast, "无照片"))
        add(actor=cast.town, to=counted, thing=_thing(cast, "去年的", on=date(2023, 12, 31)), pictures=_picture())
        add(actor=cast.town, to=counted, thing=_thing(cast, "七月的", on=date(2024, 7, 2)), pictures=_picture())
        assert _value(counted.commitment) == 0
        show(actor=cast.town, delivery=bare, pictures=_picture(b"2"))
        assert _value(counted.commitment) == 120


def test_what_is_withdrawn_no_longer_counts_and_stays_to_be_read(cast: Cast, counted: DeliveryList) -> None:
    with clock.at(TODAY):
        june = opened(cast, 6)
        made = add(actor=cast.town, to=counted, thing=_thing(cast), pictures=_picture())
        with pytest.raises(ActionError, match="理由"):
            withdraw(actor=cast.town, delivery=made, version=made.version, reason=" ")
        withdraw(actor=cast.town, delivery=made, version=made.version, reason="重复登记")
    assert _value(counted.commitment) == 0
    values = list(report_of(cast, "town", june).versions.order_by("number").values_list("value", flat=True))
    assert values == [0, 120, 0]
    assert Delivery.objects.get().withdrawn_for == "重复登记"


def test_it_can_be_reported_again(cast: Cast, counted: DeliveryList) -> None:
    with clock.at(TODAY):
        june = opened(cast, 6)
        whole = Commitment.objects.get(pk=counted.commitment_id)
        count_from(actor=cast.office, commitment=whole, version=whole.version, counter="")
    assert not Report.objects.filter(period=june, counted=True).exists()


def test_a_thing_that_cannot_be_is_refused_in_words(cast: Cast, counted: DeliveryList) -> None:
    add(actor=cast.town, to=counted, thing=_thing(cast))
    for thing, said in (
        (_thing(cast), "已登记过"),
        (_thing(cast, " "), "名称"),
        (_thing(cast, "明天的", on=date(2999, 1, 1)), "还没有到"),
        (_thing(cast, "没有", quantity=0), "大于零"),
        (_thing(cast, "半个点", longitude=Decimal("113.8")), "一起填"),
    ):
        with pytest.raises(ActionError, match=said):
            add(actor=cast.town, to=counted, thing=thing)
    with pytest.raises(Refused):
        add(actor=cast.town, to=counted, thing=_thing(cast, "别处", "441900121"))
    task = commitment(cast, kind="task", value=None, unit="", measure="", comparator="")
    with pytest.raises(ActionError, match="不能由登记计数"):
        set_up(actor=SYSTEM, commitment=task, version=task.version)


def test_the_pages(cast: Cast) -> None:
    whole = split_target(cast)
    address = reverse("deliveries:set-up", args=[whole.pk])
    page = cast.client("office").get(reverse("ledger:commitment", args=[whole.pk])).content.decode()
    assert address in page
    cast.client("office").post(address, {"version": whole.version, "needs_photo": "on"})
    of = DeliveryList.objects.get()
    asked = {"name": "霄边停车场", "place": "长安镇", "on": "2024-05-06", "quantity": "12"}
    town = cast.client("town")
    photo = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n", "image/png")
    assert town.post(reverse("deliveries:add", args=[of.pk]), {**asked, "pictures": [photo]}).status_code == 302
    assert town.post(reverse("deliveries:add", args=[of.pk]), asked).status_code == 422
    listed = town.get(reverse("deliveries:list", args=[of.pk]), {"place": "441900119", "until": "2024-06-30"})
    assert "霄边停车场" in listed.content.decode()
    item = Delivery.objects.get()
    assert "a.png" in town.get(reverse("deliveries:item", args=[item.pk])).content.decode()
    shown = town.get(reverse("deliveries:photo", args=[item.photos.get().pk]), {"show": ""})
    assert shown.headers["Content-Type"] == "image/png"
    assert b"".join(shown.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    assert "自动计数" in cast.client("office").get(reverse("ledger:commitment", args=[whole.pk])).content.decode()
