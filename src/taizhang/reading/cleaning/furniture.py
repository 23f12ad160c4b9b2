"""Lines that belong to the page and not to the text: controls, bylines, legal notices, related links, spam banners.

Tagging is shy: a line with a sentence in it is body, unless it stands after the body and speaks of rights.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from taizhang.reading.cleaning.lines import Line

Mark = Literal["furniture", "spam", "page-number"]

_SHORT = 80
_BODY = 50
_NAME = 12
_MASTHEAD = 4
_APPLICATION = re.compile("打开(?:客户端|APP|应用)|下载(?:客户端|APP)|立即打开")
_AWAITING = re.compile("[>›»]|(?:来源|作者|编辑|责任编辑|记者)：")
_FEWEST_SPAM_WORDS = 3
_LONGEST_SPAM = 300
# How much of the text, at most, may still read like body after a line that opens the tail.
_TAIL_SHARE = 0.1
_TRIM = "【】[]<>›»| \t\u3000\xa0"


@dataclass(frozen=True, slots=True)
class _Lexicon:
    whole: re.Pattern[str]
    opening: re.Pattern[str]
    within: re.Pattern[str]
    caption: re.Pattern[str]
    tail: re.Pattern[str]
    legal: re.Pattern[str]
    spam: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    tables = tomllib.loads(files(__package__).joinpath("furniture.toml").read_text("utf-8"))
    return _Lexicon(**{name: re.compile("|".join(f"(?:{entry})" for entry in tables[name])) for name in tables})


def furniture_marks(lines: Sequence[Line]) -> dict[int, Mark]:
    """The lines, by index, that are no part of the body."""
    marks: dict[int, Mark] = {}
    for index, line in enumerate(lines):
        if len(line.text) <= _LONGEST_SPAM and _is_spam(line.text):
            marks[index] = "spam"
        elif len(line.text) <= _SHORT and _is_furniture(line.text):
            marks[index] = "furniture"
    _mark_continued(lines, marks)
    _mark_masthead(lines, marks)
    for index in _tail(lines):
        marks.setdefault(index, "furniture")
    return marks


def _is_spam(line: str) -> bool:
    if "。" in line:
        return False
    return len(set(_lexicon().spam.findall(line))) >= _FEWEST_SPAM_WORDS


def _is_furniture(line: str) -> bool:
    lexicon = _lexicon()
    if "。" in line[:-1]:
        return bool(lexicon.caption.search(line))
    words = line.strip(_TRIM)
    return (
        not words
        or lexicon.whole.fullmatch(words) is not None
        or lexicon.opening.match(line) is not None
        or lexicon.within.search(line) is not None
        or lexicon.caption.search(line) is not None
    )


def _mark_continued(lines: Sequence[Line], marks: dict[int, Mark]) -> None:
    """A lone arrow makes the short line after it a step of the path to the page; a lone 来源： is answered below."""
    for index in range(1, len(lines)):
        if len(lines[index].text) <= _NAME and _AWAITING.fullmatch(lines[index - 1].text):
            marks.setdefault(index, "furniture")


def _mark_masthead(lines: Sequence[Line], marks: dict[int, Mark]) -> None:
    """What stands above an invitation to open the application is its slogan."""
    for index, line in enumerate(lines[:_MASTHEAD]):
        if _APPLICATION.match(line.text):
            for above in range(index):
                marks.setdefault(above, "furniture")


def _tail(lines: Sequence[Line]) -> Iterator[int]:
    """Lines from one that opens the tail on, to the end or to body that follows it all the same."""
    lexicon = _lexicon()
    remaining = sum(len(line.text) for line in lines if _is_body(line.text))
    allowed = _TAIL_SHARE * sum(len(line.text) for line in lines)
    inside = False
    for index, line in enumerate(lines):
        if _is_body(line.text):
            remaining -= len(line.text)
            inside = False
        elif remaining <= allowed and len(line.text) <= _SHORT and lexicon.tail.fullmatch(line.text):
            inside = True
        if inside:
            yield index


def _is_body(line: str) -> bool:
    return len(line) >= _BODY and "。" in line and not _lexicon().legal.search(line)
