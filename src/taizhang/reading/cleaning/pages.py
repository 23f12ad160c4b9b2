"""Page numbers standing on a line of their own, between two pages or in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.reading.cleaning.lines import Line

_LONGEST = 16
_DECORATED = re.compile(
    r"[-—~·]{1,2}\s*\d{1,4}\s*[-—~·]{1,2}"
    r"|第\s*\d{1,4}\s*页(?:[，,/\s]*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}(?:\s*页)?"
    r"|(?i:page)\s*\d{1,4}"
)
_BARE = re.compile(r"\d{1,4}")
# What at least stands between the numbers of two pages; the rows of a flattened table are closer.
_PAGE = 150
_FEWEST = 2


def page_numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Indices of the lines that are page numbers.

    A bare number is one where it counts on by one, a page of text after the other.
    """
    waiting: dict[int, list[int]] = {}
    runs: list[list[int]] = []
    for index, line in enumerate(lines):
        if len(line.text) > _LONGEST:
            continue
        if _DECORATED.fullmatch(line.text):
            yield index
        elif _BARE.fullmatch(line.text):
            number = int(line.text)
            run = waiting.get(number)
            if run and line.start - lines[run[-1]].end >= _PAGE:
                del waiting[number]
                run.append(index)
            else:
                run = [index]
                runs.append(run)
            waiting[number + 1] = run
    for run in runs:
        if len(run) >= _FEWEST:
            yield from run
