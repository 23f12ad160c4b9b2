"""How firmly a commitment is worded: 确保 binds, 力争 strives, 探索 tries; anything else is plain."""

from __future__ import annotations

import re

from taizhang.reading.results import Strength

_WORDS = re.compile(
    r"(?P<ensure>确保|必须|务必|坚决|保证|严格控制|不得)|(?P<strive>力争|争取|努力|力求|争创|冲刺|奋力)|(?P<explore>探索|研究|谋划|试点|试行|鼓励|引导|支持)"
)


def strength(words: str) -> Strength:
    """The strength of the wording nearest to what it governs: the last such word of ``words``.

    >>> strength("确保技改投资达到"), strength("力争新增"), strength("新增停车位")
    ('ensure', 'strive', 'plain')
    """
    found = list(_WORDS.finditer(words))
    if not found:
        return "plain"
    last = found[-1]
    return "ensure" if last["ensure"] else "strive" if last["strive"] else "explore"
