"""The divisions that are shipped, and loading them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from taizhang.journal.actions import System
from taizhang.journal.models import Entry
from taizhang.places import queries
from taizhang.places.loading import Row, load, published
from taizhang.places.models import Kind, Place

SHARED = Path(__file__).parents[3] / "shared/data/divisions/guangdong.csv"
LOADER = System("test")


def test_every_shipped_row_has_a_parent_and_a_name() -> None:
    rows = {row.code: row.name for row in published()}
    assert len(rows) == 28_745
    assert all(name and name == name.strip() for name in rows.values())
    assert all(code[:-3] in rows for code in rows if len(code) > 6)


@pytest.mark.skipif(not SHARED.exists(), reason="the source table is not here")
def test_the_shipped_rows_are_those_of_the_source() -> None:
    with SHARED.open(encoding="utf-8") as table:
        source = {Row(row["code"], row["name"]) for row in csv.DictReader(table)}
    assert set(published()) == source


@pytest.mark.django_db
def test_dongguan_has_towns_directly_under_the_city() -> None:
    done = load(actor=LOADER, rows=published("4419"))
    city = queries.find("4419")
    assert city is not None
    assert (done.added, done.present) == (648, 0)
    towns = queries.children(city).filter(level="town")
    assert (towns.filter(kind=Kind.ORDINARY).count(), towns.filter(kind=Kind.PSEUDO).count()) == (32, 4)
    assert [each.code for each in Place.objects.filter(kind=Kind.PLACEHOLDER)] == ["441900"]
    assert queries.counts_below(city) == {"town": 36, "village": 609}


@pytest.mark.django_db
def test_loading_again_adds_only_what_is_missing_and_changes_nothing() -> None:
    rows = published("441900119")
    load(actor=LOADER, rows=rows)
    Place.objects.filter(code="441900119002").update(name="另名社区")
    Place.objects.filter(code="441900119003").delete()
    done = load(actor=LOADER, rows=rows)
    assert (done.added, [row.code for row in done.renamed]) == (1, ["441900119002"])
    assert queries.find("441900119002").name == "另名社区"  # type: ignore[union-attr]
    assert load(actor=LOADER, rows=rows).added == 0
    assert Entry.objects.count() == 2
