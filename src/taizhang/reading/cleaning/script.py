"""Traditional characters simplified one to one, in texts that are written in them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import islice

_TABLE = "traditional.csv"
# Below this share of characters that only traditional writing has, they are names and quotations.
_SHARE = 200
_FEWEST = 2


@cache
def _table() -> dict[int, str]:
    rows = files(__package__).joinpath(_TABLE).read_text("utf-8").splitlines()[1:]
    return {ord(traditional): simplified for traditional, _, simplified in (row.partition(",") for row in rows)}


@cache
def _distinctive() -> re.Pattern[str]:
    """Characters of the table outside GB 2312: simplified writing never needs them."""
    return re.compile(f"[{''.join(chr(code) for code in _table() if not _in_gb2312(chr(code)))}]")


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def is_traditional(text: str) -> bool:
    """Whether the text is written in traditional characters, not merely quoting a few."""
    needed = max(_FEWEST, len(text) // _SHARE)
    return sum(1 for _ in islice(_distinctive().finditer(text), needed)) == needed


def simplify(text: str) -> str:
    """Each traditional character of ``text`` replaced by its simplified form, length preserved.

    >>> simplify("厚街鎮經濟發展")
    '厚街镇经济发展'
    """
    return text.translate(_table())
