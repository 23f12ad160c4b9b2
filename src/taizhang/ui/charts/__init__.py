"""Charts: each a title, a unit, a source, a table of the exact values, and an ECharts option drawn from the same values.

One module builds one kind; pages show the result with ``{% chart figure %}``. Builders never read the clock, and take words of the domain from the caller.
"""

from taizhang.ui.charts.curves import curve
from taizhang.ui.charts.figures import Cell, Figure, Heading, Table
from taizhang.ui.charts.points import Forecast, Point

__all__ = ["Cell", "Figure", "Forecast", "Heading", "Point", "Table", "curve"]
