"""What the words show to be missing: characters lost in conversion, words struck out, an end cut off; never repaired.

Characters that are damage wherever they stand (U+FFFD, private use) are noted where a file becomes text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from taizhang.reading.cleaning.furniture import Mark
from taizhang.reading.cleaning.lines import Line
from taizhang.reading.results import Note

_CJK = r"\u3400-\u9fff"
# Each pattern begins with one literal or one class, which a search passes over quickly where it is absent.
_LOST = tuple(
    re.compile(pattern)
    for pattern in (
        rf"€(?<=[{_CJK}\ue000-\uf8ff]€)",
        r"\?(?<!\?\?)(?:\?++(?=\w)|！(?=[?+\w“]))",
    )
)
_REDACTED = tuple(
    re.compile(pattern)
    for pattern in (
        r"XXX+(?![A-Za-z])",
        r"xxx+(?![A-Za-z])",
        rf"XX(?<=[{_CJK}]XX)(?=[{_CJK}])",
        r"××+",
        r"□□+",
        r"某某",
    )
)
_ENDS = "。！？；…：”）)》~!"
_SENTENCE = re.compile("[，。；]")
_SHORTEST_END = 20
# A hundred places are enough to know a text by.
_MOST = 100


def lost_characters(text: str) -> Iterator[Note]:
    """A note for each place where question marks and stray signs stand for characters that conversion destroyed."""
    return _notes(_LOST, text, "lost-bytes", "此处有字符丢失或乱码，原文已不可恢复，请对照原件")


def redactions(text: str) -> Iterator[Note]:
    """A note for each word struck out (XXX, ××)."""
    return _notes(_REDACTED, text, "redaction", "此处文字被隐去")


def _notes(patterns: Sequence[re.Pattern[str]], text: str, code: str, message: str) -> Iterator[Note]:
    spans = sorted(match.span() for pattern in patterns for match in pattern.finditer(text))
    for start, end in spans[:_MOST]:
        yield Note(code, message, start, end)
    if len(spans) > _MOST:
        yield Note(code, f"同类情况共{len(spans)}处，只标出前{_MOST}处", spans[_MOST][0], spans[-1][1])


def cut_off_end(lines: Sequence[Line], marks: Mapping[int, Mark]) -> Line | None:
    """The last line of the body where it breaks off in mid-sentence, as previews and excerpts do."""
    for index in range(len(lines) - 1, -1, -1):
        if index not in marks:
            line = lines[index]
            broken = len(line.text) >= _SHORTEST_END and line.text[-1] not in _ENDS and _SENTENCE.search(line.text)
            return line if broken else None
    return None
