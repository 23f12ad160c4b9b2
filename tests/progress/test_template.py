"""The sheet that goes out: one row for each figure owed, with only the cells to fill unlocked."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from taizhang.ledger.models import Commitment
from taizhang.progress.actions.reporting import Entry, enter
from taizhang.progress.models import Period, Report
from taizhang.progress.sheet_columns import STAMP, columns
from taizhang.progress.stamps import read_stamp
from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.progress.makers import SYSTEM, locked, opened, report_of, split_target

COLUMN = {each.name: number for number, each in enumerate(columns(), 1)}


def _book(cast: Cast, part: str, period: Period, whose: str = "") -> Any:
    answer = cast.client(part).get(f"/progress/periods/{period.pk}/workbook/{whose}")
    assert answer.status_code == 200, answer
    return load_workbook(io.BytesIO(b"".join(answer)))  # type: ignore[call-overload]


def _cell(book: Any, row: int, name: str) -> Any:
    return book["填报"].cell(row, COLUMN[name])


@pytest.fixture
def february(cast: Cast) -> Report:
    """What the town owes for February, with January locked at 1,200."""
    split_target(cast)
    locked(report_of(cast, "town", opened(cast, 1)), 1200)
    return report_of(cast, "town", opened(cast, 2))


def test_a_row_says_what_is_owed_and_what_stood(cast: Cast, february: Report) -> None:
    book = _book(cast, "town", february.period)
    shown = {name: _cell(book, 4, name).value for name in ("key", "title", "place", "unit", "target", "last", "this")}
    assert shown == {
        "key": february.pk,
        "title": february.commitment.title,
        "place": "长安镇",
        "unit": "个",
        "target": 40_000,
        "last": 1200,
        "this": None,
    }
    assert _cell(book, 5, "title").value is None, "the other town's row is not in it"


def test_only_cells_to_fill_are_unlocked(cast: Cast, february: Report) -> None:
    book = _book(cast, "town", february.period)
    sheet = book["填报"]
    assert sheet.protection.sheet
    free = {name for name in COLUMN if not _cell(book, 4, name).protection.locked}
    assert free == {"this", "value", "data_date", "note", "problem", "help_wanted", "explanation"}
    assert sheet.column_dimensions["A"].hidden
    assert sheet.freeze_panes == "C4"
    assert sheet.page_setup.orientation == "landscape"
    covered = {str(each.sqref) for each in sheet.data_validations.dataValidation}
    assert len(covered) == 8


def test_what_is_handed_in_or_counted_is_shown_locked(cast: Cast, february: Report) -> None:
    Report.objects.filter(pk=february.pk).update(state="submitted", value=1300)
    book = _book(cast, "town", february.period)
    assert _cell(book, 4, "value").value == 1300
    assert _cell(book, 4, "value").protection.locked
    assert _cell(book, 4, "state").value == "已报"
    Report.objects.filter(pk=february.pk).update(counted=True, standing_value=7, state="owed")
    book = _book(cast, "town", february.period)
    assert (_cell(book, 4, "value").value, _cell(book, 4, "state").value) == (7, "自动计数")
    assert _cell(book, 4, "value").protection.locked


def test_what_looks_like_a_formula_stays_text(cast: Cast, february: Report) -> None:
    enter(actor=SYSTEM, report=february, version=february.version, entry=Entry(note='=HYPERLINK("http://x")\x01'))
    cell = _cell(_book(cast, "town", february.period), 4, "note")
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x")')


def test_money_is_in_the_unit_of_its_row(cast: Cast) -> None:
    split_target(cast, unit="元", value=350_000_000)
    locked(report_of(cast, "town", opened(cast, 1)), 50_000_000)
    book = _book(cast, "town", report_of(cast, "town", opened(cast, 2)).period)
    assert [_cell(book, 4, name).value for name in ("unit", "target", "last")] == ["亿元", 3.5, 0.5]


def test_the_hidden_sheet_is_signed(cast: Cast, february: Report) -> None:
    entry = Entry(note="开工\r\n两处", data_date=date(2024, 2, 20))
    enter(actor=SYSTEM, report=february, version=february.version, entry=entry)
    book = _book(cast, "town", february.period)
    assert book[STAMP].sheet_state == "veryHidden"
    lines = [[str(cell) for cell in row if cell is not None] for row in book[STAMP].iter_rows(values_only=True)]
    lines[-1] = ["", *lines[-1]][-2:]
    stamp = read_stamp(lines)
    assert stamp is not None
    assert (stamp.period, stamp.owner) == (february.period_id, february.owner_id)
    assert stamp.rows[february.pk].version == february.version
    assert stamp.rows[february.pk].seen == {"note": "开工\n两处", "data_date": "2024-02-20"}
    lines[1][1] = "1"
    assert read_stamp(lines) is None, "a version that was changed by hand"


def test_a_row_says_whether_evidence_is_wanted(cast: Cast) -> None:
    whole = split_target(cast)
    ensured = commitment(
        cast, code="441900119", lead="town", state="accepted", title="确保的", strength="ensure", area="甲"
    )
    task = {"kind": "task", "value": None, "measure": "", "comparator": "", "unit": ""}
    commitment(cast, code="441900119", lead="town", state="accepted", title="事项", area="乙", **task)
    period = opened(cast)
    assert _wanted(cast, period) == {
        whole.title: "达到目标值时须附佐证材料",
        "确保的": "须附佐证材料",
        "事项": None,
    }
    Commitment.objects.filter(pk=whole.pk).update(evidence="required")
    Commitment.objects.filter(pk=ensured.pk).update(evidence="spared")
    assert _wanted(cast, period) == {whole.title: "须附佐证材料", "确保的": None, "事项": None}
    Report.objects.filter(period=period).update(state="submitted")
    assert set(_wanted(cast, period).values()) == {None}, "nothing is asked of what is handed in"


def test_settings_above_are_looked_up_together(cast: Cast, february: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taizhang.progress.forms.template._PORTION", 1)
    Commitment.objects.filter(parent=None).update(evidence="required")
    book = _book(cast, "office", february.period, "all/")
    assert [_cell(book, row, "evidence").value for row in (4, 5, 6)] == ["须附佐证材料", "须附佐证材料", None]


def _wanted(cast: Cast, period: Period) -> dict[str, str | None]:
    book = _book(cast, "town", period)
    return {_cell(book, row, "title").value: _cell(book, row, "evidence").value for row in (4, 5, 6)}


def test_a_task_asks_for_words_only(cast: Cast) -> None:
    task = {"kind": "task", "value": None, "measure": "", "comparator": "", "unit": ""}
    commitment(cast, code="441900119", lead="town", state="accepted", **task)
    book = _book(cast, "town", opened(cast))
    free = {name for name in COLUMN if not _cell(book, 4, name).protection.locked}
    assert free == {"data_date", "note", "problem", "help_wanted", "explanation"}


def test_the_office_has_every_owner_in_one(cast: Cast, february: Report) -> None:
    book = _book(cast, "office", february.period, "all/")
    assert [_cell(book, row, "owner").value for row in (4, 5, 6)] == ["长安镇人民政府", "虎门镇人民政府", None]
    assert cast.client("town").get(f"/progress/periods/{february.period_id}/workbook/all/").status_code == 403


def test_a_stranger_gets_no_sheet(cast: Cast, february: Report) -> None:
    client = cast.client("elsewhere")
    assert client.get(f"/progress/periods/{february.period_id}/workbook/").status_code == 404
    # Someone of the city who is asked nothing in it is told so.
    answer = cast.client("office").get(f"/progress/periods/{february.period_id}/workbook/", follow=True)
    assert "没有要填报的内容" in answer.content.decode()
