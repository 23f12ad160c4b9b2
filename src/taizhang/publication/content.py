"""The content of an edition: every field that the public gets to see, named one by one. Knows no database.

Public pages, feeds and data are made of this and of nothing else, so that what is not named here cannot reach them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Quote:
    """The words a commitment came from: the document's title, its year, and the sentence."""

    document: str
    words: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on a day."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Content:
    """What is public of one commitment as of a day.

    ``figure`` is the target as people write it, ``target`` the same as a number of ``unit``; ``value`` is what was reached
    as at ``on``. ``gathers`` says that the target is filled from nothing, so that a share of it means something.
    ``colour`` is the name of the light.
    """

    title: str
    place: str
    code: str
    explanation: str
    title_en: str = ""
    explanation_en: str = ""
    area: str = ""
    figure: str = ""
    target: Decimal | None = None
    unit: str = ""
    year: int | None = None
    deadline: date | None = None
    on: date | None = None
    value: Decimal | None = None
    gathers: bool = False
    colour: str = ""
    quotes: tuple[Quote, ...] = ()
    planned: tuple[Mark, ...] = ()
    actual: tuple[Mark, ...] = ()

    @property
    def share(self) -> Decimal | None:
        """Hundredths of the target reached, rounded down so that 100 means all of it; ``None`` where that says nothing."""
        if not self.gathers or self.value is None or not self.target or self.target < 0 or self.value < 0:
            return None
        return (self.value * 100 / self.target) // Decimal("0.1") * Decimal("0.1")

    def data(self) -> dict[str, Any]:
        """As JSON keeps it: numbers and days as text."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Content:
        """What ``data`` gave; what later versions no longer know is left out."""
        known = {each.name: data[each.name] for each in fields(cls) if each.name in data}
        for name in ("target", "value"):
            known[name] = None if known.get(name) is None else Decimal(known[name])
        for name in ("deadline", "on"):
            known[name] = date.fromisoformat(known[name]) if known.get(name) else None
        known["quotes"] = tuple(Quote(**each) for each in known.get("quotes", ()))
        for name in ("planned", "actual"):
            marks = known.get(name, ())
            known[name] = tuple(Mark(date.fromisoformat(each["on"]), Decimal(each["value"])) for each in marks)
        return cls(**known)


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return value.isoformat()
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
    return value
