"""The columns of the sheet that goes out to be filled, and the names by which they are known when it comes back.

The table is ``sheet_columns.csv``: ``also`` are headings that earlier templates and offices' own sheets have.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

STAMP = "_taizhang"
"""The hidden sheet that says what a template was made for."""

ENTRIES = ("this", "value", "denominator", "data_date", "note", "problem", "help_wanted", "explanation")
"""The columns that owners fill."""

_UNIT = re.compile(r"[（(][^（）()]*[）)]$")
_IDLE = re.compile(r"[\s*＊:：_\-/、，,.]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``kind`` says what it holds: ``key``, ``fixed`` (shown only), ``figure``, ``day`` or ``words``."""

    name: str
    chinese: str
    english: str
    kind: str
    width: int
    also: tuple[str, ...]

    def label(self, language: str | None) -> str:
        """The heading in the reader's language."""
        return self.english if (language or "").startswith("en") else self.chinese


@cache
def columns() -> tuple[Column, ...]:
    """Every column, in the order of the template."""
    with files("taizhang.progress").joinpath("sheet_columns.csv").open(encoding="utf-8") as table:
        return tuple(
            Column(row["name"], row["chinese"], row["english"], row["kind"], int(row["width"]), _names(row["also"]))
            for row in csv.DictReader(table)
        )


def column_of(heading: str) -> str | None:
    """The column that a heading names, however it is spaced and whatever stands in brackets at its end.

    >>> column_of("累计（个）"), column_of(" 本 月\\n完成 "), column_of("联系电话")
    ('value', 'this', None)
    """
    if len(heading) > 60:
        return None
    known, folded = _headings(), _folded(heading)
    return known.get(folded) or known.get(_folded(_UNIT.sub("", unicodedata.normalize("NFKC", heading).strip())))


def _names(also: str) -> tuple[str, ...]:
    return tuple(also.split("|"))


@cache
def _headings() -> Mapping[str, str]:
    return {_folded(heading): each.name for each in columns() for heading in (each.chinese, each.english, *each.also)}


def _folded(heading: str) -> str:
    return _IDLE.sub("", unicodedata.normalize("NFKC", heading)).lower()
