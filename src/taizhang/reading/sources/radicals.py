"""Radicals that stand in for whole characters: fonts of PDF files often say ⽂ (U+2F42) where the page shows 文."""

from __future__ import annotations

import unicodedata

# The Kangxi radicals decompose to their characters; of the supplement these are whole characters of today, after
# Unicode's EquivalentUnifiedIdeograph.txt.
_SUPPLEMENT = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "母民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
_TABLE = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **{ord(radical): character for radical, character in _SUPPLEMENT.items()},
}


def unified(text: str) -> str:
    """``text`` with radicals replaced by the characters they look like, one for one.

    >>> unified("⽂化⻓廊")
    '文化长廊'
    """
    return text.translate(_TABLE)
