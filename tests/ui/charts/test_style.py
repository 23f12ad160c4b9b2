"""The charts' colours are those of the pages."""

from __future__ import annotations

import re
from pathlib import Path

from taizhang.ui import charts
from taizhang.ui.charts import style

CSS = (Path(charts.__file__).parent.parent / "static/ui/taizhang.css").read_text("utf-8")


def test_the_colours_are_those_of_the_style_sheet() -> None:
    named = dict(re.findall(r"--([\w-]+): (#\w{6});", CSS))
    ours = {
        "ink": style.INK,
        "quiet": style.QUIET,
        "line": style.LINE,
        "line-soft": style.FAINT,
        "accent": style.ACCENT,
        "accent-soft": style.ACCENT_SOFT,
        "paper": style.PAPER,
        "green": style.GREEN,
        "yellow": style.YELLOW,
        "red": style.RED,
    }
    assert {name: named[name] for name in ours} == ours
