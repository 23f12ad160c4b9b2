"""A briefing as an Excel workbook: a sheet for each table, numbers as numbers, nothing that runs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.xml.functions import tostring

from taizhang.briefings.content import Composition, Edition, Line
from taizhang.briefings.setting import corrections_words
from taizhang.briefings.telling import LIGHTS
from taizhang.briefings.word.archives import settled
from taizhang.ui.sheet_cells import text_cell

Row = Sequence[Any]


def render_sheets(edition: Edition, address: str = "") -> bytes:
    """The .xlsx of an edition, the same bytes for the same edition; ``address`` begins the links to pages of the site."""
    book = Workbook(write_only=True)
    composition = edition.composition
    _sheet(book, "概况", (("项目", 16), ("内容", 100)), _overview(edition))
    _sheet(book, "各领域", (("工作领域", 20), ("合计", 8), *((words, 10) for _n, words in LIGHTS)), _areas(composition))
    _sheet(book, "严重滞后", _RED, _red(composition))
    if composition.leagues:
        _sheet(book, "镇街比拼", _LEAGUES, _leagues(composition))
    _sheet(book, "数据更正", _CORRECTIONS, _corrections(composition))
    _sheet(book, "量化目标", _TARGETS, (_target(each) for each in composition.targets))
    _sheet(book, "工作事项", _TASKS, (_task(each) for each in composition.tasks))
    _sheet(book, "数据出处", _NOTES, _notes(composition, address))
    day = edition.issued_on or composition.made_on
    book.properties.creator = "taizhang"
    book.properties.title = edition.texts.title
    book.properties.created = datetime.combine(day, time())
    file = io.BytesIO()
    book.save(file)
    # Saving writes the hour of saving; the day of the briefing is to stand there.
    book.properties.modified = book.properties.created
    return settled(file.getvalue(), {"docProps/core.xml": tostring(book.properties.to_tree())})


_RED = (
    *(("序号", 6), ("事项", 34), ("目标", 16), ("完成", 16), ("完成率（%）", 11), ("原因", 60), ("责任单位", 26)),
    *(("亮红灯起", 12), ("天数", 8), ("督办单", 20), ("亮红灯的镇街", 30), ("填报单位反映", 40), ("出处", 12)),
)
_LEAGUES = (("比拼", 30), ("位次", 8), ("镇街", 16), ("得分", 12), ("得分（原样）", 14), ("与上期比", 14), ("出处", 8))
_CORRECTIONS = (
    *(("类别", 12), ("事项", 34), ("所属期", 14), ("更正前", 16), ("更正后", 16), ("原因", 50)),
    *(("更正日期", 12), ("出处", 8)),
)
_TARGETS = (
    *(("序号", 6), ("工作领域", 18), ("目标事项", 36), ("责任单位", 26), ("目标", 16), ("目标值", 16), ("完成", 16)),
    *(("完成值", 16), ("单位", 10), ("完成率（%）", 11), ("亮灯", 10), ("数据截至", 12), ("填报不全", 10)),
    *(("期限", 12), ("原因", 50), ("出处", 12), ("条目编号", 10)),
)
_TASKS = (
    *(("序号", 6), ("工作领域", 18), ("工作事项", 40), ("责任单位", 26), ("期限", 12), ("进展", 50), ("亮灯", 10)),
    *(("原因", 50), ("出处", 12), ("条目编号", 10)),
)
_NOTES = (("编号", 6), ("数据", 40), ("来由", 60), ("引文和填报", 80), ("页面", 40))


def _sheet(book: Workbook, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Row]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for at, (_words, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    heads = [_cell(sheet, words) for words, _width in columns]
    for each in heads:
        each.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    sheet.print_title_rows = "1:1"


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, Linked):
        cell = _cell(sheet, value.words)
        if value.url:
            cell.hyperlink = Hyperlink(ref="", target=value.url)
        return cell
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = text_cell(sheet, value)
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


class Linked:
    """Words that lead to a page."""

    def __init__(self, words: str, url: str) -> None:
        self.words, self.url = words, url


def _overview(edition: Edition) -> Iterable[Row]:
    composition, texts = edition.composition, edition.texts
    yield ("通报", texts.title)
    yield ("期号", edition.code)
    yield ("地区", composition.place)
    yield ("时段", composition.period)
    yield ("截至", composition.last)
    if composition.caution:
        yield ("提示", composition.caution)
    yield ("导语", texts.lead)
    for each in (*composition.overview, *composition.missing):
        yield ("总体情况", each.text)
    yield ("数据更正", corrections_words(composition))
    if texts.demands:
        yield ("下一步要求", texts.demands)


def _areas(composition: Composition) -> Iterable[Row]:
    for each in composition.areas:
        yield (each.name, each.tally.total, *(getattr(each.tally, name) for name, _words in LIGHTS))


def _red(composition: Composition) -> Iterable[Row]:
    for at, each in enumerate(composition.red, 1):
        line = composition.line(each.line)
        figures = (line.target_words, line.actual_words, line.percent, each.reason, line.owner or "未明确", line.since)
        yield (at, line.title, *figures, each.days, each.slips, each.towns, each.problem, _numbers(line))


def _leagues(composition: Composition) -> Iterable[Row]:
    for league in composition.leagues:
        for row in league.rows:
            yield (league.name, row.position, row.place, row.value, row.score, row.moved, league.note or "")


def _corrections(composition: Composition) -> Iterable[Row]:
    for each in composition.corrections:
        yield (each.kind, each.subject, each.period, each.before, each.after, each.reason, each.on, each.note)


def _target(line: Line) -> Row:
    head = (line.index, line.area, line.title, line.owner or "未明确", line.target_words, line.target)
    reached = (line.actual_words, line.actual, line.unit, line.percent, line.light_words, line.on, line.complete)
    return (*head, *reached, line.deadline, line.reason, _numbers(line), line.commitment)


def _task(line: Line) -> Row:
    head = (line.index, line.area, line.title, line.owner or "未明确", line.deadline, line.actual_words)
    return (*head, line.light_words, line.reason, _numbers(line), line.commitment)


def _notes(composition: Composition, address: str) -> Iterable[Row]:
    for each in composition.notes:
        quotes = [f"《{quote.document}》{quote.section}“{quote.words}”" for quote in each.quotes]
        locked = [f"{one.owner}{one.period}第{one.version}版{_day(one.locked_on)}锁定" for one in each.locked]
        page = Linked(each.url, f"{address}{each.url}" if address else "")
        yield (each.number, each.subject, each.words, "\n".join([*quotes, *locked])[:32_000], page)


def _numbers(line: Line) -> str:
    return " ".join(map(str, line.notes))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
