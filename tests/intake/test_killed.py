"""Killed in the middle, as by a power cut: after the restart nothing is half-done, and work goes on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest

from tests.served import PASSWORD, TAIZHANG, environment

pytestmark = pytest.mark.slow

LINES = 2_000
TEXT = "东莞市2024年工作要点\n\n一、园林绿化\n\n" + "\n".join(
    f"第{each}片新增口袋公园{each + 20}个，由第{each % 7 + 1}工作组牵头。" for each in range(1, LINES + 1)
)
#: The documents of the test, apart from those the demonstration brings.
OWN = "(select id from ledger_document where name = 'long.txt')"


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
        return database.execute(question.replace(":own", OWN)).fetchall()


def _until(right: Callable[[], bool], seconds: float = 60) -> None:
    for _ in range(int(seconds / 0.02)):
        if right():
            return
        time.sleep(0.02)
    pytest.fail("it did not come to that")


def _status(folder: Path) -> str:
    rows = _ask(folder, "select status from ledger_document where name = 'long.txt'")
    return str(rows[0][0]) if rows else ""


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
    [(accepted,)] = _ask(
        folder, "select count(*) from intake_candidate where state = 'accepted' and document_id in :own"
    )
    linked = "select count(distinct source_id), count(distinct commitment_id) from intake_candidate"
    assert _ask(folder, f"{linked} where document_id in :own") == [(accepted, accepted)]
    assert _ask(folder, "select count(*) from ledger_source where document_id in :own") == [(accepted,)]
    decided = _ask(folder, "select versions from intake_decision where undone = 0 and document_id in :own")
    assert sum(len(json.loads(versions)) for (versions,) in decided) == accepted


@dataclass
class Installation:
    """An installation in a folder, served by a process that can be killed."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> Clerk:
        """Serve; somebody of the office signs in as soon as it answers."""
        command = [*TAIZHANG, "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=environment(self.folder), stdout=subprocess.DEVNULL)  # noqa: S603
        for _ in range(600):
            try:
                return Clerk(f"http://127.0.0.1:{self.port}")
            except OSError:
                time.sleep(0.1)
        pytest.fail("nothing answers")

    def cut(self) -> None:
        """Kill it as a power cut would."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def workers(self) -> list[int]:
        """Its background workers: children of its threads."""
        assert self.process is not None
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]


CLERK = f"""
from taizhang.accounts.models import Membership, Organisation, User
from taizhang.places.models import Place
office = Organisation.objects.get()
person = User(username="office", name="clerk", must_change_password=False)
person.set_password("{PASSWORD}")
person.save()
Membership.objects.create(user=person, organisation=office, role="office")
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder set up for one town, with one clerk of its office; to be copied."""
    folder = tmp_path_factory.mktemp("installed") / "data"
    for command in (["init", "--place", "441900119"], ["manage", "shell", "-v", "0", "-c", CLERK]):
        subprocess.run([*TAIZHANG, *command], env=environment(folder), check=True, capture_output=True, timeout=300)  # noqa: S603
    return folder


@pytest.fixture
def served(installed: Path, tmp_path: Path) -> Iterator[Installation]:
    """An installation of the test's own."""
    shutil.copytree(installed, tmp_path / "data")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    installation = Installation(tmp_path / "data", port)
    yield installation
    installation.cut()


@pytest.fixture
def clerk(served: Installation) -> Clerk:
    """The clerk, who has just handed in a long plan."""
    clerk = served.start()
    clerk.upload("long.txt", TEXT)
    return clerk


def test_a_worker_killed_while_reading_leaves_nothing_half_read(served: Installation, clerk: Clerk) -> None:
    for pause in (0.0, 0.4):
        _until(lambda: _status(served.folder) == "reading")
        time.sleep(pause)
        for worker in served.workers():
            os.kill(worker, signal.SIGKILL)
        if _status(served.folder) != "reading":
            break
        assert _ask(served.folder, "select count(*) from intake_candidate where document_id in :own") == [(0,)]
    _until(lambda: _status(served.folder) == "read")
    assert _ask(served.folder, "select count(*) from intake_candidate where document_id in :own") == [(LINES,)]
    _whole(served.folder)


def test_a_power_cut_while_reading_is_made_good_by_the_next_start(served: Installation, clerk: Clerk) -> None:
    _until(lambda: _status(served.folder) == "reading")
    served.cut()
    assert _status(served.folder) == "reading"
    served.start()
    _until(lambda: _status(served.folder) == "read")
    assert _ask(served.folder, "select count(*) from intake_candidate where document_id in :own") == [(LINES,)]
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
    served: Installation, clerk: Clerk, after: int
) -> None:
    done = list[int]()
    _until(lambda: _status(served.folder) == "read")
    waiting = _ask(served.folder, "select id, version from intake_candidate where document_id in :own order by id")
    steps = ((f"/intake/candidates/{pk}/accept/", {"version": version}) for pk, version in waiting)
    thread = threading.Thread(target=_work, args=(clerk, steps, done))
    thread.start()
    _until(lambda: len(done) >= after)
    served.cut()
    thread.join()
    accepted = {
        pk
        for (pk,) in _ask(
            served.folder, "select id from intake_candidate where state = 'accepted' and document_id in :own"
        )
    }
    answered = {pk for pk, _version in waiting[: len(done)]}
    assert answered <= accepted
    assert len(accepted) <= len(answered) + 1
    _whole(served.folder)
    again = served.start()
    pk, version = waiting[len(done) + 1]
    assert again.decide(f"/intake/candidates/{pk}/accept/", version=version) == 200
    _whole(served.folder)


def test_a_power_cut_while_a_long_section_is_accepted_leaves_all_or_nothing(served: Installation, clerk: Clerk) -> None:
    _until(lambda: _status(served.folder) == "read")
    [(pk, section)] = _ask(
        served.folder, "select distinct document_id, section from intake_candidate where document_id in :own"
    )
    step = (f"/intake/{pk}/accept-section/", {"section": section})
    thread = threading.Thread(target=_work, args=(clerk, iter([step]), []))
    thread.start()
    time.sleep(0.8)
    served.cut()
    thread.join()
    [(accepted,)] = _ask(
        served.folder, "select count(*) from intake_candidate where state = 'accepted' and document_id in :own"
    )
    assert accepted in {0, LINES}
    _whole(served.folder)
