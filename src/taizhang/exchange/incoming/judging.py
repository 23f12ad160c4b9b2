"""Lines judged against reports: each understood, unchanged, or refused with words that say why. Nothing is saved here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.exchange.columns import written
from taizhang.exchange.incoming.headings import folded
from taizhang.exchange.incoming.lines import Said, Sheet
from taizhang.exchange.incoming.reports import Fillable, Known
from taizhang.exchange.incoming.spans import last_of
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError
from taizhang.progress.actions.entering import Filling, Judged
from taizhang.progress.actions.reporting import Entry, takes_entries, write
from taizhang.progress.asked import Asked
from taizhang.progress.entries import PLACES, Refusal, read_entry
from taizhang.progress.forms.template import is_open
from taizhang.progress.models import Report
from taizhang.progress.queries.reports import joined
from taizhang.progress.queries.sheets import beside

#: Reports fetched together.
PORTION = 500
_PLAIN = re.compile(r"[-+]?[0-9]{1,18}(?:\.[0-9]{1,20})?")


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a person said of a file: its columns by role, what its codes mean, and whether figures are of the period alone.

    Codes of what is measured lead to a name of ours, codes of places to a code of ours.
    """

    columns: Mapping[str, int] = field(default_factory=dict)
    elements: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Mapped:
        """As it is kept."""
        return cls(**{name: kept[name] for name in ("columns", "elements", "places", "alone") if name in kept})

    def data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "columns": {**self.columns},
            "elements": {**self.elements},
            "places": {**self.places},
            "alone": self.alone,
        }


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it was judged: what would be saved (``filling``), or why nothing is (``problem``), or neither: nothing changes."""

    said: Said
    problem: str = ""
    about: str = ""
    unit: str = ""
    before: str = ""
    after: str = ""
    filling: Filling | None = None


@dataclass(slots=True)
class Judgement:
    """All lines of a file, in their order, with the codes nobody knows and what they might mean."""

    rows: list[Row]
    elements: Counter[str]
    places: Counter[str]
    fillable: Fillable

    @property
    def fillings(self) -> list[Filling]:
        """What is to be saved."""
        return [row.filling for row in self.rows if row.filling]


def judge(user: User, sheet: Sheet, mapped: Mapped) -> Judgement:
    """Every line against the reports that the person fills in."""
    days = [_day(each.period) for each in sheet.lines]
    known = Fillable.of(user, {day for day in days if day})
    made = Judgement([], Counter(), Counter(), known)
    found = [_found(made, line, day, mapped) for line, day in zip(sheet.lines, days, strict=True)]
    times = Counter(each for each in found if isinstance(each, int))
    reports = _Reports(key for key in times)
    for line, each in zip(sheet.lines, found, strict=True):
        if isinstance(each, str):
            made.rows.append(Row(line, each))
        elif times[each] > 1:
            words = _("同一项、同一期在文件里有 %(n)s 行（可能按类别拆开了），不知道用哪一行；请先合成一行。")
            made.rows.append(Row(line, words % {"n": times[each]}))
        else:
            made.rows.append(_judged(line, reports[each], mapped))
    return made


class _Reports:
    """Reports by key, fetched a portion at a time in the order they are asked for."""

    def __init__(self, keys: Iterator[int]) -> None:
        self._waiting = list(keys)
        self._at = {key: number for number, key in enumerate(self._waiting)}
        self._held: dict[int, Report] = {}

    def __getitem__(self, key: int) -> Report:
        if key not in self._held:
            start = self._at[key] // PORTION * PORTION
            rows = joined().filter(pk__in=self._waiting[start : start + PORTION])
            self._held = {each.pk: each for each in beside(rows)}
        return self._held.pop(key)


def _day(words: str) -> date | None:
    try:
        return last_of(words)
    except (ValueError, OverflowError):
        return None


def _found(made: Judgement, line: Said, day: date | None, mapped: Mapped) -> int | str:
    """The key of the report a line is about, or why there is none."""
    if day is None:
        return _("看不懂时期“%(period)s”；可以写 202405、2024-05、2024Q2 或 2024-05-31。") % {"period": line.period}
    if day not in made.fillable.days:
        return _("没有您要填报的、截至 %(day)s 的填报期。") % {"day": day.isoformat()}
    code = made.fillable.code_of(mapped.places.get(line.place, line.place))
    if code is None:
        made.places[line.place] += 1
        return _("不认识地区“%(place)s”，或者它不归您填报。") % {"place": line.place}
    names = [folded(mapped.elements.get(each, each)) for each in line.elements]
    if not any(name in made.fillable.titles for name in names):
        made.elements[line.elements[0] if line.elements else ""] += 1
        return _("不认识指标“%(element)s”，或者它不归您填报。") % {"element": "、".join(line.elements)}
    return _chosen(made.fillable.reports.get((day, code), ()), names, line)


def _chosen(rows: Collection[Known], names: Sequence[str], line: Said) -> int | str:
    """The one report that all names mean, told apart by the unit where several do."""
    fits = [each for each in rows if any(name in each.names for name in names)]
    closer = [each for each in fits if all(name in each.names for name in names)]
    fits = closer or fits
    said = {"element": "、".join(line.elements), "n": len(fits)}
    if not fits:
        return _("这个地区这一期没有要您填报的“%(element)s”。") % said
    if len(fits) > 1 and line.unit:
        fits = [each for each in fits if each.unit == line.unit] or fits
    if len(fits) > 1:
        return _("有 %(n)s 项都叫“%(element)s”，分不清是哪一项；请用台账里的内容（标题）作指标。") % said
    if line.unit and fits[0].unit and line.unit != fits[0].unit:
        return _("单位是“%(unit)s”，台账里是“%(own)s”；请换算后再导入。") % {"unit": line.unit, "own": fits[0].unit}
    return fits[0].key


def _judged(line: Said, report: Report, mapped: Mapped) -> Row:
    about = f"{report.commitment.title}（{report.commitment.place.name}）"
    made = Row(line, about=about, unit=report.commitment.unit, before=written_or_dash(report.value))
    base = getattr(report, "locked_before", None) if getattr(report, "has_before", False) else Decimal(0)
    stood = Judged.of(report, base)
    try:
        entry = _entry(line, report, mapped)
        write(report, entry, base)
        if _same(report, stood):
            return replace(made, after=made.before)
        if not is_open(report):
            takes_entries(report)
            said = {"state": report.standing.label}
            raise ActionError(_("现为“%(state)s”，不能再填；要改请先撤回或申请更正。") % said)
    except ActionError as error:
        return replace(made, problem=str(error))
    return replace(made, after=written_or_dash(report.value), filling=Filling(report, entry, stood))


def _same(report: Report, stood: Judged) -> bool:
    return all(getattr(report, name) == stood.columns[name] for name in ("this", "value", "denominator", "note"))


def _entry(line: Said, report: Report, mapped: Mapped) -> Entry:
    """What the line says, the rest as it is stored. Raises ActionError."""
    of = report.commitment
    figure, denominator = _amount(line.value, of.unit), _amount(line.denominator, "")
    kept = Entry(
        this=report.this,
        value=report.value,
        denominator=report.denominator,
        data_date=report.data_date,
        note=line.note or report.note,
        problem=report.problem,
        help_wanted=report.help_wanted,
        explanation=report.explanation,
    )
    if figure is None:
        return kept
    if of.kind == Commitment.Kind.TASK:
        raise ActionError(_("这是没有数字的事项，只能报进展说明。"))
    if of.adds_up == "ratio":
        if denominator is None:
            raise ActionError(_("这是比率：要有分子、分母两列，不能只给百分数。"))
        return replace(kept, this=None, value=figure, denominator=denominator)
    if of.accumulates and mapped.alone:
        return replace(kept, this=figure, value=None)
    # The period's own amount follows from the cumulative one, or was said before and is so no longer.
    return replace(kept, this=None, value=figure)


def _amount(words: str, unit: str) -> Decimal | None:
    """A figure in whole units, exactly as written; what people write (1.5万) is understood too. Raises ActionError."""
    if not words:
        return None
    if _PLAIN.fullmatch(words):
        value = Decimal(words)
        if value != round(value, PLACES):
            raise ActionError(_("“%(words)s”的小数超过 %(n)s 位；请先取舍。") % {"words": words, "n": PLACES})
        return value
    read = read_entry(words, Asked(unit))
    if isinstance(read, Refusal):
        raise ActionError(read.reason.words(get_language()))
    return read.value


def written_or_dash(value: Decimal | None) -> str:
    """A value as pages show it."""
    return "—" if value is None else str(written(value))
