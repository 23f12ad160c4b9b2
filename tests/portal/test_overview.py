"""The overview: each role's own, every mark leading to exactly what it counts, lights as known, bounded queries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from taizhang import clock
from taizhang.portal.queries.extents import Extent
from taizhang.portal.queries.tallies import by_county, colours, tallies
from taizhang.ui import keeping
from taizhang.ui.charts import Figure, Heat
from tests.cast import Cast
from tests.portal.makers import TODAY, ledger
from tests.progress.slips import issued, led


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    cache.clear()
    with clock.at(TODAY):
        yield
    cache.clear()


def _page(cast: Cast, part: str, **query: str) -> Any:
    answer = cast.client(part).get(reverse("portal:overview"), query)
    assert answer.status_code == 200
    return answer


def _cells(heat: Heat) -> dict[tuple[str, str], tuple[str, int]]:
    return {key: (lit.light, lit.count) for key, lit in heat.cells.items()}


def test_the_heat_table_has_areas_and_the_places_below(cast: Cast) -> None:
    ledger(cast)
    shown = _page(cast, "office").context["heat"]
    assert _cells(shown.heat) == {
        ("改善出行", ""): ("red", 1),
        ("改善出行", "441900119"): ("red", 2),
        ("改善出行", "441900121"): ("yellow", 1),
        ("水环境", ""): ("green", 1),
        ("水环境", "441900119"): ("closed", 1),
        ("", "441900121"): ("waiting", 1),
    }
    assert shown.heat.rows[0].name == "改善出行"
    assert [column.name for column in shown.heat.columns] == ["东莞市本级", "长安镇", "虎门镇"]
    assert shown.unlit == 1


@pytest.mark.parametrize(
    ("part", "total"),
    [
        ("office", 9),
        ("leader", 9),
        ("supervision", 9),
        ("department", 3),
        ("stranger", 1),
        ("town", 3),
        ("other_town", 2),
        ("village", 1),
        ("elsewhere", 1),
    ],
)
def test_each_sees_the_own(cast: Cast, part: str, total: int) -> None:
    ledger(cast)
    assert _page(cast, part).context["found"].total == total


@pytest.mark.parametrize("part", ["hotline", "system", "security", "auditor"])
def test_who_has_no_part_in_the_ledger_has_no_overview(cast: Cast, part: str) -> None:
    assert cast.client(part).get(reverse("portal:overview")).status_code == 403


def _listed(client: Client, url: str) -> int:
    assert url.startswith(("/ledger/?", "/supervision/?")), url
    page = client.get(url)
    assert page.status_code == 200
    return int(page.context["list"].page.paginator.count)


def _marks(figure: Figure) -> Iterator[tuple[str, int]]:
    """Every mark with an address and the number it stands for: the first number of its words after its name."""
    for series in figure.option["series"]:
        for mark in series["data"]:
            if "url" in mark:
                yield mark["url"], int(re.findall(r"(\d+)(?:项|件)", mark["words"])[-1])


@pytest.mark.parametrize(
    "query", [{}, {"year": ""}, {"area": "改善出行"}, {"place": "441900119"}, {"known": "2024-07-15"}]
)
@pytest.mark.parametrize("part", ["office", "leader", "department", "town"])
def test_every_mark_leads_to_what_it_counts(cast: Cast, part: str, query: dict[str, str]) -> None:
    ledger(cast)
    for who in ("town", "other_town", "department"):
        issued(cast, who, commitments=[led(cast, who, title="停车楼")])
    client = cast.client(part)
    context = _page(cast, part, **query).context
    counted = [(context["extent"].url(), context["found"].total)]
    counted += [(each.url, each.count) for each in context["lights"]]
    if context["heat"] is not None:
        shown = context["heat"]
        counted += [(lit.url, lit.count) for lit in shown.heat.cells.values()]
        counted += [(row.url, sum(context["found"].lights(area=row.key).values())) for row in shown.heat.rows]
        counted += [(each.url, sum(context["found"].lights(column=each.key).values())) for each in shown.heat.columns]
        counted += [(shown.unlit_url, shown.unlit)]
    for name in ("funnel", "ages"):
        if context[name] is not None:
            counted += list(_marks(context[name]))
    if context["map"] is not None:
        lights = context["found"].lights
        counted += [
            (mark["url"], sum(lights(column=mark["name"]).values()))
            for mark in context["map"].option["series"][0]["data"]
            if "url" in mark
        ]
    assert len(counted) > (3 if context["found"].total else 0)
    assert [(url, n) for url, n in counted if _listed(client, url) != n] == []


def test_lights_are_as_they_were_known_on_a_day(cast: Cast) -> None:
    ledger(cast)
    context = _page(cast, "office", known="2024-07-15").context
    assert {each.colour: each.count for each in context["lights"]} == {"red": 1, "green": 2, "closed": 1, "": 5}
    assert context["funnel"] is None
    page = cast.client("office").get(context["extent"].url(light="red"))
    assert [row.title for row in page.context["list"].page.object_list] == ["公共充电桩"]
    assert 'class="light red"' in page.content.decode()


@pytest.mark.parametrize("known", ["2024-13-01", "gestern", "<script>"])
def test_a_day_that_is_none_is_left_out(cast: Cast, known: str) -> None:
    ledger(cast)
    assert _page(cast, "office", known=known).context["extent"].day is None


def test_a_foreign_place_shows_nothing(cast: Cast) -> None:
    ledger(cast)
    answer = _page(cast, "office", place="4401")
    assert answer.context["found"].total == 0
    assert "碧道" not in answer.content.decode()


def test_an_empty_ledger_says_how_it_fills(cast: Cast) -> None:
    assert "上传工作要点" in _page(cast, "office").content.decode()
    assert "由市级专班核对入账" in _page(cast, "town").content.decode()


def test_without_lights_it_says_what_makes_them(cast: Cast) -> None:
    led(cast, "town")
    assert "开启填报期" in _page(cast, "office").content.decode()


def test_counties_of_a_province(cast: Cast) -> None:
    ledger(cast)
    extent = Extent(cast.office, cast.places["44"], {"year": "2024"})
    assert sorted(by_county(extent)) == [
        ("441900119", "closed", 1),
        ("441900119", "red", 2),
        ("441900121", "waiting", 1),
        ("441900121", "yellow", 1),
    ]


def test_the_map_of_the_province_leads_to_the_reds_of_a_county(cast: Cast) -> None:
    ledger(cast)
    context = _page(cast, "office", place="44").context
    marks = {mark["name"]: mark for mark in context["map"].option["series"][0]["data"] if "url" in mark}
    assert set(marks) == {"441900"}
    client = cast.client("office")
    assert _listed(client, marks["441900"]["url"]) == 3


def test_many_are_counted_once_a_minute_and_told_as_of_when(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taizhang.portal.queries.tallies.LARGE", 3)
    made = ledger(cast)
    extent = Extent(cast.office, cast.places["4419"], {"year": "2024"})
    with clock.at(clock.now()):
        first = tallies(extent)
        made["unlit"].delete()
        assert tallies(extent) == first
    with clock.at(first.at + keeping.FRESH):
        assert tallies(extent).total == first.total - 1
    assert colours(extent)["red"] == 3


def test_the_queries_are_few(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    """On PostgreSQL the keys that hang on the reader's places and organisations are asked for first (decision 0012)."""
    ledger(cast)
    client, keys = cast.client("office"), 5 if connection.vendor == "postgresql" else 0
    client.get(reverse("portal:overview"))
    with django_assert_max_num_queries(22 + keys):
        client.get(reverse("portal:overview"))
    assert date(2024, 11, 4) == clock.today()
