"""Ranking every town of a province on twenty indicators, fetching included."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks import site
from benchmarks.conftest import Note

#: Milliseconds for the whole.
LIMIT = 1000


def test_towns_are_ranked_within_a_second(tmp_path_factory: pytest.TempPathFactory, note: Note) -> None:
    folder: Path = tmp_path_factory.mktemp("league")
    given = site.environment(folder, "league")
    site.subprocess.run([site.sys.executable, "-m", "taizhang", "manage", "migrate", "-v0"], env=given, check=True)
    found = site.run("league", given)
    shutil.rmtree(folder, ignore_errors=True)
    taken, counted = found["taken"], found["counted"]
    words = f"{counted['towns']:,} towns, 20 indicators, {counted['reports']:,} reports"
    note("rankings", "whole, fetching included", f"{taken['whole']:.0f} ms", words)
    note("rankings", "locked figures fetched", f"{taken['fetching']:.0f} ms")
    note("rankings", "scoring alone", f"{taken['scoring']:.0f} ms")
    assert taken["whole"] < LIMIT, taken
