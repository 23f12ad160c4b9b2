"""Public pages under load: answers from the shelf through the real server, beside a page that Django makes each time."""

from __future__ import annotations

import http.client
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from benchmarks import site
from benchmarks.conftest import Note

#: Answers a second that the public pages must reach, client and server on the same processors.
WANTED = 500
CLIENTS, SECONDS = 4, 4.0
PAGES = ("/public/", "/public/items/1/", "/public/en/items/2/", "/public/items.json")


@pytest.fixture(params=["PostgreSQL", "SQLite"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A site with something public, on that database."""
    given = site.environment(tmp_path)
    if request.param == "SQLite":
        given.pop("DATABASE_URL")
    subprocess.run([sys.executable, "-m", "taizhang", "manage", "migrate", "-v0"], env=given, check=True)
    site.run("publicly", given)
    with site.serving(given):
        yield request.param
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_public_pages_are_answered_from_the_shelf(served: str, note: Note) -> None:
    # A page of Django's that asks no more than sign-in does, made anew for everybody.
    plain = _rate("/accounts/sign-in/")
    group, rates = f"public pages: {served}", []
    for address in PAGES:
        rates.append(_rate(address))
        note(group, address, f"{rates[-1]:.0f} a second", f"{rates[-1] / plain:.1f} × the sign-in page")
    changed = _rate(PAGES[1], headers={"If-None-Match": _tag(PAGES[1])})
    note(
        group,
        "unchanged (304)",
        f"{changed:.0f} a second",
        f"{changed / plain:.1f} × the sign-in page, {plain:.0f} a second",
    )
    assert min(rates) >= WANTED or min(rates) / plain > 3


def _rate(address: str, headers: dict[str, str] | None = None) -> float:
    """Answers a second to some clients that ask without a pause, each on one connection."""
    end = time.perf_counter() + SECONDS
    with ThreadPoolExecutor(CLIENTS) as pool:
        counts = list(pool.map(lambda _client: _ask(address, end, headers or {}), range(CLIENTS)))
    return sum(counts) / SECONDS


def _ask(address: str, end: float, headers: dict[str, str]) -> int:
    line, count = http.client.HTTPConnection(site.HOST, site.PORT, timeout=30), 0
    while time.perf_counter() < end:
        line.request("GET", address, headers=headers)
        answer = line.getresponse()
        answer.read()
        if answer.status not in {200, 304}:
            raise RuntimeError(f"{address} answered {answer.status}")
        count += 1
    line.close()
    return count


def _tag(address: str) -> str:
    line = http.client.HTTPConnection(site.HOST, site.PORT, timeout=30)
    line.request("GET", address)
    answer = line.getresponse()
    answer.read()
    return str(answer.headers["ETag"])
