"""What stands for each commitment of a tree on each day, worked out anew from what is locked. Knows no database.

A commitment that reports itself stands at what it last locked; one with shares at what those come to. Who was asked last
answers: a target that reported itself until it was split stands at its shares' total from the first day they are asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from taizhang.progress.amounts import NOTHING, Amount, total


@dataclass(frozen=True, slots=True)
class Asked:
    """One report: the day it is about, and what was locked for that very day, if anything was."""

    on: date
    locked: Amount | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands on a day: since when it was asked about, which day the newest figure in it is of, the amount."""

    asked: date = date.min
    known: date = date.min
    amount: Amount = NOTHING


@dataclass(frozen=True, slots=True)
class Sum:
    """What the shares come to on a day, and how many of the reports about that day are locked."""

    stand: Stand
    expected: int
    reported: int

    @property
    def amount(self) -> Amount:
        """What they come to."""
        return self.stand.amount


@dataclass(slots=True)
class Tree:
    """A target with its shares: ``children`` by parent, ``adds_up`` of each parent, ``reports`` of whoever was asked itself."""

    root: int
    children: Mapping[int, Sequence[int]]
    adds_up: Mapping[int, str]
    reports: Mapping[int, Sequence[Asked]]
    _own: dict[int, list[Stand]] = field(default_factory=dict)
    _sums: dict[int, dict[date, Sum]] = field(default_factory=dict)

    def sums(self) -> dict[int, dict[date, Sum]]:
        """The sum of every parent on each day that somebody below it was asked about."""
        self._visit(self.root)
        return self._sums

    def standing(self, node: int, on: date) -> Stand:
        """What stands for a node on a day: by its shares or by itself, whichever was asked last."""
        own = _at(self._series(node), on)
        sums = self._sums.get(node, {})
        day = max((day for day in sums if day <= on), default=date.min)
        return sums[day].stand if day in sums and day >= own.asked else own

    def own(self, node: int, on: date) -> Amount:
        """What a node's own reports leave standing on a day."""
        return _at(self._series(node), on).amount

    def _series(self, node: int) -> list[Stand]:
        if node not in self._own:
            self._own[node] = carried(self.reports.get(node, ()))
        return self._own[node]

    def _visit(self, node: int) -> None:
        below = self.children.get(node, ())
        for child in below:
            self._visit(child)
        days = sorted({day for child in below for day in self._days(child)})
        if days:
            self._sums[node] = {day: self._sum(node, below, day) for day in days}

    def _days(self, node: int) -> Iterable[date]:
        return [*(each.on for each in self.reports.get(node, ())), *self._sums.get(node, ())]

    def _sum(self, node: int, below: Sequence[int], day: date) -> Sum:
        standing = [self.standing(child, day) for child in below]
        counts = [self._counts(child, day) for child in below]
        return Sum(
            stand=combined(standing, self.adds_up.get(node, "none"), day),
            expected=sum(expected for expected, _reported in counts),
            reported=sum(reported for _expected, reported in counts),
        )

    def _counts(self, node: int, day: date) -> tuple[int, int]:
        """A node asked both itself and through its shares about the same day counts through its shares."""
        if (there := self._sums.get(node, {}).get(day)) is not None:
            return there.expected, there.reported
        own = [each for each in self.reports.get(node, ()) if each.on == day]
        return len(own), sum(each.locked is not None for each in own)


def carried(reports: Sequence[Asked]) -> list[Stand]:
    """What stands on each day asked about: what was locked for it, or what stood before."""
    stands: list[Stand] = []
    known, amount = date.min, NOTHING
    for each in sorted(reports, key=lambda report: report.on):
        if each.locked is not None:
            known, amount = each.on, each.locked
        stands.append(Stand(each.on, known, amount))
    return stands


def combined(standing: Sequence[Stand], adds_up: str, on: date) -> Stand:
    """What the parts make together: their sum, both sums of a ratio, the newest known, or nothing that adds up."""
    known = max((each.known for each in standing), default=date.min)
    match adds_up:
        case "sum":
            return Stand(on, known, Amount(total(each.amount for each in standing).value))
        case "ratio":
            return Stand(on, known, total(each.amount for each in standing))
        case "latest":
            newest = max((each for each in standing if each.amount.known), key=lambda each: each.known, default=Stand())
            return Stand(on, known, newest.amount)
    return Stand(on, known)


def _at(series: Sequence[Stand], on: date) -> Stand:
    place = bisect_right(series, on, key=lambda stand: stand.asked)
    return series[place - 1] if place else Stand()
