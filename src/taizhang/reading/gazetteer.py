"""Names of China's provinces, prefectures and counties, for telling a place from a common noun.

The table is that of :mod:`taizhang.reading.facts.places`.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def divisions() -> frozenset[str]:
    """The full names of all provinces, prefectures and counties."""
    lines = files("taizhang.reading.facts").joinpath("places.csv").read_text("utf-8").splitlines()
    return frozenset(row["name"] for row in csv.DictReader(lines))


def is_division(name: str) -> bool:
    """Whether a province, prefecture or county has this full name."""
    return name in divisions()
