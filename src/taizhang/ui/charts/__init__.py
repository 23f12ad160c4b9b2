"""Charts: each a title, a unit, a source, a table of the exact values, and an ECharts option drawn from the same values.

One module builds one kind; pages show the result with ``{% chart figure %}``. Builders never read the clock, and take words of the domain from the caller.
"""

from taizhang.ui.charts.ages import Span, ages
from taizhang.ui.charts.bars import Bar, bars
from taizhang.ui.charts.curves import curve
from taizhang.ui.charts.figures import Cell, Figure, Heading, Table
from taizhang.ui.charts.funnels import Stage, funnel
from taizhang.ui.charts.heat import Heat, Line, Lit
from taizhang.ui.charts.maps import PlaceLight, PlaceValue, lights_map, values_map
from taizhang.ui.charts.pins import Pin, pinned
from taizhang.ui.charts.points import Forecast, Point
from taizhang.ui.charts.shares import Part, shares
from taizhang.ui.charts.stacks import Stack, stacks

__all__ = [
    "Bar",
    "Cell",
    "Figure",
    "Forecast",
    "Heading",
    "Heat",
    "Line",
    "Lit",
    "Part",
    "Pin",
    "PlaceLight",
    "PlaceValue",
    "Point",
    "Span",
    "Stack",
    "Stage",
    "Table",
    "ages",
    "bars",
    "curve",
    "funnel",
    "lights_map",
    "pinned",
    "shares",
    "stacks",
    "values_map",
]
