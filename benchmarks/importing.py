"""A whole period's sheet of 30,000 rows read and saved, against reading it bare and inserting; prints processor seconds.

A process of its own (``python -m benchmarks.importing``), so that memory is that of the import alone.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
OWNERS = 30


def main(rows: int) -> dict[str, float]:
    """Processor seconds of each way, rows of the file, and the peak of memory before and after."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from taizhang.progress.forms.template import write_template
    from taizhang.progress.queries.workbooks import all_rows

    office, period = _prepared(rows)
    with tempfile.TemporaryFile() as file:
        reports = all_rows(office, period).iterator(chunk_size=500)
        out = _taken(lambda: write_template(file, period, "全部单位", None, _filled(reports)))
        file.seek(0)
        data = file.read()
    found = {"rows": rows, "megabytes": len(data) / 1e6, "out": out}
    found["bare"] = _taken(lambda: _bare(data, _by_openpyxl))
    found["bare_calamine"] = _taken(lambda: _bare(data, _by_calamine))
    found["before"] = _peak()
    found["ours"] = _taken(lambda: _ours(office, period, data, rows))
    found["after"] = _peak()
    found["again"] = _taken(lambda: _ours(office, period, data, 0))
    return found


def _taken(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _peak() -> float:
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0


def _prepared(rows: int) -> tuple[Any, Any]:
    """A city whose towns owe a second month, the first being locked."""
    from taizhang.accounts.models import Organisation
    from taizhang.ledger.models import Commitment
    from taizhang.places.models import Level
    from taizhang.progress.models import Period, Report
    from tests.cast import assemble, organisation, place

    cast = assemble()
    city = cast.places["4419"]
    commitments = []
    for number in range(OWNERS):
        town = place(f"4419{number + 500:05}", f"试验{number}镇", Level.TOWN, city)
        owner = organisation(f"试验{number}镇人民政府", Organisation.Kind.TOWN, town)
        commitments += [
            Commitment(
                title=f"第 {each} 项指标", place=town, lead=owner, unit="个", value=12_000, measure="delta",
                comparator=">=", direction="up", year=2024, state="under_way",
            )
            for each in range(rows // OWNERS)
        ]  # fmt: skip
    commitments = Commitment.objects.bulk_create(commitments, batch_size=500)
    periods = []
    for month, last in ((1, date(2024, 1, 31)), (2, date(2024, 2, 29))):
        period = Period(
            kind="month", name=f"2024年{month}月", place=city, first=last.replace(day=1), last=last, due=last
        )
        period.save()
        periods.append(period)
    locked = {"state": "locked", "locked_versions": 1, "locked_value": 1000, "standing_value": 1000, "value": 1000}
    for period, more in ((periods[0], locked), (periods[1], {})):
        made = [
            Report(period=period, commitment=each, on=period.last, owner=each.lead, due=period.due, **more)
            for each in commitments
        ]
        Report.objects.bulk_create(made, batch_size=500)
    return cast.office, periods[1]


def _filled(reports: Iterator[Any]) -> Iterator[Any]:
    """As if somebody had filled it: the version says that what stood was blank."""
    for number, report in enumerate(reports):
        report.this, report.value = Decimal(number % 300), Decimal(1000 + number % 300)
        report.data_date, report.note = report.on, f"第 {number} 项按月推进"
        yield report


def _by_openpyxl(data: bytes) -> Iterator[tuple[Any, ...]]:
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    yield from book.worksheets[0].iter_rows(min_row=4, values_only=True)


def _by_calamine(data: bytes) -> Iterator[tuple[Any, ...]]:
    import io

    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).iter_rows()
    yield from (tuple(row) for number, row in enumerate(rows) if number > 2)


def _bare(data: bytes, read: Callable[[bytes], Iterator[tuple[Any, ...]]]) -> None:
    """Every cell to enter of every row into a table, with one plain statement and nothing looked at."""
    from django.db import connection, transaction

    columns = ("report", "this", "value", "denominator", "data_date", "note", "problem", "help", "explanation")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare")
        cursor.execute(f"CREATE TABLE bare ({', '.join(f'{each} TEXT' for each in columns)})")
        slots = ", ".join(["%s"] * len(columns))
        wanted = ((row[0], *row[7:15]) for row in read(data))
        texts = [tuple(None if each is None else str(each) for each in row) for row in wanted]
        cursor.executemany(f"INSERT INTO bare VALUES ({slots})", texts)  # noqa: S608


def _ours(office: Any, period: Any, data: bytes, expected: int) -> None:
    """All that the page does: read, matched, judged, saved with a journal entry for each report."""
    from taizhang.progress.actions.entering import enter_all
    from taizhang.progress.forms.filled import Filled

    saved = 0
    for rows in Filled(office, period, data, "全部.xlsx").rows(doubting=False):
        fillings = [row.filling for row in rows if row.filling]
        saved += len(enter_all(actor=office, fillings=fillings, note="全部.xlsx").saved)
    assert saved == expected, f"{saved} saved"


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)))  # noqa: T201
