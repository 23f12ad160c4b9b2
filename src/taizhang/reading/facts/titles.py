"""The title of a document: a line of its head that names what it is, else the first line that can be one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from taizhang.reading.cleaning import Cleaned
from taizhang.reading.facts.kinds import kind_by_title

_LINE = re.compile(r"\S[^\n]*")
_HEAD = 3000
_MOST_LINES = 15
_LONGEST = 60
_HALF = 30
_PARAGRAPH = 80
_ENDS = "。，；：、"
_NO_TITLE = re.compile(
    r"[—-]|各位|\(?(?:19|20)\d\d年\d|[一二三四五六七八九十]+、|\(?[一二三四五六七八九十]\)|\d+[.、]|第.{1,3}[章节]|目\s*录|附件"
    r"|\S{0,10}(?:省长|市长|县长|区长|镇长|乡长|主席|主任)[ \u3000]|(?:19|20)\d\d年?\S{0,12}回顾"
    r"|\S{2,9}[〔\[](?:19|20)\d\d"
)
_LEFT_OPEN = re.compile(r"(?:关于|印发|转发|发布|下达)《?$")
_RUN_ON = re.compile(r"(?P<title>[^。；]{2,40}?(?:工作报告|工作要点|统计公报))(?=各位|[ \u3000(])")
_EXTENSION = re.compile(r"\.(?:docx?|pdf|wps|txt)(?:简介|下载|：|$)", re.MULTILINE)


def title_of(view: Cleaned) -> str | None:
    """The title as the clean text has it."""
    head = list(_head_lines(view))
    pairs = list(pairwise(head))
    opened = [first + second for first, second in pairs if _LEFT_OPEN.search(first)]
    wrapped = [first + second for first, second in pairs if len(first) <= _HALF and len(second) <= _HALF]
    for words in (*opened, *head, *wrapped):
        if _can_be_title(words) and "，" not in words and kind_by_title(words):
            return words
        run_on = _RUN_ON.match(words)
        if run_on:
            return run_on["title"]
    extension = _EXTENSION.search(view.text, 0, _HEAD)
    if extension:
        file = view.text[view.text.rfind("\n", 0, extension.start()) + 1 : extension.start()].strip()
        if len(file) <= _LONGEST and kind_by_title(file):
            return file
    return head[0] if head and _can_be_title(head[0]) else None


def _can_be_title(words: str) -> bool:
    return len(words) <= _LONGEST and words[-1] not in _ENDS and "。" not in words and not _NO_TITLE.match(words)


def _head_lines(view: Cleaned) -> Iterator[str]:
    """The first lines of the body up to its first paragraph, furniture left out."""
    starts = [start for start, _ in view.furniture]
    count = 0
    for line in _LINE.finditer(view.text, 0, _HEAD):
        index = bisect_right(starts, line.start()) - 1
        if index >= 0 and line.start() < view.furniture[index][1]:
            continue
        words = line[0].rstrip()
        yield words
        count += 1
        if count == _MOST_LINES or len(words) > _PARAGRAPH or words.startswith("各位"):
            return
