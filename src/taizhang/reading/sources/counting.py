"""Lists of a Word document with their running counters, whichever of Word's formats describes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from taizhang.reading.sources.numbering import write_number

PLACEHOLDER = re.compile("%([1-9])")
# After these the eye needs no space before the words: 一、工作目标, （一）交通.
_CLOSING = "、，。．：；）】〕》〉」』章节条款项编"


@dataclass(slots=True)
class Level:
    """How one level of a list numbers its paragraphs: ``pattern`` has ``%1`` to ``%9`` where the levels' numbers go."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    legal: bool = False
    restarts: bool = True
    paragraph_style: str | None = None


@dataclass(slots=True)
class NumberedList:
    """A list as paragraphs refer to it: its levels, whose counters it shares, and where it starts anew."""

    shared: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Counters:
    """Counts numbered paragraphs as Word does, so that the text has the numbers its reader sees."""

    def __init__(self) -> None:
        self._running: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def count(self, found: NumberedList, identity: int, index: int) -> str:
        """Count one more paragraph of a list at level ``index`` and give the number that stands before it."""
        level = found.levels.get(index)
        if level is None:
            return ""
        counters = self._running.setdefault(found.shared, {})
        begins = index in found.starts and (identity, index) not in self._begun
        self._begun.add((identity, index))
        counters[index] = found.starts[index] if begins else counters.get(index, level.start - 1) + 1
        for deeper in [deeper for deeper in counters if deeper > index]:
            if deeper not in found.levels or found.levels[deeper].restarts:
                del counters[deeper]
        return _suffixed(_number(found.levels, index, counters), level.suffix)


def _number(levels: Mapping[int, Level], index: int, counters: Mapping[int, int]) -> str:
    level = levels[index]
    if level.style == "bullet":
        return ""

    def write(match: re.Match[str]) -> str:
        other = levels.get(int(match[1]) - 1)
        if other is None:
            return ""
        style = "decimal" if level.legal and other.style != "none" else other.style
        return write_number(counters.get(int(match[1]) - 1, other.start), style)

    return PLACEHOLDER.sub(write, level.pattern).strip()


def _suffixed(written: str, suffix: str) -> str:
    if not written or suffix == "nothing" or written[-1] in _CLOSING:
        return written
    return written + " "
