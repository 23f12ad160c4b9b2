"""Folding of one character to one: full-width and compatibility forms, dash and dot variants, radicals for characters.

The Chinese delimiters ，；：。！？、 keep their form; everything a number or a unit is made of becomes ASCII.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_KEPT = "，；：！？"
_FORMS = {
    "∶": ":",
    "︰": ":",
    "﹐": "，",
    "﹑": "、",
    "﹔": "；",
    "﹕": "：",
    "﹖": "？",
    "﹗": "！",
    "﹙": "(",
    "﹚": ")",
    "﹪": "%",
    "﹣": "-",
    "｡": "。",
    "､": "、",
    "｢": "“",
    "｣": "”",
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "−": "-",
    "―": "—",
    "─": "—",
    "━": "—",
    "〜": "~",
    "∼": "~",
    "‧": "·",
    "・": "·",
    "･": "·",
    "µ": "μ",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    # GBK's full-width space A3A0 has no place in Unicode; decoders put it here.
    "\ue5e5": "\u3000",
}
# Simplified forms among the CJK radicals that PDF fonts map to and that Unicode does not decompose.
_RADICALS = "⺠民⻁虎⻄西⻅见⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻤鬼⻥鱼⻦鸟⻧卤⻩黄⻬齐⻰龙"
_DECOMPOSED = ((0x2F00, 0x2FD6), (0xF900, 0xFADA))


@cache
def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT}
    table |= {ord(form): plain for form, plain in _FORMS.items()}
    table |= {ord(form): plain for form, plain in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)}
    for first, last in _DECOMPOSED:
        for code in range(first, last):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code):
                table[code] = plain
    return table


@cache
def _foldable() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, _table())))}]+")


def fold_widths(text: str) -> str:
    """``text`` with each full-width or compatibility form replaced by its plain form, length preserved.

    >>> fold_widths("增长２０．１％（其中：ＧＤＰ）")
    '增长20.1%(其中：GDP)'
    """
    if text.isascii():
        return text
    return _foldable().sub(lambda match: match[0].translate(_table()), text)
