"""Automatic numbers of a Word document: counted as Word counts them, so that the text has what its reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from taizhang.reading.sources.numbering import write_number
from taizhang.reading.sources.word_names import number, switch, value, w, whole
from taizhang.reading.sources.word_styles import Styles

_PLACEHOLDER = re.compile("%([1-9])")
_LEVELS = 9
# After these the eye needs no space before the words: 一、工作目标, （一）交通.
_CLOSING = "、，。．：；）】〕》〉」』章节条款项编"


@dataclass(slots=True)
class Level:
    """How one level of a list numbers its paragraphs."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    legal: bool = False
    restarts: bool = True
    paragraph_style: str | None = None


@dataclass(slots=True)
class _List:
    """A list as paragraphs refer to it: its levels, whose counters it shares, and where it starts anew."""

    shared: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Lists:
    """The lists of one document with their running counters."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._abstract = {item.get(w("abstractNumId"), ""): item for item in _children(root, "abstractNum")}
        self._numbers = {whole(item.get(w("numId"))): item for item in _children(root, "num")}
        self._styles = styles
        self._lists: dict[int, _List | None] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def level_of_style(self, identity: int, style: str | None) -> int:
        """The level of a list that names ``style`` as its own, else the outermost."""
        found = self._list(identity)
        levels = found.levels.items() if found else ()
        return next((index for index, level in levels if style is not None and level.paragraph_style == style), 0)

    def is_list(self, identity: int | None) -> bool:
        """Whether paragraphs with this list id are numbered or bulleted at all; 0 takes a style's numbers away."""
        return identity is not None and self._list(identity) is not None

    def count(self, identity: int, index: int) -> str:
        """Count one more paragraph of the list at level ``index`` and give the number that stands before it."""
        found = self._list(identity)
        level = found.levels.get(index) if found else None
        if found is None or level is None:
            return ""
        counters = self._counters.setdefault(found.shared, {})
        self._advance(found, identity, index, counters)
        return _suffixed(_number(found.levels, index, counters), level.suffix)

    def _advance(self, found: _List, identity: int, index: int, counters: dict[int, int]) -> None:
        begins = index in found.starts and (identity, index) not in self._begun
        self._begun.add((identity, index))
        counters[index] = found.starts[index] if begins else counters.get(index, found.levels[index].start - 1) + 1
        for deeper in [deeper for deeper in counters if deeper > index]:
            if deeper not in found.levels or found.levels[deeper].restarts:
                del counters[deeper]

    def _list(self, identity: int) -> _List | None:
        if identity not in self._lists:
            self._lists[identity] = self._build(identity)
        return self._lists[identity]

    def _build(self, identity: int, followed: int = 0) -> _List | None:
        item = self._numbers.get(identity)
        shared = value(item, "abstractNumId")
        abstract = self._abstract.get(shared or "")
        if item is None or abstract is None or shared is None:
            return None
        link = value(abstract, "numStyleLink")
        if link is not None and followed < _LEVELS:
            linked, _ = self._styles.numbering(link)
            return self._build(linked, followed + 1) if linked is not None else None
        built = _List(shared, {_index(level): _level(level) for level in abstract.findall(w("lvl"))})
        for override in item.findall(w("lvlOverride")):
            _override(built, override)
        return built


def _children(root: Element | None, name: str) -> list[Element]:
    return root.findall(w(name)) if root is not None else []


def _index(element: Element) -> int:
    return whole(element.get(w("ilvl"))) or 0


def _override(built: _List, override: Element) -> None:
    index = _index(override)
    replacing = override.find(w("lvl"))
    if replacing is not None:
        built.levels[index] = _level(replacing)
    start = number(override, "startOverride")
    if start is not None:
        built.starts[index] = start


def _level(element: Element) -> Level:
    # A number style newer than the standard stands in an alternative, whose fallback comes last.
    formats = [found.get(w("val"), "") for found in element.iter(w("numFmt"))]
    start, restart = number(element, "start"), number(element, "lvlRestart")
    return Level(
        1 if start is None else start,
        next((style for style in reversed(formats) if style != "custom"), "decimal"),
        value(element, "lvlText") or "",
        value(element, "suff") or "tab",
        bool(switch(element, "isLgl")),
        restart != 0,
        value(element, "pStyle"),
    )


def _number(levels: dict[int, Level], index: int, counters: dict[int, int]) -> str:
    level = levels[index]
    if level.style == "bullet":
        return ""

    def write(match: re.Match[str]) -> str:
        other = levels.get(int(match[1]) - 1)
        if other is None:
            return ""
        style = "decimal" if level.legal and other.style != "none" else other.style
        return write_number(counters.get(int(match[1]) - 1, other.start), style)

    return _PLACEHOLDER.sub(write, level.pattern).strip()


def _suffixed(written: str, suffix: str) -> str:
    if not written or suffix == "nothing" or written[-1] in _CLOSING:
        return written
    return written + " "
