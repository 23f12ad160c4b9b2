"""A file before it is read: its bytes, what is known about it and how far reading may go."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.reading.sources.limits import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class RawFile:
    """What every format's ``read`` is given. ``ocr`` says whether pictures may be read by recognition.

    ``hint`` is the lower-case extension, ``charset`` an encoding declared outside the file, as HTTP does.
    """

    data: bytes
    name: str | None = None
    hint: str = ""
    charset: str | None = None
    limits: Limits = DEFAULT_LIMITS
    ocr: bool = True
