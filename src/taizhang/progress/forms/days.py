"""Days as people type them and as sheets paste them. Knows no database."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(?::00)?)?")


def read_day(words: str) -> date | None:
    """The day, ``None`` for a blank; raises ``ValueError`` for anything that is no day.

    >>> read_day("2024/5/31"), read_day("２０２４年5月31日"), read_day(" ")
    (datetime.date(2024, 5, 31), datetime.date(2024, 5, 31), None)
    """
    plain = unicodedata.normalize("NFKC", words).strip()
    if not plain:
        return None
    found = _DAY.fullmatch(plain)
    if found is None:
        raise ValueError(words)
    year, month, day = map(int, found.groups())
    return date(year, month, day)
