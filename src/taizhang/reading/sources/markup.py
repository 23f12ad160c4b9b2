"""A tolerant tree over HTML: what a browser would make of unclosed and misnested tags, as far as text needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
# Nothing inside these is seen by a reader of the page.
UNSEEN = frozenset(
    "script style noscript template svg math iframe object canvas select button textarea datalist".split()  # noqa: SIM905
)
# Inline markup that changes how text looks, not what it says, and is most often misnested; left out of the tree.
_INLINE = frozenset(
    "abbr b bdi bdo big cite code del dfn em font i ins kbd label mark nobr o:p q s samp small span strike strong "  # noqa: SIM905
    "time tt u var wbr".split()
)
_ENDS_PARAGRAPH = frozenset(
    "address article aside blockquote center details dir div dl dd dt fieldset figcaption figure footer form h1 "  # noqa: SIM905
    "h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table ul".split()
)
_CELL = frozenset({"td", "th"})
_TABLE_PARTS = frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"})
# What an opening tag closes, and where the search for it stops.
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "table", "td", "th"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td", "th"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td", "th"})),
    "td": (_CELL, frozenset({"tr", "table"})),
    "th": (_CELL, frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "thead": (frozenset({"caption", "colgroup", "thead", "tbody", "tfoot"}), frozenset({"table"})),
    "a": (frozenset({"a"}), frozenset({"table", "td", "th"})),
}
_CLOSES |= dict.fromkeys(("tbody", "tfoot", "colgroup"), _CLOSES["thead"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
# Word writes <![if !supportLists]>, on which the standard parser gives up.
_CONDITION = re.compile(r"<!\[[^>]{0,200}(?<!--)>")


class Element:
    """A tag with its attributes and what lies in it: strings and further elements."""

    __slots__ = ("attributes", "children", "parent", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], parent: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []

    @property
    def hidden(self) -> bool:
        """Whether the element itself says that it is not shown."""
        return "hidden" in self.attributes or _HIDDEN.search(self.attributes.get("style", "")) is not None

    @property
    def tokens(self) -> set[str]:
        """Lower-case class names and id: what page makers call the element."""
        words = f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}"
        return set(words.lower().split())

    def elements(self) -> Iterator[Element]:
        """All elements below this one, in document order."""
        pending = [child for child in reversed(self.children) if isinstance(child, Element)]
        while pending:
            element = pending.pop()
            yield element
            pending.extend(child for child in reversed(element.children) if isinstance(child, Element))


def parse(text: str, depth: int) -> Element:
    """The tree of a page; elements nested deeper than ``depth`` are laid flat."""
    builder = _Builder(depth)
    markup = _CONDITION.sub("", _without_comments(text))
    # The standard parser tries every "<" of an unclosed tail to its end; after the last ">" none can be a tag.
    last = markup.rfind(">") + 1
    builder.feed(markup[:last])
    builder.close()
    builder.handle_data(unescape(markup[last:]))
    return builder.root


def _without_comments(text: str) -> str:
    parts: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 2)) >= 0:
        parts.append(text[position:start])
        position = end + 3
    return "".join((*parts, text[position:].replace("<!--", "")))


class _Builder(HTMLParser):
    def __init__(self, depth: int) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#root", {}, None)
        self._open = [self.root]
        self._depth = depth

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._imply_ends(tag)
        parent = self._open[-1]
        element = Element(tag, attributes, parent)
        if tag in _INLINE and not element.hidden:
            return
        parent.children.append(element)
        if tag not in VOID and len(self._open) < self._depth:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Outside SVG a slash closes nothing: <div/> is <div>.
        self.handle_starttag(tag, attrs)
        if tag in UNSEEN:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        stops = frozenset({"table"}) if tag in _TABLE_PARTS else frozenset() if tag == "table" else _CELL | {"table"}
        inline = tag in _INLINE
        for position in range(len(self._open) - 1, 0, -1):
            found = self._open[position].tag
            if found == tag:
                del self._open[position:]
                return
            if found in stops or (inline and found in _ENDS_PARAGRAPH):
                return

    def handle_data(self, data: str) -> None:
        if data:
            self._open[-1].children.append(data)

    def _imply_ends(self, tag: str) -> None:
        if tag in _ENDS_PARAGRAPH:
            self._close(frozenset({"p"}), _CELL | {"table", "caption"})
        if tag in _CLOSES:
            self._close(*_CLOSES[tag])

    def _close(self, tags: frozenset[str], stops: frozenset[str]) -> None:
        for position in range(len(self._open) - 1, 0, -1):
            found = self._open[position].tag
            if found in tags:
                del self._open[position:]
                return
            if found in stops:
                return
