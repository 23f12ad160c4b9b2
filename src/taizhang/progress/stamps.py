"""The stamp of a template: for which period and owner it was made, each row's version and what stood in it, signed.

A file that comes back with its stamp whole says by itself what its owner changed; without, what it says is only compared.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.crypto import salted_hmac

_SALT = "taizhang.progress.stamps"
_FORM = "taizhang-filling 1"
_KEYS = 2  # a line begins with the key of the report and its version
_LONGEST = 32_000
"""What one cell of a sheet holds."""

_KEY = re.compile(r"[0-9]{1,17}")
_BLANK: Mapping[str, str] = {}

_ILLEGAL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")
"""What no XML can hold."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it went out: the report's version, and what stood in the cells that were not blank."""

    version: int
    seen: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Stamp:
    """What a template was made for; ``owner`` is ``None`` for all of them. ``rows`` are by the key of the report."""

    period: int
    owner: int | None
    made: str
    rows: dict[int, Row] = field(default_factory=dict)


class Stamping:
    """Writes a stamp line by line while the template is being made."""

    def __init__(self, period: int, owner: int | None, made: str) -> None:
        self._digest = hashlib.sha256()
        self._head = [_FORM, str(period), "" if owner is None else str(owner), made]
        self._add(self._head)

    def head(self) -> list[str]:
        """The first line."""
        return self._head

    def row(self, key: int, version: int, seen: Mapping[str, str]) -> list[str]:
        """The line of one report."""
        cells = [text for name, words in seen.items() if (whole := _whole(words)) for text in (name, whole)]
        line = [str(key), str(version), *cells]
        self._add(line)
        return line

    def take(self, line: Sequence[str]) -> None:
        """The line of one report as it came back; a sheet gives blanks at its end or not."""
        end = len(line)
        while end > _KEYS and not line[end - 1]:
            end -= 1
        self._add(line if end == len(line) else line[:end])

    def end(self) -> list[str]:
        """The last line: the signature."""
        return ["", _signature(self._digest.hexdigest())]

    def _add(self, line: Sequence[str]) -> None:
        self._digest.update("\x1f".join(line).encode() + b"\x1e")


def read_stamp(lines: Iterable[Sequence[str]]) -> Stamp | None:
    """The stamp, or ``None`` where it is none of ours or was changed."""
    read = iter(lines)
    head = list(next(read, ()))
    head += [""] * (4 - len(head))
    if head[0] != _FORM or not head[1].isdecimal():
        return None
    stamp = Stamp(int(head[1]), int(head[2]) if head[2].isdecimal() else None, head[3])
    check = Stamping(stamp.period, stamp.owner, stamp.made)
    for line in read:
        if not line[0]:
            signed = line[1] if len(line) > 1 else ""
            return stamp if hmac.compare_digest(signed.encode(), check.end()[1].encode()) else None
        if not _is_row(line):
            return None
        check.take(line)
        seen = dict(zip(line[2::2], line[3::2], strict=False)) if len(line) > _KEYS else _BLANK
        stamp.rows[int(line[0])] = Row(int(line[1]), seen)
    return None


def _is_row(line: Sequence[str]) -> bool:
    return len(line) > 1 and _KEY.fullmatch(line[0]) is not None and _KEY.fullmatch(line[1]) is not None


def _whole(words: str) -> str:
    """The words as they come back from a file."""
    if words.isprintable() and len(words) <= _LONGEST:
        return words.strip()
    return _ILLEGAL.sub("", words).replace("\r\n", "\n").replace("\r", "\n").strip()[:_LONGEST].strip()


def _signature(digest: str) -> str:
    return salted_hmac(_SALT, digest, algorithm="sha256").hexdigest()
