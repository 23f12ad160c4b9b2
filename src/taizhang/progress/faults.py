"""What a commitment gives a slip for on a day, and on which days people are reminded of what is due. Knows no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from taizhang.progress.slip_rules import Level, SlipRules
from taizhang.progress.workdays import workdays_between

Cause = Literal["near", "behind", "overdue"]
_LEVELS: dict[Cause, Level] = {"near": "blue", "behind": "yellow", "overdue": "red"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A commitment on a day: its light, since when it has that colour, its deadline, and whether its target is met.

    ``colour`` is empty where no light was lit.
    """

    deadline: date | None = None
    colour: str = ""
    since: date | None = None
    met: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there should be a slip. ``occasion`` is the same as long as it is the same fault: it gives one slip."""

    cause: Cause
    occasion: str

    @property
    def level(self) -> Level:
        """Blue near the deadline, yellow behind pace, red overdue."""
        return _LEVELS[self.cause]


def fault(seen: Seen, day: date, rules: SlipRules) -> Fault | None:
    """The gravest thing wrong on the day, or ``None``; a fault that lasts is another one every ``again`` working days.

    >>> from taizhang.progress.slip_rules import presets
    >>> rules = presets()["standard"]
    >>> fault(Seen(deadline=date(2024, 2, 20)), date(2024, 2, 8), rules).occasion
    'near:2024-02-20'
    >>> fault(Seen(deadline=date(2024, 2, 20)), date(2024, 2, 21), rules).level
    'red'
    """
    if seen.met or seen.colour == "closed":
        return None
    deadline = seen.deadline
    if deadline is not None and deadline < day:
        return Fault("overdue", _occasion("overdue", deadline, day, rules))
    if seen.colour in {"yellow", "red"} and seen.since is not None:
        return Fault("behind", _occasion("behind", seen.since, day, rules))
    if deadline is not None and workdays_between(day, deadline, rules.calendar).days <= rules.near:
        return Fault("near", f"near:{deadline.isoformat()}")
    return None


def _occasion(cause: Cause, since: date, day: date, rules: SlipRules) -> str:
    times = workdays_between(since, day, rules.calendar).days // rules.again if rules.again else 0
    return f"{cause}:{since.isoformat()}" + (f":{times}" if times else "")


def remaining(due: date, day: date, rules: SlipRules) -> int:
    """Working days left until a day due, that day included; below zero once it is over.

    >>> from taizhang.progress.slip_rules import presets
    >>> rules = presets()["standard"]
    >>> [remaining(date(2024, 2, 19), day, rules) for day in (date(2024, 2, 8), date(2024, 2, 19), date(2024, 2, 20))]
    [3, 0, -1]
    """
    return workdays_between(day, due, rules.calendar).days


def is_reminded(due: date, day: date, since: date, rules: SlipRules) -> bool:
    """Whether people are reminded on the day, the last day of reminding having been ``since``.

    A day of the rule that fell between the two is made up for: nothing is left out because the machine was off.
    """
    before, now = remaining(due, since, rules), remaining(due, day, rules)
    if day <= due:
        return any(now <= days < before for days in rules.before)
    return any(max(0, -before) < days <= -now for days in rules.after)


def day_before(day: date) -> date:
    """The day on which reminding is taken to have been last where it never was."""
    return day - timedelta(days=1)
