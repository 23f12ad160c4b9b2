"""Folding: texts that people take for the same become the same, character for character, so that offsets hold."""

from __future__ import annotations

from taizhang.reading.cleaning.script import simplify
from taizhang.reading.cleaning.widths import fold_widths


def fold(text: str) -> str:
    """Half-width, simplified and without capitals; as long as ``text``.

    >>> fold("新建５Ｇ基站，停車位")
    '新建5g基站，停车位'
    """
    folded = simplify(fold_widths(text))
    lowered = folded.lower()
    if len(lowered) == len(folded):
        return lowered
    # A few letters (İ) have two when they are small.
    return "".join(small if len(small := each.lower()) == 1 else each for each in folded)
