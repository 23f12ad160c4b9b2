"""Killed again and again while sheets and plans are imported, reports handed in, passed on, locked and corrected.

After each kill: what was confirmed is there to the last digit, what was not is whole or absent, the journal's chain goes on from the
last confirmed entry, files hold what their names say, and every number follows from what is locked.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.served import environment

ROOT = Path(__file__).resolve().parents[2]
#: As many as are worth the time of every whole run; TAIZHANG_KILLS=100 for more.
KILLS = int(os.environ.get("TAIZHANG_KILLS", "20"))


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation of the test's own, on SQLite or on the PostgreSQL server of the tests."""
    given = environment(tmp_path / "data") | {"DJANGO_SETTINGS_MODULE": "taizhang.config.settings"}
    if not os.environ.get("TAIZHANG_TEST_POSTGRES"):
        return given
    from tests.postgres import database

    server, name = database(), f"killed{os.getpid()}"
    subprocess.run(["createdb", "-h", server["HOST"], "-U", server["USER"], name], check=True)  # noqa: S603, S607
    return given | {"DATABASE_URL": f"postgresql://{server['USER']}@{quote(server['HOST'], safe='')}/{name}"}


@pytest.mark.slow
@pytest.mark.database
def test_what_was_confirmed_is_there_and_nothing_is_half_done(place: dict[str, str]) -> None:
    seed = str(random.SystemRandom().getrandbits(32))
    command = [sys.executable, "-W", "error", "-m", "tests.killed.killer", str(KILLS), seed]
    done = subprocess.run(command, env=place, cwd=ROOT, capture_output=True, text=True, timeout=1200)  # noqa: S603
    assert done.returncode == 0, done.stderr[-4000:]
    found = json.loads(done.stdout)
    assert found["faults"] == [], f"seed {seed}"
    assert found["kills"] == KILLS
    # Work was really done, and really cut off in the middle.
    assert sum(found["done"].values()) > KILLS
    assert sum(found["during"].values()) - found["during"].get("between", 0) > KILLS // 2
    sys.stdout.write(done.stdout)
