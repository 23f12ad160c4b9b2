"""Out, filled, in: exactly what was filled, whatever order columns and rows come back in, and only once."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from taizhang.journal.models import Entry as Journal
from taizhang.progress.actions.entering import Filling, Judged, enter_all
from taizhang.progress.actions.reporting import Entry, enter, write
from taizhang.progress.forms.filled import Filled
from taizhang.progress.forms.lines import Line
from taizhang.progress.forms.template import HEADING, write_template
from taizhang.progress.models import Period, Report
from taizhang.progress.queries.shared import Shared
from taizhang.progress.queries.workbooks import all_rows
from taizhang.progress.sheet_columns import ENTRIES, STAMP, columns
from taizhang.reading.sources.values import sheets_of
from tests.cast import Cast
from tests.progress.makers import SYSTEM, locked, opened, report_of, split_target

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
        done = enter_all(actor=cast.office, fillings=[row.filling for row in rows if row.filling])
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


def _filling(report: Report, **entry: Any) -> Filling:
    """As reading a sheet leaves it: judged as it stood, and the entry written into it."""
    now = Shared(report.period).fetch(Report.objects.filter(pk=report.pk))[report.pk]
    judged = Judged.of(now, Line.of(now).base)
    write(now, Entry(**entry), judged.base)
    return Filling(now, Entry(**entry), judged)


def test_many_at_once_refuses_only_what_was_changed_meanwhile(cast: Cast) -> None:
    _opened(cast)
    one, other = Report.objects.select_related("owner").order_by("pk")
    fillings = [_filling(one, this=Decimal(5)), _filling(other, this=Decimal(6))]
    enter(actor=SYSTEM, report=other, version=1, entry=Entry(this=Decimal(9)))
    done = enter_all(actor=cast.office, fillings=fillings)
    assert [(each.this, each.value, each.version) for each in done.saved] == [(5, 5, 2)]
    assert "刚被他人修改过" in done.refused[other.pk]
    other.refresh_from_db()
    assert other.this == 9


def test_what_was_locked_before_meanwhile_is_reckoned_with(cast: Cast) -> None:
    """A correction of January between the preview and the word: the cumulative value follows it."""
    split_target(cast)
    january = locked(report_of(cast, "town", opened(cast, 1)), 1200)
    report = report_of(cast, "town", opened(cast, 2))
    filling = _filling(report, this=Decimal(300))
    Report.objects.filter(pk=january.pk).update(locked_value=1000)
    enter_all(actor=cast.office, fillings=[filling])
    report.refresh_from_db()
    assert (report.this, report.value) == (300, 1300)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"counted": True}, "自动计数"),
        ({"period__state": "closed"}, "已截止"),
        ({"commitment__state": "ended"}, "终止"),
    ],
)
def test_what_takes_no_entry_any_more_is_refused(cast: Cast, changed: dict[str, Any], said: str) -> None:
    _opened(cast)
    report = Report.objects.order_by("pk")[0]
    filling = _filling(report, this=Decimal(300))
    ((name, value),) = changed.items()
    on: Any = {"period": report.period, "commitment": report.commitment}.get(name.split("__")[0], report)
    type(on).objects.filter(pk=on.pk).update(**{name.split("__")[-1]: value})
    done = enter_all(actor=cast.office, fillings=[filling])
    assert said in done.refused[report.pk]
    report.refresh_from_db()
    assert (report.state, report.this) == ("owed", None)
    assert not Journal.objects.filter(kind="progress.report", object_id=str(report.pk)).exists()


def test_the_journal_says_what_each_entry_changed(cast: Cast) -> None:
    _opened(cast)
    report = Report.objects.order_by("pk")[0]
    enter_all(actor=cast.office, fillings=[_filling(report, this=Decimal(5), note="两处")], note="表.xlsx")
    entry = Journal.objects.filter(kind="progress.report", object_id=str(report.pk)).first()
    assert entry is not None
    assert (entry.action, entry.note, entry.label) == ("progress.enter_for", "表.xlsx", str(report))
    assert entry.after == {"state": "draft", "this": "5", "value": "5", "note": "两处"}
    assert entry.before == {"state": "owed", "this": None, "value": None, "note": ""}
