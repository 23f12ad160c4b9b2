"""Grams: what texts are found by. Chinese is cut into overlapping pairs of characters, everything else into words.

Chinese writes no spaces, and any dictionary lacks the names of towns and plans. Pairs need none: a word of two characters
is one pair, a longer one a phrase of pairs, and a single character the beginning of a pair, because the last
character of each stretch stands alone as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.search.folding import fold

#: What is asked is cut off behind so many characters and so many words.
LONGEST, MOST = 100, 8
_CHINESE = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_STRETCH = re.compile(
    rf"(?P<chinese>[{_CHINESE}]+)"
    r"|(?P<figure>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?)"
    rf"|(?P<word>(?:(?![{_CHINESE}])[^\W_])+(?:\.\d+)*)"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Grams that stand one behind the other; with ``open`` the last is only the beginning of one.

    ``said`` are the stretches they were cut from, folded, figures without the commas between their thousands.
    """

    grams: tuple[str, ...]
    said: tuple[str, ...] = ()
    open: bool = False


def grams(text: str) -> list[str]:
    """The grams of a text, in order.

    >>> grams("新增停车位6,000个")
    ['新增', '增停', '停车', '车位', '位', '6000', '个']
    """
    return [gram for stretch in _STRETCH.finditer(fold(text)) for gram in _cut(stretch)]


def phrases(asked: str, *, typing: bool = False) -> list[Phrase]:
    """What the words typed look for: phrases that must all be there, none where nothing can be looked for. Takes any text.

    While somebody is still ``typing``, the last word may be the beginning of one.

    >>> [phrase.grams for phrase in phrases("停車位 ６０００")]
    [('停车', '车位'), ('6000',)]
    """
    terms = fold(asked[:LONGEST]).split()[:MOST]
    found = (_phrase(term, typing=typing and at == len(terms)) for at, term in enumerate(terms, start=1))
    return list(dict.fromkeys(each for each in found if each is not None))


def _phrase(term: str, *, typing: bool) -> Phrase | None:
    stretches = list(_STRETCH.finditer(term))
    if not stretches:
        return None
    *before, last = stretches
    cut = [gram for stretch in before for gram in _cut(stretch)]
    said = tuple(_said(stretch) for stretch in stretches)
    if last["chinese"] and len(last[0]) > 1:
        return Phrase((*cut, *_pairs(last[0])), said)
    return Phrase((*cut, *_cut(last)), said, open=bool(last["chinese"]) or typing)


def _cut(stretch: re.Match[str]) -> list[str]:
    if stretch["chinese"]:
        return [*_pairs(stretch[0]), stretch[0][-1]]
    return [_said(stretch)]


def _said(stretch: re.Match[str]) -> str:
    return stretch[0].replace(",", "")


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]
