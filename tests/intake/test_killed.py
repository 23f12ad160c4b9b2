"""Killed in the middle, as by a power cut: after the restart nothing is half-done, and work goes on."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest

from tests.served import PASSWORD, TAIZHANG, Demonstration, environment

pytestmark = pytest.mark.slow

LINES = 2_000
TEXT = "东莞市2024年工作要点\n\n一、园林绿化\n\n" + "\n".join(
    f"第{each}片新增口袋公园{each + 20}个，由第{each % 7 + 1}工作组牵头。" for each in range(1, LINES + 1)
)


class Clerk:
    """Somebody of the office at work over HTTP."""

    def __init__(self, url: str) -> None:
        self.url, self.cookies = url, CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.post("/accounts/sign-in/", username="office", password=PASSWORD)

    def post(self, path: str, **data: Any) -> int:
        """Send a form; the status of the answer."""
        self._opener.open(f"{self.url}/accounts/sign-in/", timeout=30).close()
        return self._send(path, urllib.parse.urlencode(data).encode(), "application/x-www-form-urlencoded")

    def decide(self, path: str, **data: Any) -> int:
        """Send a decision as the workspace does."""
        return self._send(path, urllib.parse.urlencode(data).encode(), "application/x-www-form-urlencoded")

    def upload(self, name: str, text: str) -> int:
        """Hand in a file."""
        head = f'--x\r\nContent-Disposition: form-data; name="chosen"; filename="{name}"\r\n\r\n'
        return self._send("/intake/upload/", f"{head}{text}\r\n--x--\r\n".encode(), "multipart/form-data; boundary=x")

    def _send(self, path: str, body: bytes, kind: str) -> int:
        token = next(each.value for each in self.cookies if each.name == "taizhang_csrf")
        headers = {"X-CSRFToken": str(token), "Content-Type": kind, "HX-Request": "true", "Referer": self.url}
        request = urllib.request.Request(self.url + path, body, headers)  # noqa: S310
        with self._opener.open(request, timeout=60) as answer:
            answer.read()
            return int(answer.status)


def _ask(folder: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{folder}/taizhang.sqlite3?mode=ro", uri=True, timeout=20)) as database:
        return database.execute(question).fetchall()


def _until(right: Callable[[], bool], seconds: float = 60) -> None:
    for _ in range(int(seconds / 0.02)):
        if right():
            return
        time.sleep(0.02)
    pytest.fail("it did not come to that")


def _status(folder: Path) -> str:
    rows = _ask(folder, "select status from ledger_document where name = 'long.txt'")
    return str(rows[0][0]) if rows else ""


def _workers(served: Demonstration) -> list[int]:
    assert served._process is not None
    children = Path(f"/proc/{served._process.pid}/task/{served._process.pid}/children").read_text()
    own = [int(child) for child in children.split()]
    # A process started by a thread is the thread's child.
    for task in Path(f"/proc/{served._process.pid}/task").iterdir():
        own += [int(child) for child in (task / "children").read_text().split()]
    return sorted(set(own))


def _power_cut(served: Demonstration) -> None:
    assert served._process is not None
    served._process.kill()
    served._process.wait()
    served._process = None


def _whole(folder: Path) -> None:
    """Journal and files hold, and candidates, sources, commitments and decisions fit each other."""
    done = subprocess.run([*TAIZHANG, "verify"], env=environment(folder), capture_output=True, text=True, timeout=120)  # noqa: S603
    assert done.returncode == 0, done.stderr
    half = _ask(
        folder,
        "select count(*) from intake_candidate where (state = 'accepted') <> (source_id is not null)"
        " or (source_id is not null and commitment_id is null)",
    )
    assert half == [(0,)]
    sources = _ask(folder, "select count(*) from ledger_source")
    assert sources == _ask(folder, "select count(*) from intake_candidate where state = 'accepted'")
    assert sources == _ask(folder, "select count(*) from ledger_commitment")
    decided = _ask(folder, "select versions from intake_decision where undone = 0 and undoes_id is null")
    assert sources == [(sum(len(json.loads(versions)) for (versions,) in decided),)]


@pytest.fixture
def long_one(demonstration: Demonstration) -> tuple[Demonstration, Clerk]:
    """The demonstration, with a clerk who has just handed in a long plan."""
    clerk = Clerk(demonstration.url)
    clerk.upload("long.txt", TEXT)
    return demonstration, clerk


def test_a_worker_killed_while_reading_leaves_nothing_half_read(long_one: tuple[Demonstration, Clerk]) -> None:
    served, _clerk = long_one
    for pause in (0.0, 0.4):
        _until(lambda: _status(served.folder) == "reading")
        time.sleep(pause)
        for worker in _workers(served):
            os.kill(worker, signal.SIGKILL)
        if _status(served.folder) != "reading":
            break
        assert _ask(served.folder, "select count(*) from intake_candidate where document_id = 3") == [(0,)]
    _until(lambda: _status(served.folder) == "read")
    assert _ask(served.folder, "select count(*) from intake_candidate where document_id = 3") == [(LINES,)]
    _whole(served.folder)


def test_a_power_cut_while_reading_is_made_good_by_the_next_start(long_one: tuple[Demonstration, Clerk]) -> None:
    served, _clerk = long_one
    _until(lambda: _status(served.folder) == "reading")
    _power_cut(served)
    assert _status(served.folder) == "reading"
    served.start()
    _until(lambda: _status(served.folder) == "read")
    assert _ask(served.folder, "select count(*) from intake_candidate where document_id = 3") == [(LINES,)]
    _whole(served.folder)


def _work(clerk: Clerk, steps: Iterator[tuple[str, dict[str, Any]]], done: list[int]) -> None:
    """Decide one after the other until the connection breaks."""
    try:
        for path, data in steps:
            done.append(clerk.decide(path, **data))
    except (OSError, HTTPException):
        return


@pytest.mark.parametrize("after", [5, 17])
def test_a_power_cut_while_confirming_loses_no_decision_that_was_answered(
    demonstration: Demonstration, after: int
) -> None:
    served, clerk, done = demonstration, Clerk(demonstration.url), list[int]()
    waiting = _ask(served.folder, "select id, version from intake_candidate where state = 'waiting' order by id")
    steps = ((f"/intake/candidates/{pk}/accept/", {"version": version}) for pk, version in waiting)
    thread = threading.Thread(target=_work, args=(clerk, steps, done))
    thread.start()
    _until(lambda: len(done) >= after)
    _power_cut(served)
    thread.join()
    accepted = {pk for (pk,) in _ask(served.folder, "select id from intake_candidate where state = 'accepted'")}
    answered = {pk for pk, _version in waiting[: len(done)]}
    assert answered <= accepted
    assert len(accepted) <= len(answered) + 1
    _whole(served.folder)
    served.start()
    again = Clerk(served.url)
    pk, version = waiting[len(done) + 1]
    assert again.decide(f"/intake/candidates/{pk}/accept/", version=version) == 200
    _whole(served.folder)


def test_a_power_cut_while_a_long_section_is_accepted_leaves_all_or_nothing(
    long_one: tuple[Demonstration, Clerk],
) -> None:
    served, clerk = long_one
    _until(lambda: _status(served.folder) == "read")
    [(section,)] = _ask(served.folder, "select distinct section from intake_candidate where document_id = 3")
    step = ("/intake/3/accept-section/", {"section": section})
    thread = threading.Thread(target=_work, args=(clerk, iter([step]), []))
    thread.start()
    time.sleep(0.8)
    _power_cut(served)
    thread.join()
    [(accepted,)] = _ask(served.folder, "select count(*) from intake_candidate where state = 'accepted'")
    assert accepted in {0, LINES}
    _whole(served.folder)
