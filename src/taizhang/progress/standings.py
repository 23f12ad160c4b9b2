"""What a light is made from and what it is: the standing of a commitment on a day, and the light of that day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.progress.curves import Curve
from taizhang.progress.light_rules import Colour
from taizhang.progress.pace import Aim
from taizhang.progress.reasons import Reason


@dataclass(frozen=True, slots=True)
class Standing:
    """What was known of a commitment at the end of the day ``as_of``.

    ``actual`` is the locked cumulative value and ``actual_day`` the day it speaks of (``as_of`` where unsaid): the plan is
    read on that day, so that a report due in June about May is not behind for being written in June. ``begins`` is the
    first day of the period. ``start_promised`` and ``started`` are dates of beginning. ``report_due`` is the day by which
    the oldest report still missing was owed. ``previous`` is the light at the end of the period before; ``missed`` says
    that that period was missed where no light was kept. ``reported`` of ``owed`` places below have reported.
    """

    as_of: date
    state: str = "under_way"
    aim: Aim | None = None
    actual: Decimal | None = None
    actual_day: date | None = None
    curve: Curve | None = None
    begins: date | None = None
    deadline: date | None = None
    start_promised: date | None = None
    started: date | None = None
    report_due: date | None = None
    previous: Light | None = None
    missed: bool = False
    reported: int | None = None
    owed: int | None = None

    def data(self) -> dict[str, Any]:
        """As JSON keeps it, so that the same light can be computed again from what was stored."""
        days = {name: day.isoformat() for name in _DAYS if (day := getattr(self, name)) is not None}
        plain = {"state": self.state, "missed": self.missed, "reported": self.reported, "owed": self.owed}
        parts = {
            "aim": self.aim and self.aim.data(),
            "actual": None if self.actual is None else str(self.actual),
            "curve": self.curve and self.curve.data(),
            "previous": self.previous and self.previous.data(),
        }
        return {name: value for name, value in (days | plain | parts).items() if value is not None}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Standing:
        """What ``data`` gave; for anything else raises what reading dates, decimals and keys raises."""
        readers: dict[str, Callable[[Any], Any]] = {
            **dict.fromkeys(_DAYS, date.fromisoformat),
            "aim": Aim.from_data,
            "actual": Decimal,
            "curve": Curve.from_data,
            "previous": Light.from_data,
        }
        return cls(**{name: readers[name](value) if name in readers else value for name, value in data.items()})


_DAYS = ("as_of", "actual_day", "begins", "deadline", "start_promised", "started", "report_due")


@dataclass(frozen=True, slots=True)
class Light:
    """A colour with the reason for it, whatever else was found, and the rule that said so.

    ``planned`` and ``behind`` are what the pace was judged by, where it was.
    """

    colour: Colour
    reason: Reason
    as_of: date
    rule: str
    version: str
    others: tuple[Reason, ...] = ()
    planned: Decimal | None = None
    behind: Decimal | None = None

    def words(self, language: str | None = "zh") -> str:
        """The reasons as one text, the deciding one first."""
        join = " " if (language or "").startswith("en") else ""
        return join.join(reason.words(language) for reason in (self.reason, *self.others))

    def label(self, language: str | None = "zh") -> str:
        """The word that stands beside the shape."""
        return Reason(f"light_{self.colour}").words(language)

    def data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "colour": self.colour,
            "reason": self.reason.data(),
            "as_of": self.as_of.isoformat(),
            "rule": self.rule,
            "version": self.version,
            "others": [reason.data() for reason in self.others],
            "planned": None if self.planned is None else str(self.planned),
            "behind": None if self.behind is None else str(self.behind),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Light:
        """What ``data`` gave; raises ``KeyError`` or ``ValueError`` for anything else."""
        return cls(
            data["colour"],
            Reason.from_data(data["reason"]),
            date.fromisoformat(data["as_of"]),
            data["rule"],
            data["version"],
            tuple(Reason.from_data(each) for each in data["others"]),
            *(None if data[key] is None else Decimal(data[key]) for key in ("planned", "behind")),
        )
