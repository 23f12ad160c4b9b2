"""The workflow of reports told a second time, in memory and in few words: who may do what when, and what it all adds up to.

Written from the trade's own account of reporting, not from the product's tables, so that the two can be held against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

OFFICE = "office"
#: Those whose office lets them review something, be it not this.
REVIEWERS = frozenset({"office", "department", "stranger", "town", "other_town"})
#: From which states each step goes, and where to.
STEPS = {
    "enter": ({"owed", "draft", "returned"}, "draft"),
    "submit": ({"draft", "returned"}, "submitted"),
    "withdraw": ({"submitted", "passed"}, "draft"),
    "pass_on": ({"submitted"}, "passed"),
    "send_back": ({"submitted", "passed"}, "returned"),
    "lock": ({"passed"}, "locked"),
    "correct": ({"locked"}, "draft"),
}
Figure = tuple[Decimal | None, Decimal | None]
DONE, REFUSED, STALE, IMPOSSIBLE = "done", "refused", "stale", "impossible"


@dataclass(frozen=True)
class Target:
    """Something that is reported: by whom, reviewed by whom (nobody: the office alone), and what it counts up to."""

    name: str
    owner: str
    reviewer: str = ""
    ratio: bool = False
    above: tuple[str, ...] = ()


@dataclass
class Sheet:
    """One target in one month."""

    target: Target
    on: date
    state: str = "owed"
    figure: Figure = (None, None)
    locked: Figure | None = None
    versions: int = 0
    changes: int = 1
    returned: bool = False

    def may(self, step: str, actor: str) -> bool:
        """Whether it is this person's to do."""
        owner, reviewer = actor == self.target.owner, actor == self.target.reviewer
        return {
            "pass_on": reviewer,
            "send_back": reviewer or actor == OFFICE,
            "lock": actor == OFFICE,
            "correct": owner or actor == OFFICE,
        }.get(step, owner)

    def done(self, step: str) -> None:
        """Go where the step leads."""
        self.state = STEPS[step][1]
        if step == "submit" and not self.target.reviewer:
            self.state = "passed"
        if step == "lock":
            self.locked, self.versions = self.figure, self.versions + 1
        self.returned = step == "send_back" or (self.returned and step != "submit")
        self.changes += 1


@dataclass
class Book:
    """All months of all targets."""

    targets: Sequence[Target]
    sheets: dict[tuple[str, date], Sheet] = field(default_factory=dict)
    closed: set[date] = field(default_factory=set)
    begun: set[str] = field(default_factory=set)

    @property
    def days(self) -> list[date]:
        """The last days of the months asked about so far."""
        return sorted({on for _name, on in self.sheets})

    def ask(self, on: date) -> None:
        """A month begins to be asked about."""
        self.sheets |= {(each.name, on): Sheet(each, on) for each in self.targets}

    def verdict(self, step: str, sheet: Sheet, actor: str, *, seen: bool) -> str:
        """What becomes of a step that somebody tries, who saw the sheet as it stands or as it stood before."""
        if step in {"pass_on", "send_back"} and actor not in (REVIEWERS - {OFFICE} if step == "pass_on" else REVIEWERS):
            return REFUSED
        if step not in {"pass_on", "send_back"} and not sheet.may(step, actor):
            return REFUSED
        if not seen:
            return STALE
        possible = sheet.may(step, actor) and sheet.state in STEPS[step][0]
        if step in {"enter", "submit", "withdraw"}:
            possible = possible and self.is_open(sheet)
        return DONE if possible else IMPOSSIBLE

    def is_open(self, sheet: Sheet) -> bool:
        """A closed month takes nothing but what was sent back and what is corrected."""
        return sheet.on not in self.closed or bool(sheet.versions) or sheet.returned

    def base(self, sheet: Sheet) -> Decimal | None:
        """What a month adds to: nought in the first, nothing known where the month before is not locked."""
        earlier = [on for on in self.days if on < sheet.on]
        if not earlier:
            return Decimal(0)
        before = self.sheets[sheet.target.name, earlier[-1]]
        return before.locked[0] if before.locked else None

    def standing(self, name: str, on: date) -> Figure:
        """What was last locked for a day or one before it."""
        known = [self.sheets[name, day].locked for day in self.days if day <= on]
        return next((each for each in reversed(known) if each), (None, None))

    def total(self, node: str, on: date) -> tuple[Figure, int, int]:
        """What everything below comes to on a day, how many were asked, how many are locked."""
        below = [each for each in self.targets if node in each.above]
        figures = [self.standing(each.name, on) for each in below]
        parts = [[value for value in part if value is not None] for part in zip(*figures, strict=True)]
        value, denominator = (sum(part, Decimal(0)) if part else None for part in parts)
        return (value, denominator), len(below), sum(self.sheets[each.name, on].versions > 0 for each in below)

    def submitted(self, sheet: Sheet) -> None:
        """Whatever is reported on is under way, and so is everything above it."""
        self.begun |= {sheet.target.name, *sheet.target.above}
