"""Styles of a Word document: which are headings, which number their paragraphs, which hide their text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar
from xml.etree.ElementTree import Element

from taizhang.reading.sources.word_names import number, switch, value, w

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录) ?(?:[1-9]|heading)", re.IGNORECASE)
_TITLES = frozenset({"title", "标题"})
# Levels 0 to 8 are headings; 9 says body text.
_LEVELS = 9
_T = TypeVar("_T")


class Styles:
    """Looks properties up along the chain of styles each style is based on."""

    def __init__(self, root: Element | None) -> None:
        styles = root.findall(w("style")) if root is not None else []
        self._styles = {style.get(w("styleId"), ""): style for style in styles}
        self._default = next((_id(style) for style in styles if _is_default_paragraph(style)), None)
        self._levels: dict[str | None, int | None] = {}
        self._hidden: dict[str | None, bool] = {}

    def name(self, style: str | None) -> str:
        """The name people know the style by, in lower case."""
        return (value(self._styles.get(style or ""), "name") or "").lower()

    def is_title(self, style: str | None) -> bool:
        """Whether paragraphs of the style are the document's title."""
        return self.name(style) in _TITLES

    def is_contents(self, style: str | None) -> bool:
        """Whether paragraphs of the style make up a table of contents."""
        return _CONTENTS.fullmatch(self.name(style)) is not None

    def heading_level(self, style: str | None) -> int | None:
        """Depth of the headings the style makes, 1 outermost; ``None`` for body text."""
        if style not in self._levels:
            self._levels[style] = self._first(style, _level)
        level = self._levels[style]
        return level if level is not None and level <= _LEVELS else None

    def numbering(self, style: str | None) -> tuple[int | None, int | None]:
        """List id and level, counted from 0, that the style gives its paragraphs."""
        identity = self._first(style, lambda element: number(_list_properties(element), "numId"))
        level = self._first(style, lambda element: number(_list_properties(element), "ilvl"))
        return identity, level

    def hides(self, style: str | None) -> bool:
        """Whether text of the paragraph or character style is hidden."""
        if style not in self._hidden:
            hidden = self._first(style, lambda element: switch(element.find(w("rPr")), "vanish"))
            self._hidden[style] = bool(hidden)
        return self._hidden[style]

    def _first(self, style: str | None, look: Callable[[Element], _T | None]) -> _T | None:
        return next((found for element in self._chain(style) if (found := look(element)) is not None), None)

    def _chain(self, style: str | None) -> Iterator[Element]:
        met: set[str] = set()
        current = style or self._default
        while current is not None and current in self._styles and current not in met:
            met.add(current)
            yield self._styles[current]
            current = value(self._styles[current], "basedOn")


def _id(style: Element) -> str:
    return style.get(w("styleId"), "")


def _is_default_paragraph(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default"), "0") in {"1", "true", "on"}


def _level(style: Element) -> int | None:
    level = number(style.find(w("pPr")), "outlineLvl")
    if level is not None:
        return level + 1
    heading = _HEADING.fullmatch(value(style, "name") or "")
    return int(heading[1]) if heading else None


def _list_properties(style: Element) -> Element | None:
    return style.find(f"{w('pPr')}/{w('numPr')}")
