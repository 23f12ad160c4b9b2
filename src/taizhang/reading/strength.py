"""How firmly a commitment is worded: 确保 binds, 力争 strives, 探索 tries; anything else is plain.

The order is that of the trade: 确保 > plain (不少于 included) > 力争 > 争取, 探索.
"""

from __future__ import annotations

import re

from taizhang.reading.results import Strength

_WORDS = re.compile(
    r"(?P<ensure>确保|必须|务必|坚决|保证(?![金人])|严格控制|不得)|(?P<strive>力争|努力|力求|争创|冲刺|奋力|全力争取)"
    r"|(?P<explore>争取|探索|研究(?![院所会室员者生型中机基平成人型])|谋划|试行|鼓励)"
)


def strength(words: str) -> Strength:
    """The strength of the wording nearest to what it governs: the last such word of ``words``.

    >>> strength("确保技改投资达到"), strength("力争新增"), strength("新增停车位")
    ('ensure', 'strive', 'plain')
    >>> strength("争取实现"), strength("研究制定"), strength("组建研究院")
    ('explore', 'explore', 'plain')
    """
    found = list(_WORDS.finditer(words))
    if not found:
        return "plain"
    last = found[-1]
    return "ensure" if last["ensure"] else "strive" if last["strive"] else "explore"
