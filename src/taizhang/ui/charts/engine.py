"""ECharts in an embedded JavaScript engine: one for the process, in a thread of its own, within time and memory.

The engine has no files, no network and no page: it turns an option into SVG and nothing else.
"""

from __future__ import annotations

import atexit
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from py_mini_racer import JSEvalException, JSOOMException, JSTimeoutException, MiniRacer

from taizhang.ui.charts.boundaries import geojson
from taizhang.ui.charts.errors import LibraryMissing, NotAChart, TooMuch
from taizhang.ui.charts.figures import Option

LIBRARY = Path(__file__).parent.parent / "static/npm/echarts.min.js"
#: Bytes; a chart of 200,000 bars needs some 100 million.
MEMORY = 512 * 1024 * 1024
_DRAW = """
function draw(option, width, height) {
  const chart = echarts.init(null, null, {renderer: "svg", ssr: true, width, height});
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
"""


class Engine:
    """Draws one option after another, whatever thread asks.

    It starts when it is first needed, and anew after an option that broke its limits. A thread of its own, for the
    engine would otherwise take the event loop of the thread that happens to ask first.
    """

    def __init__(self, library: Path = LIBRARY, memory: int = MEMORY) -> None:
        self._library = library
        self._memory = memory
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="charts")
        self._context: MiniRacer | None = None
        self._maps: set[str] = set()
        # Left to the end of the interpreter, its threads would wait for each other.
        atexit.register(self._close)

    def draw(self, option: Option, width: int, height: int, seconds: float) -> str:
        """The SVG of an option; raises ``LibraryMissing``, ``TooMuch`` or ``NotAChart``.

        The seconds count from the moment the engine turns to this option.
        """
        source = f"draw({json.dumps(option, allow_nan=False)}, {width:d}, {height:d})"
        maps = {series["map"] for series in option.get("series", ()) if "map" in series}
        return self._thread.submit(self._evaluate, source, maps, seconds).result()

    def _evaluate(self, source: str, maps: set[str], seconds: float) -> str:
        if self._context is None:
            self._context = self._started()
        for name in maps - self._maps:
            self._context.eval(f"echarts.registerMap({json.dumps(name)}, {geojson(name)})")
            self._maps.add(name)
        try:
            return str(self._context.eval(source, timeout_sec=seconds, max_memory=self._memory))
        except (JSTimeoutException, JSOOMException) as error:
            self._context.eval("0")  # comes after what was broken off has reported its end
            self._close()
            raise TooMuch(seconds) from error
        except JSEvalException as error:
            raise NotAChart(str(error).splitlines()[0]) from error

    def _close(self) -> None:
        if self._context is not None:
            self._context.close()
            self._context = None
            self._maps.clear()

    def _started(self) -> MiniRacer:
        if not self._library.exists():
            raise LibraryMissing
        context = MiniRacer()
        context.eval(self._library.read_text(encoding="utf-8"))
        context.eval(_DRAW)
        return context
