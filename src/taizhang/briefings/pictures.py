"""The charts of a briefing: figures like those of the pages, from what the briefing says; drawn for paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import override

from taizhang.briefings.content import Composition, League
from taizhang.briefings.telling import LIGHTS
from taizhang.ui.charts import Bar, Figure, Stack, bars, stacks, style

#: The looks of green, yellow, red, not due and closed beside each other, each by a pattern of its own.
_LOOKS = (
    {"color": style.BLUE},
    style.stripes(style.YELLOW, style.PAPER),
    {"color": style.RED},
    {"color": style.PAPER, "borderColor": style.MIDDLE, "borderWidth": 1},
    style.dots(style.QUIET, style.PAPER),
)
#: Pixels across; twice as many are drawn, so that print is sharp.
WIDTH = 720


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart drawn: its PNG, how high it is for its width, what it says in words, and what stands below it."""

    png: bytes
    height: int
    words: str
    caption: str


def figures(composition: Composition) -> dict[str, Figure]:
    """The charts of a briefing by name: ``areas``, and one for each ranking (``league-1`` …)."""
    with override("zh-hans"):
        found = {"areas": _areas(composition)} if composition.areas else {}
        for number, league in enumerate(composition.leagues, 1):
            if any(each.value is not None for each in league.rows):
                found[f"league-{number}"] = _league(composition, league)
    return found


def pictures(composition: Composition) -> Mapping[str, Picture]:
    """The same drawn; raises ``DrawingError`` and its kinds, with words, where it cannot be."""
    from taizhang.ui.charts.rendering import render_png, render_svg

    drawn = {}
    for name, figure in figures(composition).items():
        svg = render_svg(figure.option, width=WIDTH, height=figure.height)
        caption = f"{figure.title}（单位：{figure.unit}；{figure.source}）"
        drawn[name] = Picture(render_png(svg, WIDTH * 2), figure.height, figure.summary, caption)
    return drawn


def _areas(composition: Composition) -> Figure:
    names = [name for name, _words in LIGHTS]
    rows = [Stack(each.name, tuple(Decimal(getattr(each.tally, name)) for name in names)) for each in composition.areas]
    return stacks(
        title="各领域亮灯情况",
        unit="项",
        source=f"附件逐项计数，截至{composition.last.isoformat()}",
        heading="工作领域",
        parts=[words for _name, words in LIGHTS],
        rows=rows,
        looks=_LOOKS,
    )


def _league(composition: Composition, league: League) -> Figure:
    rows = [Bar(each.place, each.value) for each in league.rows if each.value is not None]
    return bars(
        title=league.name,
        unit="分",
        source=f"镇街比拼，截至{composition.last.isoformat()}",
        heading="镇街",
        rows=rows,
    )
