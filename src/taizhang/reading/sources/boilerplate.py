"""Which parts of a web page surround the document instead of belonging to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.reading.sources.markup import UNSEEN, Element

_TAGS = frozenset({"nav", "aside"})
_FRAME_TAGS = frozenset({"header", "footer"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"})
_LIST_TAGS = frozenset({"ul", "ol", "dl", "table", "td", "div", "p"})
_BODY_TAGS = frozenset({"article", "main", "section"})
_FRAME_NAME = re.compile(
    r"(?:^|[-_])(?:nav|navbar|navi|menu|crumbs?|breadcrumbs?|sidebar|bottom|share|toolbar|related|recommend|relevant|pager"
    r"|pagination|links?|friendlink|login|search|head|header|top|topbar|logo|banner)(?:$|[-_\d])"
)
_FOOT_NAME = re.compile(r"(?:^|[-_])(?:foot|footer|copyright)(?:$|[-_\d])")
# Containers in which the site systems of Chinese governments, and WeChat, put the document itself.
_BODY_NAMES = frozenset(
    "trs_editor trs_ueditor trs_preappend ucap-content ucapcontent zoom vsb_content v_news_content js_content "  # noqa: SIM905
    "rich_media_content article-content article_content articlecontent artical_content pages_content news_content "
    "zw_content view_content xxgk_content wz_content con_text content_body".split()
)
# The longest footer seen has some 300 characters.
_LONGEST_FRAME = 400
# A list of links: most of its words are links, and between them stand dates and separators only.
_FEWEST_LINKS = 3
_LONGEST_BETWEEN_LINKS = 20


@dataclass(slots=True)
class _Extent:
    """Characters an element shows, those of them that are links, its links, and its longest stretch of other text."""

    shown: int = 0
    linked: int = 0
    links: int = 0
    longest: int = 0

    def add(self, inner: _Extent | int) -> None:
        """Count in an element, or a string of so many characters."""
        if isinstance(inner, int):
            inner = _Extent(inner, longest=inner)
        self.shown += inner.shown
        self.linked += inner.linked
        self.links += inner.links
        self.longest = max(self.longest, inner.longest)

    @property
    def words(self) -> int:
        return self.shown - self.linked

    @property
    def mostly_links(self) -> bool:
        return self.linked * 2 >= self.shown > 0


class Boilerplate:
    """Judges the elements of one page."""

    def __init__(self, root: Element) -> None:
        self._extents = _measure(root)
        self._body = self._find_body(root)
        self._around_body = frozenset(above for body in self._body for above in _above(body))
        self._after_body = frozenset(_following(self._body[-1])) if self._body else frozenset[Element]()

    def starts_at(self, element: Element) -> bool:
        """Whether ``element`` with all that lies in it is furniture of the page."""
        if element in self._around_body or element in self._body:
            return False
        if element.tag in _TAGS or element.attributes.get("role", "").lower() in _ROLES:
            return True
        if element.tag in _FRAME_TAGS:
            return not _within(element, _BODY_TAGS)
        return element in self._after_body or self._is_link_list(element) or self._is_frame(element)

    def _is_link_list(self, element: Element) -> bool:
        extent = self._extents[element]
        return (
            element.tag in _LIST_TAGS
            and extent.mostly_links
            and extent.links >= _FEWEST_LINKS
            and extent.longest <= _LONGEST_BETWEEN_LINKS
        )

    def _is_frame(self, element: Element) -> bool:
        foot = _is_named(element, _FOOT_NAME)
        if not foot and not _is_named(element, _FRAME_NAME):
            return False
        extent = self._extents[element]
        if extent.mostly_links and extent.longest <= _LONGEST_BETWEEN_LINKS:
            return True
        # Short parts of such names may still belong to a document, unless it is known to lie elsewhere.
        elsewhere = bool(self._body) and not any(above in self._body for above in _above(element))
        titled = any(inner.tag in {"h1", "h2"} for inner in element.elements())
        return extent.shown <= _LONGEST_FRAME and (foot or elsewhere) and not titled

    def _find_body(self, root: Element) -> list[Element]:
        """The elements that hold the document: named so, and together with half of the words that are no links."""
        named = [element for element in root.elements() if _is_named_body(element)]
        outer = [element for element in named if not any(_is_named_body(above) for above in _above(element))]
        total = self._extents[root].words
        chosen = [element for element in outer if self._extents[element].words * 10 >= total]
        return chosen if sum(self._extents[element].words for element in chosen) * 2 >= total > 0 else []


def _is_named(element: Element, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(token) for token in element.tokens)


def _following(element: Element) -> list[Element]:
    following: list[Element] = []
    while element.parent is not None:
        siblings = element.parent.children
        position = next(index for index, child in enumerate(siblings) if child is element)
        following += [child for child in siblings[position + 1 :] if isinstance(child, Element)]
        element = element.parent
    return following


def _is_named_body(element: Element) -> bool:
    return (
        element.tag in {"article", "main"}
        or element.attributes.get("role", "").lower() == "main"
        or bool(element.tokens & _BODY_NAMES)
    )


def _above(element: Element) -> list[Element]:
    above: list[Element] = []
    while element.parent is not None:
        element = element.parent
        above.append(element)
    return above


def _within(element: Element, tags: frozenset[str]) -> bool:
    return any(above.tag in tags for above in _above(element))


def _measure(root: Element) -> dict[Element, _Extent]:
    extents = {root: _Extent(), **{element: _Extent() for element in root.elements()}}
    # Document order reversed meets every element after all that lies in it.
    for element in reversed(extents):
        extent = extents[element]
        if element.tag in UNSEEN or element.tag == "title" or element.hidden:
            extents[element] = _Extent()
            continue
        for child in element.children:
            extent.add(len("".join(child.split())) if isinstance(child, str) else extents[child])
        if element.tag == "a" and "href" in element.attributes:
            extents[element] = _Extent(extent.shown, extent.shown, min(extent.shown, 1))
    return extents
