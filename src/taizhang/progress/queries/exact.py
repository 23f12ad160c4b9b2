"""Sums that are exact to the last digit inside either database.

PostgreSQL adds decimals exactly. SQLite keeps them as binary numbers of 15 significant digits, and would add those: there each is
read as Django reads it and added as a decimal by functions given to the connection.
"""

from __future__ import annotations

import sqlite3
from decimal import Context, Decimal
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from taizhang.ledger import states

_SIX = Decimal(1).scaleb(-6)
#: A column of 24 digits, and as many of them added up as there may ever be.
_WIDE = Context(prec=60)
#: What SQLite's binary numbers hold: Django reads no more of them.
_HELD = Context(prec=15)

_GONE = "('" + "', '".join(sorted(states.GONE)) + "')"
#: What the statements of both are written with, and how each database says it. PostgreSQL joins by hash and needs no key.
_WORDS = {
    "postgresql": {
        "EXACT_SUM(": "SUM(",
        "EXACT(": "(",
        "MINUS(": "-(",
        "AMOUNT": "numeric",
        " KEYED": "",
        "GONE": _GONE,
    },
    "sqlite": {"IS DISTINCT FROM": "IS NOT", "AMOUNT": "text", " KEYED": ', PRIMARY KEY (node, "on")', "GONE": _GONE},
}


class ExactSum:
    """Adds decimals written as text; nothing but unknown ones make an unknown sum."""

    def __init__(self) -> None:
        self._sum, self._known = Decimal(0), 0

    def step(self, text: str | None) -> None:
        """One more."""
        if text is not None:
            self._sum, self._known = _WIDE.add(self._sum, Decimal(text)), self._known + 1

    def inverse(self, text: str | None) -> None:
        """One that leaves the window."""
        if text is not None:
            self._sum, self._known = _WIDE.subtract(self._sum, Decimal(text)), self._known - 1

    def value(self) -> str | None:
        """What they come to."""
        return f"{self._sum:.6f}" if self._known else None

    finalize = value


def exact(value: float | str | None) -> str | None:
    """A value of a decimal column as Django reads it, written out.

    >>> exact(0.1 + 0.2), exact(1500), exact("7.500000")
    ('0.300000', '1500.000000', '7.500000')
    """
    if value is None or isinstance(value, str):
        return value
    return f"{_HELD.create_decimal_from_float(value).quantize(_SIX, context=_WIDE):.6f}"


def minus(text: str | None) -> str | None:
    """The negative of a decimal written as text."""
    return None if text is None else f"{_WIDE.minus(Decimal(text)):.6f}"


def prepare() -> None:
    """Give the connection what it needs to add exactly."""
    connection.ensure_connection()
    raw: Any = connection.connection
    if isinstance(raw, sqlite3.Connection):
        raw.create_function("EXACT", 1, exact, deterministic=True)
        raw.create_function("MINUS", 1, minus, deterministic=True)
        raw.create_window_function("EXACT_SUM", 1, ExactSum)


def ask(cursor: CursorWrapper, statement: str, *values: str | int) -> None:
    """Execute a statement with the words above in it; ``GONE`` are the states that no longer count."""
    for word, here in _WORDS[connection.vendor].items():
        statement = statement.replace(word, here)
    cursor.execute(statement, values)
