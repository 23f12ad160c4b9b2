"""Points on a map of values: where each thing stands, over how much there is in each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang.ui.charts import style
from taizhang.ui.charts.figures import Figure, datum

#: More points than this hide each other and slow the page; the list has all.
MOST = 2_000
_SIZE = 9
_FRAME = ("left", "right", "top", "bottom", "preserveAspect", "aspectScale")


@dataclass(frozen=True, slots=True)
class Pin:
    """A thing with its point in degrees, what it is, and the page behind it."""

    longitude: Decimal
    latitude: Decimal
    words: str
    url: str = ""


def pinned(figure: Figure, pins: Sequence[Pin]) -> Figure:
    """The map with the points over it, laid out by the same frame; at most :data:`MOST`, and said where there are more."""
    if not pins:
        return figure
    drawn = figure.option["series"][0]
    under = {"map": drawn["map"], "silent": True, **{name: drawn[name] for name in _FRAME if name in drawn}}
    under |= {"itemStyle": {"opacity": 0}, "label": {"show": False}, "emphasis": {"disabled": True}}
    points = {
        "type": "scatter",
        "coordinateSystem": "geo",
        "symbolSize": _SIZE,
        "itemStyle": {"color": style.INK, "borderColor": style.PAPER, "borderWidth": 1},
        # Coordinates are for drawing; no quantity passes through them.
        "data": [datum([float(pin.longitude), float(pin.latitude)], pin.words, pin.url) for pin in pins[:MOST]],
    }
    frame = {"geo": dict.fromkeys(_FRAME[:4], 0)}
    media = [{**each, "option": {**each["option"], **frame}} for each in figure.option.get("media", ())]
    option = {**figure.option, "geo": under, "series": [drawn, points], "media": media}
    note = figure.note
    if len(pins) > MOST:
        note += _("图上只画最近的 %(most)s 个点，全部见下面的清单。") % {"most": MOST}
    return replace(figure, option=option, note=note)
