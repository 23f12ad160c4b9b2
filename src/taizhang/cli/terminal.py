"""Text made safe to show on a terminal: documents and file names may carry control sequences."""

from __future__ import annotations

import re
import sys

# C0 and C1 controls but for line feed and tab, the overrides of writing direction, and lone surrogates.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    r"""The text with every control character spelled out.

    >>> printable("减少\x1b[31m10个")
    '减少\\x1b[31m10个'
    """
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def one_line(text: str) -> str:
    r"""The text made printable and put on one line.

    >>> one_line("第一行\n第二行")
    '第一行 第二行'
    """
    return printable(" ".join(text.split()))


def say(text: str) -> None:
    """One line on standard output."""
    sys.stdout.write(f"{printable(text)}\n")
    sys.stdout.flush()
