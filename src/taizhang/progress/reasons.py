"""Why a result is what it is: a code with its values, said in Chinese or English where a person reads it.

The sentences are ``reasons.toml``. Results keep the code and the values, so that they can be stored, compared and said
again in another language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of ``reasons.toml`` and the values its sentence names, as text in the order of their names.

    >>> Reason.of("not_a_number", words="三五成群").words("en")
    '“三五成群” is not a number: write digits, as 1200 or 1.5万.'
    """

    code: str
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **values: object) -> Reason:
        """The reason with these values, each written as ``str`` writes it."""
        return cls(code, tuple(sorted((name, str(value)) for name, value in values.items())))

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> Reason:
        """What ``data`` gave; raises ``KeyError`` where there is no code."""
        values = data.get("values")
        return cls.of(str(data["code"]), **({str(k): v for k, v in values.items()} if isinstance(values, dict) else {}))

    def data(self) -> dict[str, object]:
        """As JSON keeps it."""
        return {"code": self.code, "values": dict(self.values)}

    def words(self, language: str | None = "zh") -> str:
        """The sentence in the language (``en``, ``en-us`` …; anything else is Chinese).

        A code this version does not know, or whose sentence has since asked for more, is said as it is stored.
        """
        sentence = sentences().get(self.code)
        if sentence is None:
            return f"{self.code} {dict(self.values)}" if self.values else self.code
        template = sentence["en" if (language or "").startswith("en") else "zh"]
        return template.format_map(_Said(self.values))


class _Said(dict[str, str]):
    """Values by name; one that was not stored shows as a dash."""

    def __missing__(self, name: str) -> str:
        return "—"


@cache
def sentences() -> Mapping[str, Mapping[Language, str]]:
    """Every sentence by its code, in both languages."""
    table: dict[str, dict[Language, str]] = tomllib.loads(
        files("taizhang.progress").joinpath("reasons.toml").read_text(encoding="utf-8")
    )
    return table
