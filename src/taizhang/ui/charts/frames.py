"""What all bar charts share: rows of names from top to bottom, bars to the right, the figure at the end of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taizhang.ui.charts import style
from taizhang.ui.charts.figures import Option
from taizhang.ui.charts.legends import LINE, NARROW, breadth, extra, legend, lines

#: Pixels of a row, and of what stands above and below all rows.
ROW, ABOVE, BELOW = 26, 10, 10
#: Room for a name; longer ones end in an ellipsis, the table has them whole.
_NAME = 124


def height(rows: int, *, parts: Sequence[str] = ()) -> int:
    """How high a chart of so many rows is, on a phone too, with a legend of its parts."""
    room = LINE * lines(parts, NARROW) + extra(parts) if parts else 0
    return ABOVE + rows * ROW + BELOW + room


def rows(names: Sequence[str], series: list[dict[str, Any]], *, parts: Sequence[str] = ()) -> Option:
    """The option of bars beside names, the first on top; what the bars count is said at their ends."""
    names_axis = style.axis("category", data=list(names), inverse=True)
    names_axis["axisLabel"] = style.words(width=_NAME, overflow="truncate", interval=0)
    names_axis["axisLine"] = {"show": True, "onZero": True, "lineStyle": {"color": style.MIDDLE}}
    above = legend([{"name": part} for part in parts], below=ABOVE) if parts else {"grid": style.grid(top=ABOVE)}
    base = style.base(**above, xAxis=style.axis("value", show=False), yAxis=names_axis, series=series)
    base["grid"] |= {"bottom": BELOW, "right": 10 + _longest(series)}
    return base


def _longest(series: list[dict[str, Any]]) -> int:
    labels = [mark["label"]["formatter"] for each in series for mark in each["data"] if "label" in mark]
    return max(map(breadth, labels), default=0)


def bars(name: str, data: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A series of bars, as thick as a row allows for calm."""
    return {"name": name, "type": "bar", "data": data, "barWidth": 14, "emphasis": {"disabled": True}, **more}


def told(words: str, *, negative: bool = False) -> dict[str, Any]:
    """The label at the end of a bar."""
    return {"label": style.words(show=True, position="left" if negative else "right", formatter=_plain(words))}


def _plain(words: str) -> str:
    """Words without the braces in which ECharts would look for names of its own."""
    return words.replace("{", "｛").replace("}", "｝")
