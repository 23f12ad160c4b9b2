"""How often a key may ask holds for all server processes together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from taizhang.exchange.keys import counted, too_often
from taizhang.exchange.models import Asking
from tests.cast import Cast
from tests.exchange.makers import key_for

ROOT = Path(__file__).resolve().parents[2]
LIMIT, ASKED, ROUNDS = 30, 25, 3
pytestmark = pytest.mark.database


def _environment(folder: Path) -> dict[str, str]:
    """An installation of its own that works on the database of this test."""
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        address = f"postgresql://{settings['USER']}@{quote(settings['HOST'], safe='')}/{settings['NAME']}"
    else:
        address = f"sqlite:///{settings['NAME']}"
    given = {
        "DATABASE_URL": address,
        "TAIZHANG_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "taizhang.config.settings",
    }
    return os.environ | given


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_processes_count_together(cast: Cast, tmp_path: Path) -> None:
    """Each asks less often than the key may; together they are refused what is too much, and nothing less."""
    for _round in range(ROUNDS):
        # A key of its own for each round: what was asked in the one before does not count.
        answers = _asked(key_for(cast, "office", per_minute=LIMIT)[1], tmp_path)
        assert all(status == 429 and 0 < int(wait) <= 60 for status, wait, _from, _to in answers if status != 200)
        if len({minute for _status, _wait, *around in answers for minute in around}) == 1:
            assert [status for status, *_rest in answers].count(200) == LIMIT
            return
    pytest.skip("this machine is too busy to ask so often within one minute")


def _asked(secret: str, folder: Path) -> list[list[Any]]:
    """What two processes were answered that ask at once."""
    while timezone.now().second > 25:
        time.sleep(0.5)
    command = [sys.executable, "-m", "tests.exchange.askers", secret, str(ASKED)]
    begun = [
        subprocess.Popen(command, cwd=ROOT, env=_environment(folder), stdout=subprocess.PIPE)  # noqa: S603
        for _process in range(2)
    ]
    return [each for process in begun for each in json.loads(process.communicate(timeout=120)[0])]


@pytest.mark.django_db
def test_each_minute_is_counted_anew_and_each_asker_alone() -> None:
    assert [counted("key:1", 100) for _time in range(3)] == [1, 2, 3]
    assert counted("person:1", 100) == 1
    assert counted("key:1", 101) == 1
    assert counted("key:1", 101) == 2
    assert Asking.objects.count() == 2


@pytest.mark.django_db
def test_exactly_as_many_pass_as_may() -> None:
    waits = [too_often("key:7", 3) for _time in range(4)]
    assert waits[:3] == [0, 0, 0]
    assert 0 < waits[3] <= 60
