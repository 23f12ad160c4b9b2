"""Characters that stand in private-use code points of symbol fonts, as the signs a reader sees."""

from __future__ import annotations

import re

_SYMBOL = {
    0x25: "%",
    0x2B: "+",
    0x2D: "−",
    0x3C: "<",
    0x3D: "=",
    0x3E: ">",
    0x61: "α",
    0x62: "β",
    0x6D: "μ",
    0x70: "π",
    0xA3: "≤",
    0xA5: "∞",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xD7: "⋅",
    0xE5: "∑",
}
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x74: "⧫",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "□",
    0xAB: "★",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    **{0x80 + number: sign for number, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
}
_WINGDINGS_2 = {0x50: "✓", 0x52: "☑", 0x51: "☒", 0x54: "☒", 0x2A: "□", 0xA3: "□", 0x98: "●", 0xA0: "▪"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
# Symbol fonts keep their 224 signs here.
_PRIVATE = re.compile("[\uf020-\uf0ff]")


def seen(text: str, font: str | None) -> str:
    """``text`` with the private-use characters of the symbol font ``font`` replaced by what they show.

    >>> seen("增速\\uf0b35%", "Symbol")
    '增速≥5%'
    """
    signs = _FONTS.get((font or "").lower(), {})
    return _PRIVATE.sub(lambda match: signs.get(ord(match[0]) & 0xFF, match[0]), text) if signs else text
