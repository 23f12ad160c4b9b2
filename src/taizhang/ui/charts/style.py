"""The one look of all charts: dark on white, one accent, greys, and patterns so that black and white suffices."""

from __future__ import annotations

from typing import Any

from taizhang.ui.charts.figures import Option

# The colours of taizhang.css; a test compares the two.
INK, QUIET, LINE, FAINT = "#1d2329", "#56616c", "#d3d9df", "#e7ebef"
ACCENT, ACCENT_SOFT, PAPER = "#1f5c99", "#eaf1f8", "#ffffff"
GREEN, YELLOW, RED = "#1b7340", "#875e00", "#b3261e"
GREEN_SOFT, YELLOW_SOFT, RED_SOFT = "#edf7f0", "#fdf6e3", "#fdf1f0"
MIDDLE, BLUE = "#9aa5b0", "#8fb3d6"
TEXT = 13
#: Chart fonts: the page's own in a browser, the one named to the rasteriser on the server.
FONT = "sans-serif"


def base(**parts: Any) -> Option:
    """An option that stands still, speaks when pointed at, and fits its words into its frame."""
    return {
        "animation": False,
        "backgroundColor": "transparent",
        "textStyle": {"fontFamily": FONT, "fontSize": TEXT, "color": INK},
        "grid": grid(),
        "tooltip": {"trigger": "item", "confine": True, "renderMode": "richText", "textStyle": words()},
        **parts,
    }


def grid(**sides: Any) -> dict[str, Any]:
    """The frame of the axes; ECharts keeps their words inside it."""
    return {"left": 4, "right": 28, "top": 48, "bottom": 4, "outerBoundsMode": "same", **sides}


def words(colour: str = INK, **more: Any) -> dict[str, Any]:
    """The style of text, without the white halo that a rasteriser prints too heavily."""
    return {"color": colour, "fontSize": TEXT, "textBorderWidth": 0, **more}


def axis(
    kind: str, *, name: str = "", lines: bool = False, label: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """An axis with its unit above it, quiet lines across if asked for."""
    return {
        "type": kind,
        "name": name,
        "nameTextStyle": words(QUIET, align="left"),
        "nameGap": 12,
        "axisLine": {"show": not lines, "lineStyle": {"color": MIDDLE}},
        "axisTick": {"show": False},
        "axisLabel": {**words(QUIET), "hideOverlap": True, **(label or {})},
        "splitLine": {"show": lines, "lineStyle": {"color": FAINT}},
        **more,
    }


def stripes(colour: str, on: str, *, rotation: float = -0.785, dash: int = 2, gap: int = 5) -> dict[str, Any]:
    """The look of an area that is told by its stripes: their colour, the ground, their slant in radians."""
    decal = {
        "symbol": "rect",
        "symbolSize": 1,
        "color": colour,
        "dashArrayX": [1, 0],
        "dashArrayY": [dash, gap],
        "rotation": rotation,
    }
    return {"color": on, "borderColor": colour, "borderWidth": 1, "decal": decal}


def dots(colour: str, on: str) -> dict[str, Any]:
    """The look of an area that is told by its dots."""
    decal = {
        "symbol": "circle",
        "symbolSize": 0.7,
        "color": colour,
        "dashArrayX": [[4, 4], [0, 4, 4, 0]],
        "dashArrayY": [4, 0],
    }
    return {"color": on, "borderColor": colour, "borderWidth": 1, "decal": decal}


#: Areas side by side, told apart on a black and white print: dark, striped, pale, dotted, striped the other way, white.
PARTS: tuple[dict[str, Any], ...] = (
    {"color": ACCENT},
    stripes(ACCENT, PAPER),
    {"color": BLUE},
    dots(QUIET, PAPER),
    stripes(QUIET, FAINT, rotation=0.785),
    {"color": PAPER, "borderColor": INK, "borderWidth": 1},
)
