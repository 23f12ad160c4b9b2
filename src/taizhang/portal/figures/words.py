"""Words that the charts share: lights counted, areas and places named, where counts come from and as of when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.portal.queries.extents import Extent
from taizhang.progress.marks import COLOURS, UNLIT, light_label


@dataclass(frozen=True, slots=True)
class Lights:
    """So many have a light, and their list; ``colour`` is empty for no light."""

    colour: str
    label: str
    count: int
    url: str


def lights_of(extent: Extent, found: Counter[str]) -> list[Lights]:
    """The lights there are, worst first, what has none last."""
    return [
        Lights(colour, light_label(colour) or _("未亮灯"), found[colour], extent.url(light=colour_asked(colour)))
        for colour in (*COLOURS, "")
        if found[colour]
    ]


def counted_lights(found: Counter[str]) -> str:
    """What lights there are: 严重滞后 2，滞后 1，未亮灯 4."""
    parts = [f"{light_label(colour)} {found[colour]}" for colour in COLOURS if found[colour]]
    if found[""]:
        parts.append(f"{_('未亮灯')} {found['']}")
    return _("，").join(parts)


def area_name(area: str) -> str:
    """The area, or that there is none."""
    return area or _("（未分领域）")


def area_asked(area: str) -> str:
    """The area as the list's filter names it."""
    return area or "-"


def colour_asked(colour: str) -> str:
    """The light as the list's filter names it."""
    return colour or UNLIT


def own_name(extent: Extent) -> str:
    """What lies at the place itself."""
    return _("%(place)s本级") % {"place": extent.place.name}


def source(extent: Extent, at: datetime) -> str:
    """Where counts of lights come from, and as of when."""
    if extent.day:
        return _("本系统台账，%(day)s 当天已亮的灯") % {"day": extent.day.isoformat()}
    return _("本系统台账，截至 %(moment)s") % {"moment": timezone.localtime(at).strftime("%Y-%m-%d %H:%M")}
