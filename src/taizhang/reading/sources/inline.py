"""Running text of a web page between two block tags: white space folded as browsers fold it, lines kept."""

from __future__ import annotations

import re

# Browsers draw a line end of the file between two Chinese characters as nothing, elsewhere as a space.
_CHINESE = "[\u2e80-\u303e\u3041-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]"
_CHINESE_WRAP = re.compile(f"(?<={_CHINESE})[ \t\r\f]*\n[ \t\r\n\f]*(?={_CHINESE})")
_FOLDED = re.compile("[ \t\r\n\f]+")
_INDENT = re.compile("[\u3000\xa0\u2002\u2003]{2}")
_LINE = "\x1e"


class Inline:
    """Collects strings and line breaks; :meth:`take` gives the paragraphs they make up."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        """Add text as it stands in the file."""
        self._parts.append(text.replace(_LINE, ""))

    def break_line(self) -> None:
        """Add a ``<br>``."""
        self._parts.append(_LINE)

    def take(self, *, preformatted: bool = False) -> list[str]:
        """The paragraphs collected so far, which are then forgotten.

        A new paragraph starts after an empty line and where a line is indented by two characters, the Chinese way of
        setting off paragraphs with line breaks alone; other lines stay lines of one paragraph.
        """
        text = "".join(self._parts)
        self._parts.clear()
        lines = re.split("\r\n|[\r\n\x1e]", text) if preformatted else [_fold(line) for line in text.split(_LINE)]
        paragraphs: list[list[str]] = [[]]
        for line in lines:
            if not line.strip() or _INDENT.match(line):
                paragraphs.append([])
            if line.strip():
                paragraphs[-1].append(line.replace("\xa0", " ").strip())
        return ["\n".join(paragraph) for paragraph in paragraphs if paragraph]


def _fold(line: str) -> str:
    return _FOLDED.sub(" ", _CHINESE_WRAP.sub("", line)).strip(" ")
