"""A line of the sheet: one report with what stands in its cells, read cell by cell, each problem said at its cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.ledger.models import Commitment
from taizhang.progress.actions.reporting import Entry, missing
from taizhang.progress.asked import Asked
from taizhang.progress.checks import Doubt
from taizhang.progress.cumulative import completed
from taizhang.progress.entries import Refusal, read_entry
from taizhang.progress.evidence_needs import Need
from taizhang.progress.forms.days import read_day
from taizhang.progress.headings import heading, written
from taizhang.progress.models import Evidence, Report
from taizhang.progress.queries.checks import needs_of, rules_on
from taizhang.progress.queries.doubts import doubts_of

if TYPE_CHECKING:
    from taizhang.progress.forms.conflicts import Conflict

WORDS = {"note": 2000, "problem": 2000, "help_wanted": 2000, "explanation": 300}
#: Longer than anything a figure or a day can be.
_LONGEST_CELL = 200


@dataclass
class Line:
    """One report as the sheet shows it: ``cells`` by field, and in words what is wrong with them or was understood.

    ``seen`` is what stood in the cells before the person typed, as far as the page said so.
    """

    report: Report
    cells: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    conflict: Conflict | None = None
    doubts: tuple[Doubt, ...] = ()
    need: Need | None = None

    @classmethod
    def of(cls, report: Report) -> Line:
        """As it is stored."""
        line = cls(report, {})
        line.cells = line.stored
        return line

    @classmethod
    def sent(cls, report: Report, data: Mapping[str, str]) -> Line:
        """As somebody sends it; a cell that was not sent is as it is stored."""
        line = cls.of(report)
        for name in line.names:
            if (words := data.get(f"r{report.pk}-{name}")) is not None:
                line.cells[name] = _shortened(words, WORDS.get(name, _LONGEST_CELL))
            if (words := data.get(f"r{report.pk}-{name}-seen")) is not None:
                line.seen[name] = _shortened(words, WORDS.get(name, _LONGEST_CELL))
        return line

    @cached_property
    def commitment(self) -> Commitment:
        """What it is about."""
        return self.report.commitment

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The cells that take a figure."""
        if self.commitment.kind == Commitment.Kind.TASK:
            return ()
        if self.commitment.accumulates:
            return ("this", "value")
        return ("value", "denominator") if self.is_ratio else ("value",)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All cells."""
        return (*self.figures, "data_date", *WORDS)

    @cached_property
    def is_ratio(self) -> bool:
        """Whether a numerator and a denominator are asked for."""
        return self.commitment.adds_up == "ratio"

    @cached_property
    def heading(self) -> Asked:
        """What the figures count in."""
        if self.is_ratio:
            return Asked()
        near = self.stood if self.stood is not None else self.commitment.value
        return heading(self.commitment.unit, self.commitment.value, near)

    @property
    def stood(self) -> Decimal | None:
        """What stood the period before, cumulative."""
        value: Decimal | None = getattr(self.report, "stood", None)
        return value

    @property
    def base(self) -> Decimal | None:
        """What this period adds to: nought in the first, ``None`` where nothing was locked for the one before."""
        return getattr(self.report, "locked_before", None) if getattr(self.report, "has_before", False) else Decimal(0)

    @cached_property
    def unit(self) -> str:
        """What the figures count in, in words."""
        return self.heading.words

    @property
    def stood_words(self) -> str:
        """What stood before, in the unit of the line."""
        return written(self.stood, self.heading)

    @property
    def this_before_words(self) -> str:
        """What the period before brought by itself."""
        return written(getattr(self.report, "this_before", None), self.heading)

    @property
    def target_words(self) -> str:
        """The target in the unit of the line."""
        return self.commitment.amount if self.is_ratio else written(self.commitment.value, self.heading)

    @property
    def files(self) -> list[Evidence]:
        """The evidence handed in so far."""
        there: list[Evidence] | None = getattr(self.report, "files", None)
        return list(self.report.evidence.filter(removed_at=None)) if there is None else there

    @property
    def stored(self) -> dict[str, str]:
        """The cells as they are stored."""
        report = self.report
        cells = {name: self.figure_words(name) for name in self.figures}
        cells["data_date"] = report.data_date.isoformat() if report.data_date else ""
        return cells | {name: getattr(report, name) for name in WORDS}

    def figure_words(self, name: str) -> str:
        """One figure as it is stored, in the unit of the line."""
        return written(getattr(self.report, name), self.heading)

    @property
    def changed(self) -> bool:
        """Whether anything in it differs from what is stored."""
        return self.cells != self.stored

    @property
    def missing(self) -> str:
        """What it still takes to hand it in, in words; empty when nothing."""
        return missing(self.report, self.doubts)

    @property
    def warnings(self) -> list[str]:
        """What the checks say of the figure as it is stored, in words."""
        return [each.reason.words(get_language()) for each in self.doubts]

    @property
    def wants_evidence(self) -> str:
        """When it wants evidence, shortly; empty when never."""
        words = {"always": _("须附佐证材料"), "reached": _("达到目标值时须附佐证材料")}
        return words.get(self.need.when, "") if self.need else ""

    @property
    def asks(self) -> bool:
        """Whether a word of explanation is wanted, or was given."""
        return bool(self.report.explanation) or any(each.asks for each in self.doubts)

    @property
    def ready(self) -> bool:
        """Whether it goes with all that are complete: one that was returned only once it has been changed."""
        return self.report.state == "draft" and not self.problems and not self.missing

    @property
    def lacks(self) -> str:
        """Why it does not go with the others, in words."""
        if self.problems:
            return f"{self.report}：{next(iter(self.problems.values()))}"
        if self.report.state == "returned" and not self.missing:
            return _("“%(report)s”被退回，改好再报。") % {"report": self.report}
        return self.missing

    def renew(self) -> None:
        """After saving: the cells as they are stored now, those with a problem as they were typed."""
        self.cells = {**self.stored, **{name: self.cells[name] for name in self.problems if name in self.cells}}

    def entry(self) -> Entry:
        """What the cells say. Figures are taken together or, with a problem in one, left as they are stored."""
        report = self.report
        read = {name: self._figure(name) for name in self.figures}
        if any(name in self.problems for name in self.figures):
            read = {name: getattr(report, name) for name in self.figures}
        figures = self._consistent(read)
        day = self._day()
        return Entry(
            this=figures.get("this"),
            value=figures.get("value"),
            denominator=figures.get("denominator"),
            data_date=report.data_date if "data_date" in self.problems else day,
            note=self.cells["note"],
            problem=self.cells["problem"],
            help_wanted=self.cells["help_wanted"],
            explanation=self.cells["explanation"],
        )

    def _consistent(self, read: dict[str, Decimal | None]) -> dict[str, Decimal | None]:
        """Of this period and cumulative the one that was changed; the other follows from it."""
        if "this" not in read:
            return read
        base = self.base
        new = {
            name for name in ("this", "value") if read[name] is not None and read[name] != getattr(self.report, name)
        }
        if base is not None and len(new) == 1:
            (kept,) = new
            return {kept: read[kept]}
        if base is not None and not new and read["value"] is not None:
            return {"value": read["value"]}
        agreed = completed(read["this"], read["value"], last=base)
        if isinstance(agreed, Refusal):
            self.problems["value"] = agreed.reason.words(get_language())
            return {"this": self.report.this, "value": self.report.value}
        return read

    def _figure(self, name: str) -> Decimal | None:
        words = self.cells[name]
        if words == self.figure_words(name):
            kept: Decimal | None = getattr(self.report, name)
            return kept
        read = read_entry(words, self.heading)
        if isinstance(read, Refusal):
            self.problems[name] = read.reason.words(get_language())
            return None
        if read.notes:
            self.notes[name] = " ".join(each.words(get_language()) for each in read.notes)
        if read.approximate:
            self._remember(words.strip())
        return read.value

    def _remember(self, words: str) -> None:
        """A figure given as about so much stays known as such: its explanation says so."""
        said = _("原填“%(words)s”，是约数。") % {"words": words}
        if said not in self.cells["explanation"]:
            self.cells["explanation"] = f"{self.cells['explanation']} {said}".strip()[: WORDS["explanation"]]

    def _day(self) -> date | None:
        words = self.cells["data_date"]
        try:
            day = read_day(words)
        except ValueError:
            self.problems["data_date"] = _("“%(words)s”不是日期：请写成 2024-05-31 这样。") % {"words": words[:20]}
            return None
        if day is not None and day > clock.today():
            self.problems["data_date"] = _("数据日期 %(day)s 还没有到。") % {"day": day.isoformat()}
        return day


def doubted(lines: Collection[Line]) -> None:
    """Ask the checks about all lines at once, and whether each wants evidence."""
    found = doubts_of([each.report for each in lines])
    _kept, rules = rules_on(clock.today())
    needs = needs_of([each.commitment for each in lines], rules)
    for each in lines:
        each.doubts, each.need = found.get(each.report.pk, ()), needs[each.commitment.pk]


def _shortened(words: str, longest: int) -> str:
    return words.replace("\0", "").replace("\r\n", "\n").strip()[:longest]
