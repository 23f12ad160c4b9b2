"""Out, filled, in: exactly what was filled, whatever order columns and rows come back in, and only once."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from taizhang.progress.actions.entering import Filling, enter_all
from taizhang.progress.actions.reporting import Entry
from taizhang.progress.forms.filled import Filled
from taizhang.progress.forms.template import HEADING, write_template
from taizhang.progress.models import Period, Report
from taizhang.progress.queries.workbooks import all_rows
from taizhang.progress.sheet_columns import ENTRIES, STAMP, columns
from taizhang.reading.sources.values import sheets_of
from tests.cast import Cast
from tests.progress.makers import opened, split_target

pytestmark = pytest.mark.django_db
FIGURE = st.decimals(min_value=-10_000, max_value=10**9, places=3, allow_nan=False, allow_infinity=False)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=40)
ROW = st.fixed_dictionaries(
    {
        "value": FIGURE | st.none(),
        "note": WORDS,
        "problem": WORDS,
        "data_date": st.dates().filter(lambda day: 2000 <= day.year <= 2023) | st.none(),
    }
)


def _grid(cast: Cast, period: Period) -> tuple[list[list[str]], list[list[str]]]:
    """The rows of the template from its headings on, and those of its stamp."""
    file = io.BytesIO()
    write_template(file, period, "全部", None, all_rows(cast.office, period).iterator(chunk_size=10))
    found: dict[str, list[list[str]]] = {}
    for sheet in sheets_of(file.getvalue(), "表.xlsx"):
        wide = len(columns())
        found[sheet.name] = [
            [cells[at].words if at in cells else "" for at in range(max(wide, *cells))] for _row, cells in sheet.rows
        ]
    return found["填报"][HEADING - 1 :], found[STAMP]


def _packed(grid: list[list[Any]], stamp: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "填报"
    for number, line in enumerate(grid, 1):
        for at, value in enumerate(line, 1):
            cell = sheet.cell(number, at)
            cell.value = value
            if isinstance(value, str) and value:
                cell.data_type = "s"
    hidden = book.create_sheet(STAMP)
    for line in stamp:
        hidden.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _imported(cast: Cast, period: Period, data: bytes) -> int:
    saved = 0
    for rows in Filled(cast.office, period, data, "表.xlsx").rows():
        assert [row.problems for row in rows] == [[]] * len(rows)
        fillings = [
            Filling(row.line.report.pk, row.line.report.owner, row.version, row.entry)
            for row in rows
            if row.line and row.entry
        ]
        done = enter_all(actor=cast.office, fillings=fillings)
        assert not done.refused
        saved += len(done.saved)
    return saved


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.lists(ROW, min_size=2, max_size=2),
    columns_order=st.permutations(range(len(columns()))),
    rows_order=st.permutations(range(2)),
)
def test_exactly_what_was_filled_comes_back(
    cast: Cast, typed: list[dict[str, Any]], columns_order: list[int], rows_order: list[int]
) -> None:
    period = Period.objects.first() or _opened(cast)
    Report.objects.update(
        state="owed", version=1, this=None, value=None, data_date=None, note="", problem="", explanation=""
    )
    grid, stamp = _grid(cast, period)
    place = {each.name: at for at, each in enumerate(columns())}
    keys = []
    for line, cells in zip(grid[1:], typed, strict=True):
        keys.append(int(line[place["key"]]))
        for name in ENTRIES:
            line[place[name]] = cells.get(name)  # type: ignore[call-overload]
    mixed = [grid[0], *(grid[1:][at] for at in rows_order)]
    data = _packed([[line[at] for at in columns_order] for line in mixed], stamp)
    filled = sum(any(value not in (None, "") for value in cells.values()) for cells in typed)
    assert _imported(cast, period, data) == filled
    for key, cells in zip(keys, typed, strict=True):
        report = Report.objects.get(pk=key)
        assert report.value == cells["value"]
        assert (report.note, report.problem, report.data_date) == (cells["note"], cells["problem"], cells["data_date"])
    assert _imported(cast, period, data) == 0, "a second time changes nothing"


def _opened(cast: Cast) -> Period:
    split_target(cast)
    return opened(cast)


def test_many_at_once_refuses_only_what_was_changed_meanwhile(cast: Cast) -> None:
    period = _opened(cast)
    report = Report.objects.filter(period=period).select_related("owner").order_by("pk")[0]
    entry = Entry(this=Decimal(5))
    stale = Filling(report.pk, report.owner, 7, entry)
    done = enter_all(actor=cast.office, fillings=[stale])
    assert done.saved == ()
    assert "刚被他人修改过" in done.refused[report.pk]
    done = enter_all(actor=cast.office, fillings=[Filling(report.pk, report.owner, 1, entry)])
    assert [(each.this, each.value, each.version) for each in done.saved] == [(5, 5, 2)]
