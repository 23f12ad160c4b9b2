"""What opens a clause: numbering, time, place-words and adverbs that say nothing of the indicator itself."""

from __future__ import annotations

import re

from taizhang.reading.claims.lexemes import OPENING, STOCK, VERB_HEAD, WHOLE_WORDS

_NUMBERING = re.compile(
    r"[\s　]*(?:\([一二三四五六七八九十\d]{1,3}\)|（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、"
    r"|[①-⑳✅✔●■◆◇▲★☆·•▪︎\uf06c\uf0d8—-]+)[\s　]*"
)
_TIME = re.compile(
    r"(?:到)?(?:\d{4}年(?:底|末|初|以来|至今|前|全年|度)?|\d{1,2}(?:[-—~至]\d{1,2})?月(?:底|末|份)?前?|“[一二三四五六七八九十]+五”(?:期间|时期|期末|末|以来)?|[一二三四]季度|[两三四五]年(?:来|间|内)?)(?:以?前|，)?"
)
_SKIPPED = " ，、的了）)”—-　\n\t"


def strip_opening(text: str, start: int, end: int) -> tuple[int, str]:
    """Offset behind what opens ``text[start:end]``, and the word of stock (累计, 现有 …) met on the way, if any.

    >>> text = "全年累计新建充电桩"
    >>> offset, stock = strip_opening(text, 0, len(text))
    >>> text[offset:], stock
    ('新建充电桩', '累计')
    """
    stock = ""
    numbered = _NUMBERING.match(text, start, end)
    if numbered:
        start = numbered.end()
    while start < end:
        char = text[start]
        if char in _SKIPPED:
            start += 1
            continue
        if char in "0123456789到“一二三四五两":
            time = _TIME.match(text, start, end)
            if time and time.end() > start:
                start = time.end()
                continue
        word = OPENING.at(text, start, end)
        held = STOCK.at(text, start, end)
        taken = held if held and (word is None or len(held) > len(word)) else word
        if taken is None or len(WHOLE_WORDS.at(text, start, end) or "") > len(taken):
            break
        verb = VERB_HEAD.at(text, start, end)
        if verb and len(verb) > len(taken):
            break
        if taken is held:
            stock = stock or taken
        start += len(taken)
    return start, stock
