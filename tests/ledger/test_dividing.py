"""Dividing over departments as well as places, and targets whose shares are not summed."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from taizhang.accounts.models import Organisation
from taizhang.journal.queries import history
from taizhang.ledger.actions.decomposing import Share, decompose
from taizhang.ledger.models import Commitment, Indicator
from taizhang.policy.errors import ActionError
from tests.cast import Cast, organisation
from tests.ledger.makers import commitment

CHANGAN, HUMEN = "441900119", "441900121"


def _for(cast: Cast, part: str, value: int) -> Share:
    lead = cast.organisations[part]
    return Share(lead.place, Decimal(value), lead)


def _written(page: Any) -> dict[str, str]:
    return {row.key: row.written for row in page.context["table"].rows if row.written}


def test_a_target_is_split_over_departments(cast: Cast) -> None:
    whole = commitment(cast)
    made = decompose(
        actor=cast.office,
        commitment=whole,
        version=1,
        shares=[_for(cast, "department", 50_000), _for(cast, "stranger", 30_000)],
        assigning=True,
    )
    assert [(str(each.lead), each.place, each.state) for each in made] == [
        ("市城市管理局", whole.place, "assigned"),
        ("市水务局", whole.place, "assigned"),
    ]
    assert "停车位" in cast.stranger.notices.get().words


def test_places_and_departments_are_summed_together(cast: Cast) -> None:
    whole = commitment(cast)
    town = Share(cast.places[CHANGAN], Decimal(60_000))
    first = decompose(actor=cast.office, commitment=whole, version=1, shares=[town, _for(cast, "department", 20_000)])
    assert "恰好" in history(whole)[0].note
    again = decompose(
        actor=cast.office,
        commitment=whole,
        version=whole.version,
        shares=[town, _for(cast, "department", 10_000)],
    )
    assert [each.pk for each in again] == [each.pk for each in first]
    assert Commitment.objects.get(pk=first[1].pk).value == 10_000


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (lambda cast: Share(cast.places["4419"], Decimal(1)), "要写明哪个单位"),
        (lambda cast: Share(cast.places["4419"], Decimal(1), cast.organisations["elsewhere"]), "要写明哪个单位"),
        (lambda cast: Share(cast.places["4401"], Decimal(1), cast.organisations["elsewhere"]), "不在东莞市之下"),
    ],
)
def test_a_share_at_the_place_itself_says_whose(cast: Cast, share: Any, words: str) -> None:
    with pytest.raises(ActionError, match=words):
        decompose(actor=cast.office, commitment=commitment(cast), version=1, shares=[share(cast)])


def test_nobody_takes_two_shares_nor_one_out_of_use(cast: Cast) -> None:
    twice = [_for(cast, "department", 1), _for(cast, "department", 2)]
    with pytest.raises(ActionError, match="分了两次"):
        decompose(actor=cast.office, commitment=commitment(cast), version=1, shares=twice)
    Organisation.objects.filter(pk=cast.organisations["stranger"].pk).update(active=False)
    cast.organisations["stranger"].refresh_from_db()
    with pytest.raises(ActionError, match="已停用"):
        decompose(actor=cast.office, commitment=commitment(cast), version=1, shares=[_for(cast, "stranger", 1)])


def test_the_page_fills_departments_in_every_way(cast: Cast) -> None:
    whole = commitment(cast, value=5)
    one, other = (f"o{cast.organisations[part].pk}" for part in ("department", "stranger"))
    client = cast.client("office")
    address = reverse("ledger:decompose", args=[whole.pk])
    assert "市水务局" not in client.get(address).content.decode()
    assert "市水务局" in client.get(f"{address}?over=organisations").content.decode()
    asked = {"version": 1, "over": "organisations"}
    equal = client.post(address, asked | {"do": "equal", "part": [one, other]})
    assert _written(equal) == {one: "3", other: "2"}
    pasted = client.post(address, asked | {"do": "paste", "cells": "城市管理局\t4\n市水务局 1"})
    assert _written(pasted) == {one: "4", other: "1"}
    assert "恰好等于总目标" in pasted.content.decode()
    saved = client.post(address, asked | {"do": "save", f"share-{one}": "4", f"share-{other}": "1"})
    assert saved.status_code == 302
    shown = client.get(reverse("ledger:commitment", args=[whole.pk])).content.decode()
    assert "市水务局" in shown
    assert "恰好等于总目标" in shown


def test_what_has_a_share_is_on_the_page_whatever_is_looked_at(cast: Cast) -> None:
    whole = commitment(cast)
    decompose(actor=cast.office, commitment=whole, version=1, shares=[_for(cast, "department", 5)])
    client = cast.client("office")
    page = client.get(reverse("ledger:decompose", args=[whole.pk]) + "?over=places")
    assert _written(page) == {f"o{cast.organisations['department'].pk}": "5"}
    assert client.get(reverse("ledger:decompose", args=[whole.pk])).context["table"].over == "organisations"


def test_by_last_years_shares_of_departments(cast: Cast) -> None:
    before = commitment(cast, year=2023, period="2023", value=40)
    shares = [_for(cast, "department", 10), _for(cast, "stranger", 30)]
    decompose(actor=cast.office, commitment=before, version=1, shares=shares)
    whole = commitment(cast, value=80)
    page = cast.client("office").post(
        reverse("ledger:decompose", args=[whole.pk]), {"do": "last-year", "version": 1, "over": "both"}
    )
    keys = [f"o{cast.organisations[part].pk}" for part in ("department", "stranger")]
    assert _written(page) == dict(zip(keys, ["20", "60"], strict=True))


def test_the_table_goes_out_as_a_sheet_and_comes_back(cast: Cast) -> None:
    organisation("=HYPERLINK(1)", Organisation.Kind.DEPARTMENT, cast.places["4419"])
    whole = commitment(cast, value=5)
    client = cast.client("office")
    address = reverse("ledger:decompose", args=[whole.pk])
    file = b"".join(client.get(f"{address}?over=both&export=xlsx"))  # type: ignore[arg-type]
    book = load_workbook(io.BytesIO(file))
    sheet = book.active
    assert sheet is not None
    names = {str(row[0].value): row[0] for row in sheet.iter_rows(min_row=2)}
    assert {"长安镇", "虎门镇", "市水务局"} <= set(names)
    assert names["=HYPERLINK(1)"].data_type == "s"
    for name, value in (("长安镇", 4), ("市水务局", 1)):
        sheet.cell(names[name].row, 2, value)
    filled = io.BytesIO()
    book.save(filled)
    back = client.post(
        address,
        {"do": "sheet", "version": 1, "over": "both", "sheet": SimpleUploadedFile("a.xlsx", filled.getvalue())},
    )
    assert _written(back) == {CHANGAN: "4", f"o{cast.organisations['stranger'].pk}": "1"}


@pytest.mark.parametrize("adds_up", ["ratio", "latest", "none"])
def test_what_does_not_add_up_is_each_ones_own_target(cast: Cast, adds_up: str) -> None:
    indicator = Indicator.objects.create(
        name="优良天数比例", unit="%", adds_up=adds_up, numerator="优良天数", denominator="有效天数"
    )
    whole = commitment(cast, indicator=indicator, measure="level", unit="%", value=90)
    client = cast.client("office")
    address = reverse("ledger:decompose", args=[whole.pk])
    page = client.post(address, {"do": "equal", "version": 1, "part": [CHANGAN, HUMEN]})
    assert _written(page) == {CHANGAN: "90", HUMEN: "90"}
    assert page.context["verdict"] is None
    words = page.content.decode()
    assert "不核合计" in words
    assert "data-total" not in words
    client.post(address, {"do": "save", "version": 1, f"share-{CHANGAN}": "92", f"share-{HUMEN}": "90"})
    shown = client.get(reverse("ledger:commitment", args=[whole.pk])).content.decode()
    assert "不核合计" in shown
    assert "超出" not in shown
    assert "不相加" in history(whole)[0].note


@pytest.mark.parametrize("state", ["closing", "verified", "closed"])
def test_a_share_that_is_closed_is_neither_changed_nor_struck(cast: Cast, state: str) -> None:
    whole = commitment(cast)
    town = Share(cast.places[CHANGAN], Decimal(5))
    made = decompose(actor=cast.office, commitment=whole, version=1, shares=[town])[0]
    Commitment.objects.filter(pk=made.pk).update(state=state)
    for shares, words in (([], "不能收回"), ([Share(town.place, Decimal(6))], "不能再改")):
        with pytest.raises(ActionError, match=words):
            decompose(actor=cast.office, commitment=whole, version=whole.version, shares=shares)


def test_an_owner_is_told_when_its_share_is_another(cast: Cast) -> None:
    whole = commitment(cast)
    share = [Share(cast.places[CHANGAN], Decimal(50_000))]
    decompose(actor=cast.office, commitment=whole, version=1, shares=share, assigning=True)
    more = [Share(cast.places[CHANGAN], Decimal(60_000))]
    decompose(actor=cast.office, commitment=whole, version=whole.version, shares=more)
    told = list(cast.town.notices.order_by("pk").values_list("words", flat=True))
    assert "签收" in told[0]
    assert "原为 5万个以上" in told[1]
