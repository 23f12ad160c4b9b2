"""A period's sheet of 30,000 rows: written, read and saved with its journal, beside reading it bare and inserting."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from benchmarks.conftest import Note

pytest.importorskip("django")
ROWS = 30_000


def test_a_whole_periods_sheet(note: Note) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "benchmarks.importing", str(ROWS)], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    rows = found["rows"]
    note("sheets", f"write {rows:,} rows", f"{found['out']:.1f} s", f"{found['megabytes']:.1f} MB")
    bare = f"openpyxl and a plain insert {found['bare']:.1f} s, calamine and the same {found['bare_calamine']:.1f} s"
    note("sheets", "read, judge, save, journal", f"{found['ours']:.1f} s", bare)
    note("sheets", "of the speed of openpyxl bare", f"{found['bare'] / found['ours']:.2f} ×", "goal 0.5 ×")
    note("sheets", "the same file again", f"{found['again']:.1f} s", "nothing is saved")
    note("sheets", "peak memory", f"{found['after']:.0f} MB", f"{found['before']:.0f} MB before")
