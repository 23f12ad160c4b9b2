"""The words of every resource, field and parameter, in both languages: the table ``fields.csv``, which is the data dictionary."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language

#: Stands for every resource in the table.
ANY = "*"


@dataclass(frozen=True, slots=True)
class Words:
    """What something is called and means, in both languages."""

    chinese: str
    english: str

    def __str__(self) -> str:
        return self.english if (get_language() or "").startswith("en") else self.chinese


def words(resource: str, field: str) -> Words:
    """What a field (``commitments``, ``target``), a parameter (``target?``) or a resource (``commitments``, empty) means.

    A field of rows within rows is ``commitments.sources``; what many resources have alike stands under ``*``. Raises KeyError.
    """
    table = entries()
    found = table.get((resource, field)) or table.get((ANY, field))
    if found is None:
        raise KeyError(f"fields.csv does not say what {resource}.{field} is")
    return found


@cache
def entries() -> dict[tuple[str, str], Words]:
    """The whole table."""
    text = files("taizhang.exchange").joinpath("fields.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {(row["resource"], row["field"]): Words(row["chinese"], row["english"]) for row in rows}
