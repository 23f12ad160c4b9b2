"""Rows that say what is stored are told by their values; whatever differs is read as carefully as ever."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest

from taizhang.progress.actions.reporting import Entry, enter
from taizhang.progress.forms import filled as reading
from taizhang.progress.forms.filled import Filled, Row
from taizhang.progress.models import Report
from taizhang.progress.queries.shared import Shared
from tests.cast import Cast
from tests.progress.makers import SYSTEM, locked, opened, report_of, split_target
from tests.progress.test_uploads import COLUMN, filled, packed, template

ENTERED = Entry(value=Decimal("1500.5"), note="两处开工", problem="缺地", data_date=None)


@pytest.fixture
def report(cast: Cast) -> Report:
    """What the town has entered for February, with January locked."""
    split_target(cast)
    locked(report_of(cast, "town", opened(cast, 1)), 1200)
    february = report_of(cast, "town", opened(cast, 2))
    return enter(actor=SYSTEM, report=february, version=february.version, entry=ENTERED)


def _rows(cast: Cast, report: Report, data: bytes) -> list[Row]:
    user = cast.people["town"]
    return [row for rows in Filled(user, report.period, data, "表.xlsx").rows() for row in rows]


def _said(rows: list[Row]) -> list[Any]:
    """Everything that is said of rows, to be compared."""
    return [
        (row.number, row.title, row.place, row.filling is None, row.problems, row.changes, row.differences)
        for row in rows
    ]


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"value": "1,500.5"},
        {"value": 1500.50, "this": 300.5},
        {"value": 1501},
        {"value": ""},
        {"this": "", "value": ""},
        {"this": 1},
        {"note": "两处开工 "},
        {"note": "三处开工"},
        {"note": ""},
        {"data_date": "2024-02-28"},
        {"denominator": 5},
        {"unit": "万个"},
        {"title": "别的事情"},
        {"place": "别处"},
        {"value": "=1500.5"},
        {"value": "约1500.5"},
        {"value": "NaN"},
        {"explanation": "因故"},
    ],
)
def test_both_ways_say_the_same(cast: Cast, report: Report, cells: dict[str, Any]) -> None:
    data = packed(filled(template(cast, report), **cells))
    quickly = _said(_rows(cast, report, data))
    with patch.object(reading, "unchanged", lambda *_: ()):
        assert quickly == _said(_rows(cast, report, data))


@pytest.mark.parametrize("state", ["draft", "submitted", "locked"])
def test_what_is_stored_is_not_fetched(cast: Cast, report: Report, state: str) -> None:
    """Whether it still takes entries does not matter where there is none to take."""
    Report.objects.filter(pk=report.pk).update(state=state)
    data = packed(template(cast, report))
    with patch.object(Shared, "fetch", autospec=True, return_value={}) as fetch:
        (row,) = _rows(cast, report, data)
    assert row.is_unchanged
    assert [list(call.args[1]) for call in fetch.call_args_list] == [[]], "nothing is asked for"


def test_merged_figures_are_refused_all_the_same(cast: Cast, report: Report) -> None:
    book = template(cast, report)
    letter = book["填报"].cell(4, COLUMN["value"]).column_letter
    book["填报"].merge_cells(f"{letter}4:{letter}5")
    (row,) = _rows(cast, report, packed(book))
    assert [each.reference for each in row.problems] == [f"填报!{letter}4"]


def test_only_asked_while_most_are_unchanged(cast: Cast, report: Report) -> None:
    book = filled(template(cast, report), value=1600)
    data = packed(filled(book, row=5, key=report.pk + 1, title="别的事情", value=1))
    sheet = Filled(cast.people["town"], report.period, data, "表.xlsx")
    with patch.object(reading, "CHUNK", 1), patch.object(reading, "unchanged", return_value=()) as asked:
        assert [len(rows) for rows in sheet.rows()] == [1, 1]
    assert asked.call_count == 1
