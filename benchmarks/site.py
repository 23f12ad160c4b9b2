"""The site that is measured: a PostgreSQL server and ``taizhang serve``, both its own, and clients that ask it."""

from __future__ import annotations

import http.client
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.postgres import database

ROOT = Path(__file__).resolve().parents[1]
HOST, PORT = "127.0.0.1", 8971
#: How names of dashboards begin, whose answers have a limit of their own.
DASHBOARD = "dashboard: "


@dataclass(frozen=True, slots=True)
class Visit:
    """A page somebody asks for."""

    part: str
    session: str
    page: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How long a visit took and how long processors worked for it, in milliseconds, and what came."""

    visit: Visit
    taken: float
    worked: float
    status: int


#: As an installation of this size would set the server, but for what makes loading quick.
SERVER = (
    *("shared_buffers=2GB", "maintenance_work_mem=1GB", "max_wal_size=32GB", "checkpoint_timeout=1h"),
    *("wal_level=minimal", "max_wal_senders=0"),
)


def environment(folder: Path, name: str = "province") -> dict[str, str]:
    """What the site's processes need: a folder of its own and an empty database of that name on a server of its own."""
    server = database(SERVER)
    subprocess.run(["dropdb", "--if-exists", "-h", server["HOST"], "-U", server["USER"], name], check=True)  # noqa: S603, S607
    subprocess.run(["createdb", "-h", server["HOST"], "-U", server["USER"], name], check=True)  # noqa: S603, S607
    url = f"postgresql://{server['USER']}@{quote(server['HOST'], safe='')}/{name}"
    settings = {"TAIZHANG_DATA": str(folder), "DATABASE_URL": url, "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1"}
    return os.environ | settings | {"DJANGO_SETTINGS_MODULE": "taizhang.config.settings"}


def run(module: str, given: dict[str, str], asked: object = None) -> Any:
    """What ``main`` of a module prints, as JSON, run in a process of its own."""
    code = f"import django; django.setup(); from benchmarks.{module} import main; main()"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], input=json.dumps(asked), env=given, cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-4000:])
    return json.loads(done.stdout)


@contextmanager
def serving(given: dict[str, str]) -> Iterator[int]:
    """The site on :data:`PORT`; gives the number of its process."""
    command = [sys.executable, "-m", "taizhang", "serve", "--port", str(PORT), "--no-worker"]
    server = subprocess.Popen(command, env=given, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        _await(server)
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def processor(site: int, folder: str) -> float:
    """The processor time, in milliseconds, that the site and the database server in that folder have had."""
    server = int((Path(folder) / "data" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return sum(_worked(each) for each in (site, server, *map(int, children))) / 1e6


def _worked(process: int) -> int:
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(each.read_text().split()[0]) for each in tasks)


def closed_loop(visits: Sequence[Visit], clients: int, clock: Callable[[], float]) -> list[Answer]:
    """So many clients, each asking for its part of the visits one after the other without a pause.

    ``clock`` tells the processor time so far; with several clients it cannot tell whose it was.
    """
    shuffled = random.Random(2024).sample(visits, len(visits))
    with ThreadPoolExecutor(clients) as pool:
        parts = pool.map(lambda part: _ask(part, clock), [shuffled[n::clients] for n in range(clients)])
        return [each for part in parts for each in part]


def thinking(ways: Sequence[Sequence[Visit]], seconds: float, pause: tuple[float, float]) -> list[Answer]:
    """As many people as there are ways, each going on to the next page after a pause between those two, until time is up.

    The pauses are drawn evenly, with a fixed seed; the first spreads the people out.
    """
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(len(ways)) as pool:
        parts = pool.map(lambda given: _read(given[1], until, pause, random.Random(given[0])), enumerate(ways))
        return [each for part in parts for each in part]


def _read(visits: Sequence[Visit], until: float, pause: tuple[float, float], drawn: random.Random) -> list[Answer]:
    line = http.client.HTTPConnection(HOST, PORT, timeout=60)
    answers: list[Answer] = []
    time.sleep(drawn.uniform(0, pause[1]))
    for visit in cycle(visits):
        if time.perf_counter() > until:
            break
        answers.append(_visit(line, visit, lambda: 0))
        time.sleep(drawn.uniform(*pause))
    line.close()
    return answers


def percentile(taken: Sequence[float], share: float) -> float:
    """The least value that ``share`` of the values do not exceed (nearest rank)."""
    ordered = sorted(taken)
    return ordered[max(-(-len(ordered) * int(share * 100) // 100), 1) - 1]


def _ask(visits: Sequence[Visit], clock: Callable[[], float]) -> list[Answer]:
    line = http.client.HTTPConnection(HOST, PORT, timeout=60)
    answers = [_visit(line, visit, clock) for visit in visits]
    line.close()
    return answers


def _visit(line: http.client.HTTPConnection, visit: Visit, clock: Callable[[], float]) -> Answer:
    before, began = clock(), time.perf_counter()
    line.request("GET", quote(visit.url, safe="/?=&%-"), headers={"Cookie": f"taizhang_session={visit.session}"})
    answer = line.getresponse()
    answer.read()
    return Answer(visit, (time.perf_counter() - began) * 1000, clock() - before, answer.status)


def _await(server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            http.client.HTTPConnection(HOST, PORT, timeout=1).connect()
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the site did not start")
