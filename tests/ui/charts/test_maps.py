"""Maps: every place by its code, shapes and words for lights, classes for values, and what the map does not claim."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.places.loading import published
from taizhang.ui.charts import Figure, PlaceLight, PlaceValue, lights_map, values_map
from taizhang.ui.charts.boundaries import MAPS, geojson
from taizhang.ui.charts.classes import classes
from taizhang.ui.charts.rendering import render_svg
from tools.boundaries import simplified

SHARED = Path(__file__).parents[4] / "shared/data/maps"
SOURCES = {"44": SHARED / "guangdong-counties.geojson", "4419": SHARED / "dongguan-towns.geojson"}
LIGHTS = [
    PlaceLight("441900119", "长安镇", "red", "3项严重滞后", "/places/5/"),
    PlaceLight("441900121", "虎门镇", "green"),
    PlaceLight("441900402", "东莞港", "green"),
]


def marks(figure: Figure) -> dict[str, dict[str, object]]:
    return {mark["name"]: mark for mark in figure.option["series"][0]["data"]}


def lights(*places: PlaceLight) -> Figure:
    return lights_map(title="亮灯", source="台账，截至2024-05-31", boundaries="4419", places=places)


def test_a_light_is_a_shape_a_word_and_a_page() -> None:
    figure = lights(*LIGHTS)
    mark = marks(figure)["441900119"]
    assert mark["words"] == "长安镇 ■ 严重滞后 3项严重滞后"
    assert mark["url"] == figure.table.rows[0][0].url == "/places/5/"
    assert mark["label"]["formatter"] == "{shape|■}\n{name|长安}"  # type: ignore[index]
    assert [cell.words for cell in figure.table.rows[0]] == ["长安镇", "■ 严重滞后", "3项严重滞后"]
    assert figure.summary == "亮灯；■ 严重滞后 1；● 正常 2"
    assert {"■", "长安", "虎门", "● 正常 2"} <= set(_texts(figure))


def test_what_has_no_boundary_or_no_light_is_said() -> None:
    figure = lights(*LIGHTS)
    assert set(marks(figure)) == set(MAPS["4419"].names)
    assert "decal" in marks(figure)["441900003"]["itemStyle"]  # type: ignore[operator]
    for words in ("未取得审图号", "只列在表里的：东莞港", "斜纹：没有数据", "dongguan-map"):
        assert words in figure.note
    all_lit = lights(*(PlaceLight(code, name, "green") for code, name in MAPS["4419"].names.items()))
    assert "没有数据" not in all_lit.note


def test_of_several_lights_in_a_place_the_worst_is_drawn_and_all_are_told() -> None:
    figure = lights(PlaceLight("441900119", "长安镇", "green"), LIGHTS[0], PlaceLight("441900119", "长安镇", "waiting"))
    assert str(marks(figure)["441900119"]["words"]).startswith("长安镇 ■ 严重滞后")
    assert len(figure.table.rows) == 3


def test_values_come_in_classes_from_pale_to_dark() -> None:
    places = [PlaceValue(code, name, Decimal(at)) for at, (code, name) in enumerate(MAPS["44"].names.items(), 1)]
    figure = values_map(title="停车位", unit="个", source="台账", boundaries="44", places=places)
    pieces = figure.option["visualMap"]["pieces"]
    assert [piece["label"] for piece in pieces] == ["1–25", "26–50", "51–75", "76–100", "101–124"]
    lightness = [sum(bytes.fromhex(piece["color"][1:])) for piece in pieces]
    assert lightness == sorted(lightness, reverse=True)
    assert marks(figure)["440103"]["itemStyle"] == {"areaColor": pieces[0]["color"]}
    assert "26–50" in _texts(figure)


@given(st.lists(st.decimals(-1000, 1000, places=1), min_size=1, max_size=150))
def test_every_value_has_one_class_and_classes_do_not_overlap(values: list[Decimal]) -> None:
    found = classes(values)
    assert [value for shade in found for value in shade.values] == sorted(set(values))
    assert len(found) <= 5
    assert len({shade.colour for shade in found}) == len(found)


@pytest.mark.parametrize("code", MAPS)
def test_the_places_drawn_are_divisions_of_that_place(code: str) -> None:
    divisions = {row.code for row in published()}
    assert set(MAPS[code].names) <= divisions
    assert all(each.startswith(code) for each in MAPS[code].names)
    assert len(geojson(code).encode()) < 100_000


@pytest.mark.parametrize("code", MAPS)
def test_the_boundaries_are_what_the_tool_makes_of_their_source(code: str) -> None:
    if not SOURCES[code].exists():
        pytest.skip("the sources are not here")
    assert simplified(json.loads(SOURCES[code].read_text("utf-8")), code) == geojson(code)


def _texts(figure: Figure) -> list[str]:
    svg = render_svg(figure.option, width=700, height=figure.height)
    return [part.split("</text>")[0].split(">")[-1] for part in svg.split("<text")[1:]]
