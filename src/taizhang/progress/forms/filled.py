"""A filled sheet read against the reports it is about: row by row what was understood, what is refused and why, what clashes.

Nothing is saved here. The same reading is made for the page that shows it and, anew, when the person says yes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import islice

from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.policy.errors import ActionError
from taizhang.progress.actions.entering import Filling, Judged
from taizhang.progress.actions.reporting import takes_entries, write
from taizhang.progress.entries import Refusal, read_entry
from taizhang.progress.forms.cells import cell_words
from taizhang.progress.forms.conflicts import labels
from taizhang.progress.forms.days import read_day
from taizhang.progress.forms.lines import Line, doubted
from taizhang.progress.forms.template import is_open
from taizhang.progress.forms.unchanged import unchanged
from taizhang.progress.models import Period, Report
from taizhang.progress.portions import collector_at_rest
from taizhang.progress.queries import workbooks
from taizhang.progress.queries.reports import visible
from taizhang.progress.queries.shared import Shared
from taizhang.progress.sheet_columns import ENTRIES
from taizhang.progress.sheet_layout import Record, Table, find_table
from taizhang.progress.stamps import Stamp, read_stamp
from taizhang.reading.sources.values import sheets_of

#: Rows judged together, with the same few queries.
CHUNK = 1000
_IDLE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """Something to say of a cell: where, and what."""

    reference: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that is understood and differs from what is stored; ``typed`` tells it from one that follows from another."""

    reference: str
    label: str
    before: str
    after: str
    note: str = ""
    typed: bool = True
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that was changed both in the file and in the system; ``token`` chooses what the file says."""

    reference: str
    label: str
    theirs: str
    mine: str
    token: str


@dataclass(slots=True)
class Row:
    """One row of the file as it was understood. ``filling`` is what is to be saved, if anything."""

    number: int
    title: str
    place: str
    line: Line | None = None
    filling: Filling | None = None
    problems: list[Said] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def doubts(self) -> list[str]:
        """What the checks say of the figure as read."""
        return self.line.warnings if self.line and self.changes else []

    @property
    def is_unchanged(self) -> bool:
        """Whether it says what is stored already, and nothing is wrong with it."""
        return not (self.filling or self.problems or self.differences)

    @property
    def lacks(self) -> str:
        """Why it cannot be handed in yet, in words; empty when it can."""
        if self.line is None or self.problems or self.differences:
            return _("有不能用的格子。")
        return self.line.missing


class Filled:
    """A filled sheet against a period: ``table`` is ``None`` where there is nothing to be read as one."""

    def __init__(self, user: User, period: Period, data: bytes, name: str) -> None:
        self._user, self._period = user, period
        with collector_at_rest():
            self.table, lines = find_table(sheets_of(data, name))
            stamp = read_stamp(lines) if lines is not None else None
        #: Whether a stamp was there that is not as we made it.
        self.tampered = lines is not None and stamp is None
        self.stamp: Stamp | None = stamp if stamp and stamp.period == period.pk else None
        #: The period it was made for, where that is another one.
        self.other_period = stamp.period if stamp and stamp.period != period.pk else None
        self._seen: dict[int, int] = {}
        self._names: dict[tuple[str, str], list[tuple[int, str]]] | None = None
        self._labels, self._shared = labels(), Shared(period)
        self._mostly_same = True

    def rows(self, take: Collection[str] = (), *, doubting: bool = True) -> Iterator[list[Row]]:
        """The rows, so many at a time. ``take`` are the differences in which the file is to be followed.

        Without ``doubting`` nobody is told what the checks say: they keep nothing from being saved.
        """
        if self.table is None:
            return
        while rows := self._portion(self.table, frozenset(take), doubting=doubting):
            yield rows

    def _portion(self, table: Table, take: frozenset[str], *, doubting: bool) -> list[Row]:
        with collector_at_rest():
            records = list(islice(table.records, CHUNK))
            rows = self._judged(table, records, take) if records else []
            if doubting:
                doubted([row.line for row in rows if row.line and row.changes])
        return rows

    def _judged(self, table: Table, records: list[Record], take: frozenset[str]) -> list[Row]:
        keys = {record.number: self._key(record) for record in records}
        named = {key: record for record in records if isinstance(key := keys[record.number], int)}
        same = self._unchanged(table, named)
        wanted = [key for key in named if key not in same]
        found = self._shared.fetch(workbooks.fillable(self._user, self._period, wanted))
        strangers = self._strangers([key for key in wanted if key not in found])
        rows = []
        for record in records:
            row = Row(record.number, record.words("title"), record.words("place"))
            rows.append(row)
            key = keys[record.number]
            if key in same:
                continue
            if isinstance(key, str):
                refusal = key
            elif key not in found:
                refusal = strangers.get(key, _("这一行不归本单位填报，没有读。"))
            else:
                refusal = self._mismatch(record, found[key])
            if refusal:
                row.problems.append(Said(table.reference(record.number, "title"), refusal))
            elif isinstance(key, int):
                self._read(table, record, row, found[key], take)
        self._mostly_same = 2 * sum(row.is_unchanged for row in rows) >= len(rows)
        return rows

    def _unchanged(self, table: Table, named: Mapping[int, Record]) -> frozenset[int]:
        """What is plainly as it is stored; only asked while that was so of most rows above."""
        if not self._mostly_same:
            return frozenset()
        return frozenset(unchanged(table, named, workbooks.fillable(self._user, self._period, named)))

    def _key(self, record: Record) -> int | str:
        """The key of the report, or why there is none, in words."""
        words = record.words("key")
        named = words if words.isascii() and words.isdecimal() and len(words) < 16 else ""
        key = int(named) if named else self._by_name(record)
        if isinstance(key, int) and (first := self._seen.setdefault(key, record.number)) != record.number:
            return _("与第 %(n)s 行是同一项，只读了那一行。") % {"n": first}
        return key

    def _by_name(self, record: Record) -> int | str:
        title, place = record.words("title"), record.words("place")
        if not title:
            return _("这一行没有编号，也没有内容，不知道是哪一项。")
        if self._names is None:
            self._names = {}
            for pk, its_title, its_place, owner in workbooks.named(self._user, self._period):
                for each in {_folded(its_place), ""}:
                    self._names.setdefault((_folded(its_title), each), []).append((pk, _folded(owner)))
        found = self._names.get((_folded(title), _folded(place)), [])
        if len(found) > 1 and (owner := _folded(record.words("owner"))):
            found = [each for each in found if each[1] == owner]
        said = {"title": f"{title}（{place}）" if place else title, "n": len(found), "period": self._period}
        if not found:
            return _("“%(period)s”里没有归本单位填报的“%(title)s”。请核对内容和地区，或重新下载填报表。") % said
        if len(found) > 1:
            return _("有 %(n)s 项都叫“%(title)s”，分不清是哪一项；请重新下载填报表填写。") % said
        return found[0][0]

    def _strangers(self, keys: list[int]) -> dict[int, str]:
        """Of reports that cannot be filled here those the person may know more about."""
        rows = visible(self._user).filter(pk__in=keys).exclude(period=self._period)
        said = _("这一行是“%(its)s”的，不是“%(period)s”的；请换成这一期的填报表。")
        return {each.pk: said % {"its": each.period, "period": self._period} for each in rows}

    def _mismatch(self, record: Record, report: Report) -> str:
        """Why a row with a key is not about that report: its words say something else."""
        title, place = record.words("title"), record.words("place")
        its_title, its_place = report.commitment.title, report.commitment.place.name
        if (title, place) == (its_title, its_place):
            return ""
        if (title and _folded(title) != _folded(its_title)) or (place and _folded(place) != _folded(its_place)):
            said = {"its": f"{its_title}（{its_place}）", "title": f"{title}（{place}）"}
            return _("这一行的编号是“%(its)s”，内容却是“%(title)s”：行可能错位，请重新下载填报表填写。") % said
        return ""

    def _read(self, table: Table, record: Record, row: Row, report: Report, take: frozenset[str]) -> None:
        line = Line.of(report)
        row.title, row.place = report.commitment.title, report.commitment.place.name
        shown = dict(line.cells)
        typed = _Typed(table, record, line, self._labels)
        if not is_open(report):
            row.problems += _untouchable(typed, report, shown)
            return
        row.line, judged = line, Judged.of(report, line.base)
        went_out = self.stamp.rows.get(report.pk) if self.stamp else None
        renewed = went_out is not None and went_out.version == report.version
        for name, words in typed.cells.items():
            theirs = shown[name]
            if words == theirs:
                continue
            seen = theirs if renewed else went_out.seen.get(name, "") if went_out else None
            mine = _clashes(words, theirs, seen, figure=name in line.figures)
            token = f"{report.pk}.{name}.{report.version}"
            if mine == "both" and _means(line, name, words):
                continue
            if mine == "both" and token not in take:
                said = Difference(table.reference(record.number, name), typed.labels[name], theirs, words, token)
                row.differences.append(said)
            elif mine:
                line.cells[name] = words
        _keep_figures_together(row, line, shown)
        if typed.problems or line.cells != shown:
            _settle(row, line, typed, shown, judged)


class _Typed:
    """The cells of a row that are there to be read, in words, with what is wrong with them as cells."""

    def __init__(self, table: Table, record: Record, line: Line, labels: Mapping[str, str]) -> None:
        self.table, self.number, self.labels = table, record.number, labels
        self.cells: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.problems: dict[str, str] = {}
        for name in ENTRIES:
            held = record.cells.get(name)
            if name in record.spread:
                self.problems[name] = _("合并单元格跨了几行，不知道是哪一行的数；请取消合并，逐行填写。")
            elif name in line.names and name in table.columns:
                if held is None:
                    self.cells[name] = ""
                    continue
                read = cell_words(name, held, record.words("unit"), line)
                if read.problem:
                    self.problems[name] = read.problem
                else:
                    self.cells[name] = read.words
                    self.notes |= {name: read.note} if read.note else {}
            elif held is not None and held.words:
                self.problems[name] = _("这一项不填“%(label)s”，没有读。") % {"label": self.labels[name]}

    def said(self, name: str, words: str) -> Said:
        """Something about one of its cells."""
        return Said(self.table.reference(self.number, name), words)


def _clashes(words: str, theirs: str, seen: str | None, *, figure: bool) -> str:
    """Whether a cell is to be taken: ``""`` not, ``mine`` yes, ``both`` where file and system were changed.

    ``seen`` is what stood there when the sheet went out, ``None`` where nobody knows.
    """
    if same(words, theirs, figure=figure) or (seen is not None and same(words, seen, figure=figure)):
        return ""
    if seen is None:
        return "" if not words else "both" if theirs else "mine"
    return "mine" if same(theirs, seen, figure=figure) else "both"


def same(one: str, other: str, *, figure: bool) -> bool:
    """Whether two cells say the same: as numbers where they are figures."""
    if one == other:
        return True
    if not figure:
        return one.split() == other.split()
    try:
        return Decimal(one.replace(",", "")) == Decimal(other.replace(",", ""))
    except InvalidOperation:
        return False


def _means(line: Line, name: str, words: str) -> bool:
    """Whether the words are only another way to write what is stored: 1.2万 for 12,000, or what was said of it since."""
    stored = getattr(line.report, name)
    if name in line.figures:
        read = read_entry(words, line.heading)
        return not isinstance(read, Refusal) and read.value == stored
    if name == "explanation":
        return bool(words) and str(stored).startswith(words)
    try:
        return name == "data_date" and read_day(words) == stored
    except ValueError:
        return False


def _untouchable(typed: _Typed, report: Report, shown: dict[str, str]) -> list[Said]:
    """What a row that takes no entries was filled with all the same."""
    if report.counted:
        shown = {name: typed.cells.get(name, "") for name in shown} | {"note": shown["note"]}
    changed = [
        name
        for name, words in typed.cells.items()
        if words and not same(words, shown[name], figure=name in ("this", "value", "denominator"))
    ]
    try:
        takes_entries(report)
        reason = _("这一行现为“%(state)s”，不能再填；要改请先撤回或申请更正。") % {"state": report.standing.label}
    except ActionError as error:
        reason = str(error)
    return [typed.said(name, reason) for name in changed]


def _keep_figures_together(row: Row, line: Line, shown: dict[str, str]) -> None:
    """Figures belong together: while one of them is undecided, none is taken."""
    references = {each.token.split(".")[1] for each in row.differences}
    if references & set(line.figures):
        for name in line.figures:
            line.cells[name] = shown[name]


def _settle(row: Row, line: Line, typed: _Typed, shown: dict[str, str], judged: Judged) -> None:
    """What is to be saved, and what that changes."""
    report = line.report
    if set(typed.problems) & set(line.figures):
        for name in line.figures:
            line.cells[name] = shown[name]
    given = dict(line.cells)
    entry = line.entry()
    try:
        write(report, entry, line.base)
    except ActionError as error:
        line.problems["value"] = str(error)
    row.problems += [typed.said(name, words) for name, words in (typed.problems | line.problems).items()]
    after, notes = line.stored, typed.notes | line.notes
    for name in line.names:
        if after[name] != shown[name]:
            reference = typed.table.reference(typed.number, name)
            typed_here = given[name] != shown[name]
            said = notes.get(name, "")
            unit = line.unit if name in line.figures else ""
            row.changes.append(Change(reference, typed.labels[name], shown[name], after[name], said, typed_here, unit))
    row.filling = Filling(report, entry, judged) if row.changes else None


def _folded(words: str) -> str:
    return _IDLE.sub("", unicodedata.normalize("NFKC", words)).casefold()
