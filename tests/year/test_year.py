"""Two months of three towns over real HTTP, everybody signed in: the whole year is ``make bench``'s."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.year.play import SPLIT, Year
from tests.year.site import Site

pytestmark = pytest.mark.slow


@pytest.fixture
def site(prepared: Path, tmp_path: Path) -> Iterator[Site]:
    """The sample city, served."""
    site = Site(tmp_path / "data", date(2024, 1, 8))
    site.prepare(prepared)
    site.start()
    try:
        yield site
    finally:
        site.stop()


def test_two_months_of_three_towns(site: Site) -> None:
    year = Year(site, towns=3, months=2, split=SPLIT[:3], others=("立体停车场",))
    year.play()
    assert year.check() == []
    assert {status for _kind, _taken, status in year.taken} <= {200, 302}
    did = ("assigned", "accepted", "returned", "corrected", "closed", "slips issued", "slips answered")
    assert all(year.done[each] for each in did), dict(year.done)
    assert "closings verified" in year.done
    site.run("verify")
