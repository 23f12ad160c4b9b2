"""Kills work again and again; run as ``python -m tests.killed.killer KILLS SEED``, prints as JSON what was found.

This process loads taizhang once and never opens a database connection. What works, and what looks after each kill as the next
start would, are forks of it: each is killed, or ends, in a process of its own.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from taizhang import clock  # noqa: E402
from taizhang.reading.pipeline import read  # noqa: E402
from tests.cast import Cast, assemble  # noqa: E402
from tests.killed.known import Known, Pending, head, rows  # noqa: E402
from tests.killed.look import look  # noqa: E402
from tests.killed.work import Stream  # noqa: E402
from tests.progress.makers import opened, split_target  # noqa: E402

#: Targets split over two towns, months asked about.
TARGETS, MONTHS = 6, 2
#: Every so many kills also all lights and files are gone through.
THOROUGH = 10
#: So many things are said at most before the kill, of which half begin something; then so many seconds pass at most.
MOST, LONGEST = 16, 0.06
DAY = date(2024, 3, 4)


@dataclass
class Found:
    """What came of all kills."""

    kills: int = 0
    during: dict[str, int] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    absent: int = 0
    whole: int = 0
    faults: list[str] = field(default_factory=list)
    entries: int = 0
    seconds: float = 0


def fork(work: Callable[[int], None]) -> tuple[int, int]:
    """Do it in a process of its own; gives that and the end of a pipe from it."""
    out, into = os.pipe()
    child = os.fork()
    if child:
        os.close(into)
        return child, out
    os.close(out)
    try:
        with clock.at(DAY):
            work(into)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


def asked(work: Callable[[], Any]) -> Any:
    """What comes of work that is left to end."""
    child, pipe = fork(lambda into: _tell(into, work()))
    with os.fdopen(pipe, "rb") as end:
        told = end.read()
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise RuntimeError("the process that looks after a kill failed")
    return json.loads(told)


def _tell(pipe: int, what: Any) -> None:
    with os.fdopen(pipe, "wb") as end:
        end.write(json.dumps(what).encode())


def live(seed: str, known: Known, found: Found, lines: int, pause: float) -> Pending | None:
    """Let one process work until it is killed, a while after it said so many things; ``known`` then holds what it confirmed.

    Returns what it had begun.
    """
    child, pipe = fork(lambda into: Stream(into, random.Random(seed)).run())  # noqa: S311
    told = b""
    while told.count(b"\n") < lines and (piece := os.read(pipe, 65536)):
        told += piece
    time.sleep(pause)
    os.kill(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    with os.fdopen(pipe, "rb") as end:
        told += end.read()
    if os.WIFEXITED(status):
        raise RuntimeError("the work ended by itself")
    return _heard(told, known, found)


def _heard(told: bytes, known: Known, found: Found) -> Pending | None:
    pending = None
    for line in told.splitlines():
        said = json.loads(line)
        if "begin" in said:
            pending = Pending(**said["begin"])
            continue
        pending = None
        found.done[said["done"]] = found.done.get(said["done"], 0) + 1
        known.rows |= {int(pk): row for pk, row in said["rows"].items()}
        known.head = tuple(said["head"])
        if "document" in said:
            known.documents[said["document"]] = said["accepted"]
        if "upload" in said:
            known.uploads.append(said["upload"])
    return pending


def prepare() -> dict[str, Any]:
    """An installation with people, targets and months asked about."""
    call_command("migrate", verbosity=0)
    cast: Cast = assemble()
    for number in range(TARGETS):
        split_target(cast, title=f"停车位{number}")
    for number in range(1, MONTHS + 1):
        opened(cast, number)
    return asdict(Known(rows(), head()))


def known_of(said: dict[str, Any]) -> Known:
    """What was told as JSON."""
    return Known(
        {int(pk): row for pk, row in said["rows"].items()},
        (said["head"][0], said["head"][1]),
        said["documents"],
        said["uploads"],
    )


def main(kills: int, seed: str) -> Found:
    """Kill so many times."""
    lot, found, began = random.Random(seed), Found(), time.monotonic()  # noqa: S311
    # The reader fits its rules on first use; once here, it need not be done anew in every fork.
    read("全市新增口袋公园160个。", year=2024)
    known = known_of(asked(prepare))
    for number in range(kills):
        pending = live(f"{seed}-{number}", known, found, lot.randint(1, MOST), lot.uniform(0, LONGEST))
        thorough = number % THOROUGH == THOROUGH - 1 or number == kills - 1
        said = asked(partial(look, known, pending, thorough))
        found.faults += [f"kill {number}: {each}" for each in said["faults"]]
        found.kills += 1
        name = pending.name if pending else "between"
        found.during[name] = found.during.get(name, 0) + 1
        found.whole += bool(pending and said["stepped"])
        found.absent += bool(pending and pending.reports and not said["stepped"])
        known = known_of(said["known"])
    found.entries, found.seconds = known.head[0], time.monotonic() - began
    return found


if __name__ == "__main__":
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    print(json.dumps(asdict(main(int(sys.argv[1]), sys.argv[2])), ensure_ascii=False))  # noqa: T201
