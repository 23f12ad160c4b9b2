"""Automatic numbers of a Word document since 2007: its lists as their XML part describes them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from taizhang.reading.sources.counting import Counters, Level, NumberedList
from taizhang.reading.sources.word_names import number, switch, value, w, whole
from taizhang.reading.sources.word_styles import Styles

_LEVELS = 9


class Lists:
    """The lists of one document with their running counters."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._abstract = {item.get(w("abstractNumId"), ""): item for item in _children(root, "abstractNum")}
        self._numbers = {whole(item.get(w("numId"))): item for item in _children(root, "num")}
        self._styles = styles
        self._lists: dict[int, NumberedList | None] = {}
        self._counters = Counters()

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
        return self._counters.count(found, identity, index) if found is not None else ""

    def _list(self, identity: int) -> NumberedList | None:
        if identity not in self._lists:
            self._lists[identity] = self._build(identity)
        return self._lists[identity]

    def _build(self, identity: int, followed: int = 0) -> NumberedList | None:
        item = self._numbers.get(identity)
        shared = value(item, "abstractNumId")
        abstract = self._abstract.get(shared or "")
        if item is None or abstract is None or shared is None:
            return None
        link = value(abstract, "numStyleLink")
        if link is not None and followed < _LEVELS:
            linked, _ = self._styles.numbering(link)
            return self._build(linked, followed + 1) if linked is not None else None
        built = NumberedList(shared, {_index(level): _level(level) for level in abstract.findall(w("lvl"))})
        for override in item.findall(w("lvlOverride")):
            _override(built, override)
        return built


def _children(root: Element | None, name: str) -> list[Element]:
    return root.findall(w(name)) if root is not None else []


def _index(element: Element) -> int:
    return whole(element.get(w("ilvl"))) or 0


def _override(built: NumberedList, override: Element) -> None:
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
