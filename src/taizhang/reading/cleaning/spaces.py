"""Characters that are not seen and spaces that do not separate: what typesetting left between Chinese characters."""

from __future__ import annotations

import re

from taizhang.reading.cleaning.view import Span

_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
)
_RETURN = re.compile(r"\r(?=\n)")
_RUN = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_NARROW = " \xa0"
_NEVER_AFTER_SPACE = "，。；：！？、)》”’】%‰"
# In a table these stand in a column of units.
_SIGNS = "%‰"
_NEVER_BEFORE_SPACE = "(《“‘【，、"
_NUMBER = re.compile(r"[，、(\u3400-\u9fff]\d{1,5}\.$")
_NUMBER_WIDTH = 7
# The longest number that may label a heading by itself ("3.1.2 总体要求").
_LABEL_WIDTH = 10


def unseen_spans(text: str) -> list[Span]:
    """Spans of control, zero-width and direction characters, soft hyphens and returns before a line feed."""
    spans = [match.span() for match in _UNSEEN.finditer(text)]
    spans += (match.span() for match in _RETURN.finditer(text))
    return spans


def space_spans(text: str) -> list[Span]:
    """Spans of spaces inside a line that separate nothing: before a mark, between a character and a number.

    Spaces between two Chinese words stay, for they may stand for a comma or between cells; a word spread out evenly,
    letter by letter (政 府 工 作), is drawn together.
    """
    spans: list[Span] = []
    lone: Span | None = None
    for run in _RUN.finditer(text):
        start, end = run.span()
        if start == 0 or end == len(text) or text[start - 1] in "\r\n" or text[end] in "\r\n":
            continue
        if _separates_nothing(text, start, end):
            spans.append((start, end))
        elif _between_lone_characters(text, start, end):
            if lone and lone[1] + 1 == start and lone[1] - lone[0] == end - start:
                spans += (lone, (start, end))
            lone = start, end
    return spans


def _separates_nothing(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1], text[end]
    if right in _SIGNS and (end - start > 1 or text[start] == "\t"):
        return False
    if right in _NEVER_AFTER_SPACE or left in _NEVER_BEFORE_SPACE:
        return True
    if end - start > 1 or text[start] not in _NARROW:
        return False
    if _is_chinese(left):
        return right.isascii() and right.isalnum()
    if _is_chinese(right):
        return left.isascii() and left.isalnum() and not _after_label(text, start)
    return left == "." and right.isdecimal() and bool(_NUMBER.search(text[max(0, start - _NUMBER_WIDTH) : start]))


def _between_lone_characters(text: str, start: int, end: int) -> bool:
    return (
        _is_chinese(text[start - 1])
        and _is_chinese(text[end])
        and not _is_chinese(text[start - 2 : start - 1])
        and not _is_chinese(text[end + 1 : end + 2])
    )


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _after_label(text: str, position: int) -> bool:
    """Whether nothing but a number stands between the line's start and ``position``."""
    earliest = max(0, position - _LABEL_WIDTH)
    line_start = text.rfind("\n", earliest, position) + 1
    if not line_start and earliest:
        return False
    return text[line_start:position].strip().replace(".", "").isdigit()
