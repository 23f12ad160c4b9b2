"""Simplifies boundaries for charts: shared edges stay shared, and one map stays below 100 kB.

Run as ``python -m tools.boundaries SOURCE.geojson CODE``; CODE is the place whose parts SOURCE holds. Where the sources come from is
said in ``src/taizhang/ui/static/ui/maps/README.md``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape

TARGET = Path(__file__).resolve().parent.parent / "src/taizhang/ui/static/ui/maps"


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is left: triangles below ``tolerance`` squared are cut off, ``digits`` of a degree kept."""

    tolerance: float
    digits: int


#: A screen of 700 pixels shows 0.01 degrees of Guangdong, 0.001 of Dongguan, in one.
DETAILS = {"44": Detail(0.02, 3), "4419": Detail(0.002, 4)}


def simplified(source: dict[str, Any], code: str) -> str:
    """The map of a place: features in the order of codes, each with code, name and a point inside for its label."""
    features = sorted(source["features"], key=lambda each: _code(each["properties"]))
    shapes = [shape(each["geometry"]) for each in features]
    detail = DETAILS[code]
    parts = [
        _feature(each["properties"], whole, part, detail.digits)
        for each, whole, part in zip(features, shapes, shapely.coverage_simplify(shapes, detail.tolerance), strict=True)
    ]
    lines = ",\n".join(json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in parts)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def _feature(properties: dict[str, Any], whole: Any, part: Any, digits: int) -> dict[str, Any]:
    point = (properties["lon"], properties["lat"]) if "lon" in properties else _inside(whole)
    return {
        "type": "Feature",
        "properties": {
            "code": _code(properties),
            "name": properties["name"],
            "cp": [round(each, digits) for each in point],
        },
        "geometry": _rounded(mapping(part), digits),
    }


def _inside(whole: Any) -> tuple[float, float]:
    """The middle of the largest circle within the largest part: where a label has most room."""
    largest = max(getattr(whole, "geoms", [whole]), key=lambda each: each.area)
    centre = shapely.maximum_inscribed_circle(largest, tolerance=0.001).coords[0]
    return centre[0], centre[1]


def _code(properties: dict[str, Any]) -> str:
    """The code as divisions have it; surveyors write the country's 156 before it."""
    return str(properties.get("code") or str(properties["gb"]).removeprefix("156"))


def _rounded(geometry: Any, digits: int) -> Any:
    return {"type": geometry["type"], "coordinates": _round(geometry["coordinates"], digits)}


def _round(coordinates: Any, digits: int) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, digits)
    return [_round(each, digits) for each in coordinates]


if __name__ == "__main__":
    path, place = sys.argv[1:]
    TARGET.mkdir(parents=True, exist_ok=True)
    content = simplified(json.loads(Path(path).read_text(encoding="utf-8")), place)
    (TARGET / f"{place}.json").write_text(content, encoding="utf-8")
