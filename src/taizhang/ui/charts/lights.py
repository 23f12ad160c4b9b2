"""The lights as charts show them: a shape, a colour and a word each, never the colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from taizhang.ui.charts import style

LightName = Literal["red", "yellow", "green", "waiting", "closed"]


@dataclass(frozen=True, slots=True)
class Light:
    """What a light looks like: the same shape and colour as the class ``light`` of the pages."""

    shape: str
    colour: str
    tint: str
    words: str | Promise


#: Worst first.
LIGHTS: dict[LightName, Light] = {
    "red": Light("■", style.RED, style.RED_SOFT, pgettext_lazy("light", "严重滞后")),
    "yellow": Light("▲", style.YELLOW, style.YELLOW_SOFT, pgettext_lazy("light", "滞后")),
    "green": Light("●", style.GREEN, style.GREEN_SOFT, pgettext_lazy("light", "正常")),
    "waiting": Light("○", style.QUIET, style.PAPER, pgettext_lazy("light", "未到期")),
    "closed": Light("✓", style.GREEN, style.GREEN_SOFT, pgettext_lazy("light", "销号")),
}


def said(name: LightName) -> str:
    """Shape and word: ▲ 滞后."""
    return f"{LIGHTS[name].shape} {LIGHTS[name].words}"


def counts(lights: Iterable[LightName]) -> list[tuple[LightName, int]]:
    """How many there are of each, worst first, those that are not there left out."""
    there = list(lights)
    return [(name, there.count(name)) for name in LIGHTS if name in there]
