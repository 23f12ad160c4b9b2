"""The kind of a document, by its title and, without one, by how it opens."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Stance = Literal["plan", "results", "both"]

NEWS = "新闻"
PROFILE = "概况"
_ISSUED = re.compile(r"(?:印发|转发|公布|发布|下达)[^《》]{0,10}《(?P<issued>[^《》]+)》")
_PROFILE = re.compile(r"幅员|总?面积(?:约|为|达)?\d|总?人口(?:约|为|达)?\d|[下管]?辖\d+个|位于|地处|区位|东[邻接与]")
_NEWS = re.compile(r"(?:近日|日前|昨日|今日|\d{1,2}月\d{1,2}日)，|记者|本报讯|编辑：|来源：")
_AHEAD = re.compile(
    r"工作要点|KPI|部署|加油干|重点工作|(?:今年|20\d\d年)[^。，]{0,6}(?:要|将)|施工图|任务书|开局之年|敲定|工作安排"
)
_EXPECTED = re.compile(r"主要预期目标(?:是|为|：)")
_SPEECH = re.compile(r"各位代表|我代表\S{0,14}政府")
_FEWEST_PROFILE_WORDS = 3
_OPENING = 1500
_LEAD = 300


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document by the name the trade gives it, and whether its figures are promises, results or both in turn."""

    name: str
    stance: Stance


_REPORT = Kind("政府工作报告", "both")
_PLAN_PART = Kind("政府工作报告", "plan")
_PROFILE_KIND = Kind(PROFILE, "results")


@cache
def _table() -> tuple[tuple[re.Pattern[str], Kind], ...]:
    rows = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))["kind"]
    return tuple((re.compile(row["pattern"]), Kind(row["name"], row["stance"])) for row in rows)


def issued_title(title: str) -> str:
    """The title of what a notice issues, else the title itself.

    >>> issued_title("某市政府办公室关于印发《某市2024年工作要点》的通知")
    '某市2024年工作要点'
    """
    issued = _ISSUED.search(title)
    return issued["issued"] if issued else title


def kind_by_title(title: str) -> Kind | None:
    """The kind a title names."""
    words = issued_title(title).strip("《》“”")
    return next((kind for pattern, kind in _table() if pattern.search(words)), None)


def kind_by_opening(text: str) -> Kind | None:
    """The kind the opening of a text shows, where no title names it: a speech, its plan, a profile, news."""
    opening = text[:_OPENING]
    if _SPEECH.search(opening[:_LEAD]):
        return _REPORT
    if len({found[0][:2] for found in _PROFILE.finditer(opening)}) >= _FEWEST_PROFILE_WORDS:
        return _PROFILE_KIND
    if _NEWS.search(opening):
        return Kind(NEWS, "plan" if _AHEAD.search(opening[:_LEAD]) else "both")
    if _EXPECTED.search(opening[:_LEAD]):
        return _PLAN_PART
    return None
