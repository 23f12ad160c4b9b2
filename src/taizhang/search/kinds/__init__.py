"""Kinds of things that can be found: for each its words, who may find it, and what is shown of it."""

from __future__ import annotations

from taizhang.search.kinds.kind import Kind, Said
from taizhang.search.kinds.ledger import COMMITMENT, DOCUMENT, INDICATOR, QUOTE
from taizhang.search.kinds.progress import REPORT, SLIP
from taizhang.search.kinds.tree import ORGANISATION, PLACE

__all__ = ["KINDS", "Kind", "Said"]

#: In the order in which pages offer them.
KINDS: dict[str, Kind] = {
    each.name: each for each in (COMMITMENT, INDICATOR, QUOTE, DOCUMENT, REPORT, SLIP, PLACE, ORGANISATION)
}
