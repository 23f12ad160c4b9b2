"""A year of 33 towns and every target of the sample plan played through over HTTP, everybody signed in at the real form."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

from benchmarks.conftest import Note
from tests.year.play import Year, latencies
from tests.year.site import Site

#: Fewer for a first look: TAIZHANG_YEAR_MONTHS=2.
TOWNS, MONTHS = 33, int(os.environ.get("TAIZHANG_YEAR_MONTHS", "12"))
#: So many kinds of request are shown, the commonest first.
KINDS = 12


def test_a_year_of_the_city(tmp_path: Path, note: Note) -> None:
    site = Site(tmp_path / "data", date(2024, 1, 8))
    site.prepare()
    site.start()
    try:
        began = time.perf_counter()
        year = Year(site, towns=TOWNS, months=MONTHS)
        year.play()
        taken, worked = time.perf_counter() - began, site.processor()
        assert year.check() == []
        site.run("verify")
    finally:
        site.stop()
    assert {status for _kind, _taken, status in year.taken} <= {200, 302}
    requests = f"{len(year.taken):,} requests, {year.done['handed in']:,} reports, {year.done['reviewed']:,} reviews"
    note(
        "year",
        f"{MONTHS} months of {TOWNS} towns",
        f"{taken:.0f} s",
        f"{worked:.0f} s of the site's processor; {requests}",
    )
    for kind, count, median, late in list(latencies(year.taken))[:KINDS]:
        note("year", f"{count:,} × {kind}", f"{median:.0f} / {late:.0f} ms", "median / 95th percentile")
