"""Saved web pages: the visible text with its headings, lists and tables; what surrounds the document is tagged."""

from __future__ import annotations

import re
from dataclasses import replace

from taizhang.reading.sources.boilerplate import Boilerplate
from taizhang.reading.sources.composer import Composer
from taizhang.reading.sources.limits import Limits
from taizhang.reading.sources.markup import Element, parse
from taizhang.reading.sources.plain import decode_text
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.source import Source
from taizhang.reading.sources.visible import Visible

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_META = {"pubdate": "published", "publishdate": "published", "contentsource": "publisher", "sitename": "site"}
"""Names that the standard for Chinese government web sites (2019) gives to what a page declares about its document."""
# A title shorter than this also turns up inside unrelated window titles.
_SHORTEST_TITLE = 5
_LONGEST_TITLE = 80


def read(raw: RawFile) -> Source:
    """Read a page that a browser, an office program or a site's export has saved."""
    declared = _CHARSET.search(raw.data[:4096])
    decoded = decode_text(raw, raw.limits.markup_bytes, raw.charset or (declared and declared[1].decode("ascii")))
    return replace(read_markup(decoded.text, raw.limits), encoding=decoded.encoding)


def read_markup(markup: str, limits: Limits) -> Source:
    """The visible text of a page given as a string."""
    root = parse(markup, limits.xml_depth)
    composer = Composer()
    composer.extend(Visible(Boilerplate(root), limits).parts(root))
    declared = _declared(root)
    meta = {_META[name]: value for name, value in declared.items() if name in _META}
    title = declared.get("articletitle") or _title(root, composer)
    return Source(composer.text, composer.blocks, format="html", title=title, meta=meta)


def _declared(root: Element) -> dict[str, str]:
    """What ``<meta name= content=>`` says, by lower-case name."""
    metas = (element.attributes for element in root.elements() if element.tag == "meta")
    named = {meta.get("name", "").lower(): " ".join(meta.get("content", "").split()) for meta in metas}
    return {name: content for name, content in named.items() if name and content}


def _title(root: Element, composer: Composer) -> str | None:
    """The window's title, less what the site adds to it: the longest line of the page that is part of it."""
    element = next((element for element in root.elements() if element.tag == "title"), None)
    window = " ".join("".join(child for child in element.children if isinstance(child, str)).split()) if element else ""
    text = composer.text
    shown = (text[block.start : block.end] for block in composer.blocks if block.end - block.start <= _LONGEST_TITLE)
    lines = [line for line in shown if len(line) >= _SHORTEST_TITLE and line in window]
    return max(lines, key=len, default=window) or None
