"""The hash chain: each entry's digest covers its content and the digest before it. Pure; knows no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

#: The digest that the first entry follows.
GENESIS = "0" * 64


def canonical(content: Mapping[str, Any]) -> bytes:
    """One byte string for one content: sorted keys, no spaces, UTF-8, no number but whole ones.

    >>> canonical({"b": 1, "a": "目标"}).decode()
    '{"a":"目标","b":1}'
    """
    return _ENCODER.encode(content).encode("utf-8", "surrogatepass")


def stamp(moment: datetime) -> str:
    """A moment as the chain writes it: UTC with microseconds, whatever zone it came in."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def digest(previous: str, content: Mapping[str, Any]) -> str:
    """The SHA-256, in hexadecimal, of ``previous`` followed by the content."""
    return hashlib.sha256(previous.encode("ascii") + canonical(content)).hexdigest()


def _refuse(value: object) -> str:
    raise TypeError(f"the journal cannot hold {type(value).__name__} values: {value!r}")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_refuse)
