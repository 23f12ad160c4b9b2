"""Splitting targets: the arithmetic, the cells, the action and its page."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from taizhang.ledger import actions
from taizhang.ledger.actions.decomposing import Share, decompose
from taizhang.ledger.models import Commitment
from taizhang.ledger.shares import divided, step_for, verdict
from taizhang.places.models import Level, Place
from taizhang.policy.errors import ActionError, Refused, StaleError
from tests.cast import Cast, place
from tests.ledger.makers import commitment

TOWNS = ("441900119", "441900121")


@given(
    st.decimals(min_value=0, max_value=10**12, places=2),
    st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=40).filter(any),
)
def test_shares_always_make_the_whole(whole: Decimal, weights: list[int]) -> None:
    parts = divided(whole, [Decimal(each) for each in weights], step_for(whole))
    assert sum(parts) == whole
    assert min(parts) >= 0


@pytest.mark.parametrize("weights", [[Decimal(0)], [Decimal(-1), Decimal(2)]])
def test_nothing_is_divided_by_nothing(weights: list[Decimal]) -> None:
    with pytest.raises(ValueError, match="weights"):
        divided(Decimal(5), weights)


def test_short_exact_over() -> None:
    judged = [verdict([Decimal(each)], Decimal(8)).judgement for each in (7, 8, 9)]
    assert judged == ["short", "exact", "over"]


def _shares(cast: Cast, *values: int) -> list[Share]:
    return [Share(cast.places[code], Decimal(value)) for code, value in zip(TOWNS, values, strict=False)]


def test_shares_are_made_changed_and_struck(cast: Cast) -> None:
    whole = commitment(cast)
    first = decompose(actor=cast.office, commitment=whole, version=1, shares=_shares(cast, 50_000, 30_000))
    assert [str(each.lead) for each in first] == ["长安镇人民政府", "虎门镇人民政府"]
    again = decompose(
        actor=cast.office, commitment=whole, version=whole.version, shares=_shares(cast, 80_000), assigning=True
    )
    assert [each.pk for each in again] == [first[0].pk]
    states = list(whole.shares.order_by("pk").values_list("state", "value"))
    assert states == [("assigned", 80_000), ("ended", 30_000)]


@pytest.mark.parametrize("changes", [{"kind": "task", "value": None, "unit": ""}, {"measure": "rank", "unit": "位"}])
def test_what_only_one_can_have_is_not_split(cast: Cast, changes: dict[str, object]) -> None:
    with pytest.raises(ActionError, match=r"不能(按份额)?分解"):
        decompose(actor=cast.office, commitment=commitment(cast, **changes), version=1, shares=[])


def test_a_department_splits_what_it_leads_but_a_town_does_not(cast: Cast) -> None:
    whole = commitment(cast, lead="department")
    decompose(actor=cast.department, commitment=whole, version=1, shares=_shares(cast, 1, 2))
    for part in ("stranger", "town", "leader"):
        with pytest.raises(Refused):
            decompose(actor=cast.people[part], commitment=whole, version=whole.version, shares=[])
    with pytest.raises(StaleError):
        decompose(actor=cast.office, commitment=whole, version=1, shares=[])


def test_nothing_goes_to_places_elsewhere(cast: Cast) -> None:
    with pytest.raises(ActionError, match="不在东莞市之下"):
        decompose(
            actor=cast.office,
            commitment=commitment(cast),
            version=1,
            shares=[Share(cast.places["4401"], Decimal(1))],
        )


def _written(page: Any) -> dict[str, str]:
    return {row.key: row.written for row in page.context["table"].rows if row.written}


def test_equally_then_saved_on_the_page(cast: Cast) -> None:
    whole = commitment(cast, value=5)
    client = cast.client("office")
    address = reverse("ledger:decompose", args=[whole.pk])
    page = client.post(address, {"do": "equal", "version": 1, "part": TOWNS})
    assert _written(page) == {"441900119": "3", "441900121": "2"}
    answer = client.post(address, {"do": "save", "version": 1, "share-441900119": "3", "share-441900121": "2"})
    assert answer.status_code == 302
    shown = client.get(reverse("ledger:commitment", args=[whole.pk])).content.decode()
    assert "恰好等于总目标" in shown


def test_pasted_cells_fill_the_table_and_tell_what_they_do_not_know(cast: Cast) -> None:
    whole = commitment(cast)
    page = cast.client("office").post(
        reverse("ledger:decompose", args=[whole.pk]),
        {"do": "paste", "version": 1, "cells": "长安\t5万\n虎门镇 29,999\n某镇 1\n合计 80000"},
    )
    assert page.status_code == 422
    assert _written(page)["441900119"] == "50000"
    assert page.context["verdict"].difference == 1
    assert "没有“某镇”" in page.content.decode()


def test_an_excel_sheet_fills_the_table(cast: Cast) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["镇街", "目标"], ["长安镇", 60_000], ["虎门镇", "2万个"]):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    upload = SimpleUploadedFile("分解.xlsx", file.getvalue())
    address = reverse("ledger:decompose", args=[commitment(cast).pk])
    page = cast.client("office").post(address, {"do": "sheet", "version": 1, "sheet": upload})
    assert page.context["verdict"].judgement == "exact"
    bad = SimpleUploadedFile("坏.xlsx", b"not a sheet")
    answer = cast.client("office").post(address, {"do": "sheet", "version": 1, "sheet": bad})
    assert "不是能读的 Excel" in answer.content.decode()


def test_by_last_years_shares(cast: Cast) -> None:
    before = commitment(cast, year=2023, period="2023", value=40)
    decompose(actor=cast.office, commitment=before, version=1, shares=_shares(cast, 10, 30))
    whole = commitment(cast, value=80)
    page = cast.client("office").post(reverse("ledger:decompose", args=[whole.pk]), {"do": "last-year", "version": 1})
    assert _written(page) == {"441900119": "20", "441900121": "60"}


def test_a_bad_share_is_named_and_a_stale_table_refused(cast: Cast) -> None:
    whole = commitment(cast)
    client = cast.client("office")
    address = reverse("ledger:decompose", args=[whole.pk])
    bad = client.post(address, {"do": "save", "version": 1, "share-441900119": "许多"})
    assert "长安镇：“许多”不是数字" in bad.content.decode()
    actions.assign(actor=cast.office, commitment=whole, version=1, lead=cast.organisations["department"])
    stale = client.post(address, {"do": "save", "version": 1, "share-441900119": "5"})
    assert "他人修改过" in stale.content.decode()
    assert Commitment.objects.count() == 1


def test_places_that_are_no_government_of_their_own_take_part_only_if_ticked(cast: Cast) -> None:
    park = place("441900401", "松山湖", Level.TOWN, cast.places["4419"])
    park.kind = Place.Kind.PSEUDO
    park.save()
    address = reverse("ledger:decompose", args=[commitment(cast).pk])
    page = cast.client("office").get(address).content.decode()
    ticked = re.findall(r'name="part" value="(\d+)" aria-label="[^"]*" checked', page)
    assert sorted(ticked) == sorted(TOWNS)
    assert "类似乡级单位" in page
