"""What stands before a figure, read backwards: comparator, level or change, adverbs; what is left names the indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.reading.results import Comparator, Direction
from taizhang.reading.words import Suffixes, table

_TAILS = table("tails")
COMPARATORS: dict[str, Comparator] = {word: sign for sign, words in _TAILS["comparators"].items() for word in words}
_MEANINGS: dict[str, str] = (
    dict.fromkeys(_TAILS["filler"]["words"], "filler")
    | dict.fromkeys(_TAILS["level"]["words"], "level")
    | dict.fromkeys(_TAILS["up"]["words"], "up")
    | dict.fromkeys(_TAILS["down"]["words"], "down")
    | dict.fromkeys(COMPARATORS, "comparator")
)
_SUFFIXES = Suffixes(_MEANINGS)
# What may not stand before a short word, lest the end of a longer one be taken for it (公共, 附近).
_NOT_AFTER: dict[str, str] = _TAILS["not_after"]
# Words of level that say a stock was reached or is held; 达到 and its like may also follow a delta.
TOTALS = frozenset(_TAILS["level"]["words"]) - {"达", "达到", "有", "在", "为", "是"}
# After these a word of change still governs the figure (增长达5%, 增加超过3个).
_LEVEL_BEHIND_CHANGE = frozenset(_TAILS["behind_change"]["words"])
_PER_YEAR = frozenset(("年均", "每年", "平均每年", "年平均", "递增"))
_NEEDS_BASE = frozenset(("高", "低", "长", "快"))
_TIME = re.compile(
    r"(?:\d{4}年(?:底|末|初)?|\d{1,2}月(?:底|末|份)?|“[一二三四五六七八九十]+五”(?:期?末|期间|时期)?)的?$"
)
_SINCE = re.compile(r"(?:(?<![同环])比|较|与|是)[^，；、]{1,14}$")


@dataclass(slots=True)
class Preceding:
    """The words before a figure, taken apart; ``core_end`` is where what names the indicator ends.

    ``comparator`` is the sign of a comparing word, ``level`` the word that says a level is reached, ``change`` where it
    goes and ``change_word`` what says so, ``since`` what the change is measured from, ``per_year`` whether it
    is a yearly average, ``negative`` whether a minus sign stands before the figure.
    """

    core_end: int
    comparator: Comparator | None = None
    level: str = ""
    change: Direction | None = None
    change_word: str = ""
    since: str = ""
    per_year: bool = False
    negative: bool = False


def take_apart(text: str, start: int, end: int) -> Preceding:
    """Read ``text[start:end]`` backwards from the figure that stands at ``end``.

    >>> text = "城镇化率比上年提高近"
    >>> found = take_apart(text, 0, len(text))
    >>> text[:found.core_end], found.change, found.comparator
    ('城镇化率', 'up', '~')
    """
    found = Preceding(end)
    if end > start and text[end - 1] in "-－—":
        found.negative = True
        end -= 1
    while end > start:
        last = text[end - 1]
        if last in " ，、的了（(":
            bare = not (found.level or found.change or found.comparator)
            if last == "的" and bare and end - 1 > start and not _TIME.search(text, max(start, end - 14), end):
                break
            end -= 1
            continue
        word = _SUFFIXES.at(text, end, start)
        if word is None:
            time = _TIME.search(text, max(start, end - 14), end) if last in "年月底末初”期间时" else None
            if time is None:
                break
            end = time.start()
            continue
        if end - len(word) > start and text[end - len(word) - 1] in _NOT_AFTER.get(word, ""):
            break
        taken = _take(found, word, text, start, end)
        if taken is None:
            break
        end = taken
    found.core_end = end
    return found


def _take(found: Preceding, word: str, text: str, start: int, end: int) -> int | None:
    """Note what ``word`` says; the offset where reading goes on, or ``None`` where it must stop before the word."""
    meaning = _MEANINGS[word]
    begin = end - len(word)
    if meaning == "comparator":
        found.comparator = found.comparator or COMPARATORS[word]
        found.level = found.level or word
    elif meaning == "level":
        found.level = found.level or word
    elif meaning == "filler":
        found.per_year = found.per_year or word in _PER_YEAR
    else:
        if found.change or (found.level and found.level not in _LEVEL_BEHIND_CHANGE):
            return None
        if word in _NEEDS_BASE and "比" not in text[start:end] and "较" not in text[start:end]:
            return None
        found.change, found.change_word = ("up" if meaning == "up" else "down"), word
        found.per_year = found.per_year or word == "递增"
        since = _SINCE.search(text, max(start, begin - 18), begin)
        if since:
            found.since = since[0]
            return since.start()
    return begin
