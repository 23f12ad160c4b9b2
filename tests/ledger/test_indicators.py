"""The catalogue of indicators."""

from __future__ import annotations

import csv
from importlib.resources import files

from django.urls import reverse

from taizhang.journal.actions import System
from taizhang.ledger.actions.indicators import load_indicators, published
from taizhang.ledger.models import Alias, Indicator
from taizhang.measures.units import unit
from tests.cast import Cast


def test_the_catalogue_holds_together() -> None:
    names = [name for row in published() for name in (row["name"], *row["aliases"].split("|")) if name]
    assert len(names) == len(set(names))
    for row in published():
        assert unit(row["unit"])
        assert row["polarity"] in Indicator.Polarity.values
        assert bool(row["numerator"] and row["denominator"]) == (row["adds_up"] == "ratio")


def test_loading_twice_adds_nothing(db: None) -> None:
    table = files("taizhang.ledger").joinpath("indicators.csv").read_text(encoding="utf-8")
    assert load_indicators(actor=System("t")) == len(list(csv.DictReader(table.splitlines())))
    assert load_indicators(actor=System("t")) == 0
    assert Alias.objects.filter(name="GDP", indicator__name="地区生产总值").exists()


def _data(**changes: str) -> dict[str, str]:
    return {
        "version": "1",
        "name": "公园",
        "polarity": "up",
        "adds_up": "sum",
        "subject": "results",
        "aliases": "口袋公园\n小公园",
    } | changes


def test_the_office_writes_indicators(cast: Cast) -> None:
    client = cast.client("office")
    assert client.post(reverse("ledger:add-indicator"), _data()).status_code == 302
    made = Indicator.objects.get()
    assert [each.name for each in made.aliases.all()] == ["口袋公园", "小公园"]
    address = reverse("ledger:edit-indicator", args=[made.pk])
    assert client.post(address, _data(version=str(made.version), aliases="小公园")).status_code == 302
    assert made.aliases.count() == 1
    stale = client.post(address, _data())
    assert "他人修改过" in stale.content.decode()
    assert "口袋公园" in client.get(reverse("ledger:indicator", args=[made.pk])).content.decode()


def test_wrong_indicators_are_refused(cast: Cast) -> None:
    client = cast.client("office")
    client.post(reverse("ledger:add-indicator"), _data())
    again = client.post(reverse("ledger:add-indicator"), _data(name="小公园", aliases=""))
    assert "已属于指标“公园”" in again.content.decode()
    ratio = client.post(reverse("ledger:add-indicator"), _data(name="绿化率", adds_up="ratio", aliases=""))
    assert "写明分子和分母" in ratio.content.decode()
    assert cast.client("town").post(reverse("ledger:add-indicator"), _data()).status_code == 403
