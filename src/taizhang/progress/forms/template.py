"""The sheet that goes out to be filled: what is owed row by row, only the cells to fill unlocked. Written as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import IO, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from taizhang import clock
from taizhang.measures.cardinals import plain
from taizhang.progress.forms.lines import WORDS, Line
from taizhang.progress.models import Period, Report
from taizhang.progress.queries.checks import needs_of, rules_on
from taizhang.progress.sheet_columns import ENTRIES, STAMP, Column, columns
from taizhang.progress.stamps import Stamping
from taizhang.progress.states import WITH_OWNER
from taizhang.ui.sheet_cells import put_text, text_cell

#: The row of the headings; above it the title and a sentence.
HEADING = 3
_MOST_DIGITS = 15  # a sheet keeps no more of a number; longer ones go out as text
_PORTION = 500  # rows whose settings are looked up together
_ROWS_BEYOND = 200  # rows below the last that the checks of cells still cover
_EDGE = Side(style="thin", color="BFBFBF")
_GREY = PatternFill("solid", fgColor="F2F2F2")
_A4 = 9


def write_template(file: IO[bytes], period: Period, whose: str, owner: int | None, reports: Iterable[Report]) -> int:
    """Write the workbook of a period into a file; the number of rows. ``whose`` names the owner, ``owner`` is its key.

    Rows are written as they come and not kept, so that a whole period takes no more memory than a page of it.
    """
    book = Workbook(write_only=True)
    sheet, words, hidden = (book.create_sheet(name) for name in (_("填报"), _("说明"), STAMP))
    hidden.sheet_state = "veryHidden"
    stamping = Stamping(period.pk, owner, clock.now().isoformat(timespec="seconds"))
    hidden.append(stamping.head())
    rows = _Rows(sheet, f"{period} {_('填报表')}　{whose}", period)
    for line in _lines(reports):
        rows.add(line)
        stamped = stamping.row(line.report.pk, line.report.version, line.cells)
        hidden.append([text_cell(hidden, each) for each in stamped])
    rows.finish()
    hidden.append(stamping.end())
    hidden.protection.enable()
    _explain(words, period)
    book.save(file)
    return rows.count


def is_open(report: Report) -> bool:
    """Whether its cells are there to be filled: with its owner, not counted, and the period takes it."""
    return report.is_taken and not report.counted and report.state in WITH_OWNER


def _lines(reports: Iterable[Report]) -> Iterator[Line]:
    """Each report as a line that knows whether it wants evidence; what is set for targets above is asked a portion at a time."""
    _kept, rules = rules_on(clock.today())
    left = iter(reports)
    while portion := list(islice(left, _PORTION)):
        needs = needs_of([each.commitment for each in portion], rules)
        for each in portion:
            line = Line.of(each)
            line.need = needs[each.commitment_id]
            yield line


class _Rows:
    """The sheet being written. Cells are styled once for each column and written again and again."""

    def __init__(self, sheet: Any, title: str, period: Period) -> None:
        self._sheet = sheet
        self._columns = columns()
        self.count = 0
        _set_up(sheet, self._columns)
        cell = text_cell(sheet, title)
        cell.font = Font(bold=True, size=14)
        sheet.append([None, cell])
        sentence = _("只填白色格子；本期、累计填一个即可。%(due)s 前在系统“填报—导入填报表”中上传。")
        sheet.append([None, text_cell(sheet, sentence % {"due": period.due.isoformat()})])
        sheet.append([_heading(sheet, each.label(get_language())) for each in self._columns])
        self._open = [_cell(sheet, each, locked=each.name not in ENTRIES) for each in self._columns]
        self._shut = [_cell(sheet, each, locked=True) for each in self._columns]

    def add(self, line: Line) -> None:
        """One report."""
        open_, asked = is_open(line.report), {*line.names}
        row = []
        for number, column in enumerate(self._columns):
            free = open_ and column.name in asked
            cell = (self._open if free else self._shut)[number]
            _fill(cell, _value(line, column))
            row.append(cell)
        self._sheet.append(row)
        self.count += 1

    def finish(self) -> None:
        """What is only known once all rows are there: which cells the checks cover."""
        last = HEADING + self.count + _ROWS_BEYOND
        for number, column in enumerate(self._columns, 1):
            if column.name in ENTRIES:
                letter = get_column_letter(number)
                check = _check(column)
                check.add(f"{letter}{HEADING + 1}:{letter}{last}")
                self._sheet.data_validations.append(check)
        self._sheet.auto_filter.ref = f"B{HEADING}:{get_column_letter(len(self._columns))}{HEADING + self.count}"


def _set_up(sheet: Any, wanted: Iterable[Column]) -> None:
    for number, column in enumerate(wanted, 1):
        size = sheet.column_dimensions[get_column_letter(number)]
        size.width, size.hidden = column.width, column.kind == "key"
    sheet.freeze_panes = f"C{HEADING + 1}"
    sheet.print_title_rows = f"{HEADING}:{HEADING}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.center.text = _("第 &P 页，共 &N 页")
    protection = sheet.protection
    protection.enable()
    # What is allowed on a protected sheet is written as False.
    protection.formatColumns = protection.formatRows = protection.sort = protection.autoFilter = False


def _heading(sheet: Any, words: str) -> Any:
    cell = text_cell(sheet, words)
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="D9E2EC")
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)
    return cell


def _cell(sheet: Any, column: Column, *, locked: bool) -> Any:
    cell = WriteOnlyCell(sheet)
    cell.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)
    cell.protection = Protection(locked=locked)
    long = column.kind == "words" or column.name in ("title", "owner")
    cell.alignment = Alignment(wrap_text=long, vertical="top")
    if locked:
        cell.fill = copy(_GREY)
    cell.number_format = {"words": "@", "day": "yyyy-mm-dd"}.get(column.kind, "General")
    return cell


def _fill(cell: Any, value: Decimal | date | str | int | None) -> None:
    if isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value


def _value(line: Line, column: Column) -> Decimal | date | str | int | None:
    report, commitment = line.report, line.commitment
    match column.name:
        case "key":
            return report.pk
        case "title":
            return commitment.title
        case "place":
            return commitment.place.name
        case "owner":
            return str(report.owner)
        case "unit":
            return unit_words(line)
        case "target":
            return line.target_words if line.is_ratio else _number(commitment.value, line.heading.scale)
        case "last":
            return _number(line.stood, line.heading.scale)
        case "evidence":
            return line.wants_evidence if is_open(report) else ""
        case "state":
            return _("自动计数") if report.counted else str(report.standing.label)
        case "data_date":
            return report.data_date
        case "this" | "value" | "denominator":
            return _number(_figure(report, column.name), line.heading.scale)
        case name:
            return str(getattr(report, name))


def _figure(report: Report, name: str) -> Decimal | None:
    """What is entered, or for what is counted what stands."""
    if report.counted and name in ("value", "denominator"):
        counted: Decimal | None = getattr(report, f"standing_{name}")
        return counted
    entered: Decimal | None = getattr(report, name)
    return entered


def unit_words(line: Line) -> str:
    """What the figures of a line count in; for a ratio what is divided by what."""
    if not line.is_ratio or line.commitment.indicator is None:
        return line.heading.words
    return f"{line.commitment.indicator.numerator} / {line.commitment.indicator.denominator}"


def _number(value: Decimal | None, scale: Decimal) -> Decimal | str | None:
    if value is None:
        return None
    shown = plain(value / scale)
    return shown if len(shown.as_tuple().digits) <= _MOST_DIGITS else f"{shown:f}"


def _check(column: Column) -> DataValidation:
    """Checks in the sheet itself warn and never forbid: “1.5万” is understood when it comes back."""
    if column.kind == "figure":
        check = DataValidation(type="decimal", operator="between", formula1="-1E+15", formula2="1E+15")
        said = _("填数字，按本行“单位”；没有数就空着。")
    elif column.kind == "day":
        check = DataValidation(type="date", operator="between", formula1="36526", formula2="73050")
        said = _("填日期，如 2024-05-31；空着即为期末。")
    else:
        most = WORDS[column.name]
        check = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(most))
        said = _("最多 %(n)s 字。") % {"n": most}
    check.allow_blank, check.errorStyle = True, "warning"
    check.promptTitle, check.prompt = column.label(get_language())[:32], said
    check.errorTitle, check.error = column.label(get_language())[:32], said
    check.showInputMessage = check.showErrorMessage = True
    return check


def _explain(sheet: Any, period: Period) -> None:
    """How to fill it, in words."""
    sheet.column_dimensions["A"].width = 100
    sheet.protection.enable()
    for sentence in (
        _("%(period)s：%(first)s 至 %(last)s，%(due)s 前上报。")
        % {
            "period": period,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "due": period.due.isoformat(),
        },
        _(
            "只有“填报”表里白色的格子要填；灰色的由系统带出，不能改。状态为“已报”“锁定”等的行只供查看，“自动计数”的行不用填。"
        ),
        _("本期和累计填一个即可，另一个由系统算出；两个都填时，上期累计 + 本期 = 累计。"),
        _(
            "比率填分子、分母两个数，不填百分比。数字按“单位”一列填写；写成 1.5万、１２００、12,000 也能读懂，区间和“以上”读不了。"
        ),
        _("没有数就空着，不填 0；0 表示确实是零。数据日期空着即为填报期最后一天。"),
        _("可以排序、调换列的次序、另外加列；请不要改动第一列（隐藏的编号）。用 WPS、LibreOffice 保存也可以。"),
        _(
            "填好后在系统“填报—导入填报表”中上传：先逐格显示读到了什么、哪些不能用，确认以后才保存。同一份表传两次不会重复。"
        ),
        _("发出之后系统里又有人改过的格子，上传时两个数并排显示，由您选用哪一个。"),
        _("公式按上次计算的结果读取；引用其他文件的公式请先粘贴为数值。佐证材料在系统里上传。"),
    ):
        cell = text_cell(sheet, sentence)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([cell])
