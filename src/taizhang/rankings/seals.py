"""The digest that seals a frozen ranking: over what is common, every row, and the digest before. Knows no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

#: What stands before the first frozen ranking of a scheme.
NOTHING = "0" * 64


def seal(before: str, content: Any, rows: Sequence[Any]) -> str:
    """SHA-256 in hexadecimal; keys sorted, no spaces, so that a database that stores JSON its own way changes nothing.

    >>> seal(NOTHING, {"a": 1, "b": 2}, []) == seal(NOTHING, {"b": 2, "a": 1}, [])
    True
    """
    written = json.dumps([before, content, list(rows)], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
