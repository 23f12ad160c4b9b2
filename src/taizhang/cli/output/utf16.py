"""Offsets as scripts in a page count them: in UTF-16 units, where a rare character is two."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Offsets:
    """Turns code-point offsets into one text into UTF-16 ones.

    >>> offsets = Utf16Offsets("甲𠀀乙")
    >>> [offsets.at(index) for index in range(4)]
    [0, 1, 3, 4]
    """

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]

    def at(self, offset: int) -> int:
        """The UTF-16 offset of a code-point offset."""
        return offset + bisect_left(self._astral, offset)
