"""Processes that read files side by side, each at the end of a pipe of its own.

A pool of the standard library does not say which task killed a process, and hangs at exit when one is ended while it
hands back a large result. With a pipe for each process both are plain: the pipe ends, and the file is known.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from taizhang.cli.batch import Outcome, Problem, Work, attempt
from taizhang.cli.processes import context
from taizhang.reading.sources.opening import STANDARD_INPUT

AHEAD = 4
"""Files begun for each process before the first is asked for: enough to keep all busy, few enough to hold in memory."""

_Task = tuple[int, str]


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: _Task | None = None


class Crew:
    """So many processes doing the same work; leaving the context ends them."""

    def __init__(self, work: Work, jobs: int) -> None:
        self._context = context()
        self._work = work
        self._jobs = jobs
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        self._workers = [self._hire() for _ in range(self._jobs)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            self._dismiss(worker)

    def outcomes(self, files: Sequence[str]) -> Iterator[Outcome]:
        """The outcome of the work on each file, in order; a file that kills its process has a problem."""
        waiting = deque(enumerate(files))
        done: dict[int, Outcome] = {}
        for turn in range(len(files)):
            while turn not in done:
                self._hand_out(waiting, turn + self._jobs * AHEAD, done)
                self._collect(done)
            yield done.pop(turn)

    def _hand_out(self, waiting: deque[_Task], until: int, done: dict[int, Outcome]) -> None:
        for worker in self._workers:
            # Standard input is read here, for the others do not have it.
            while waiting and waiting[0][1] == STANDARD_INPUT:
                index, file = waiting.popleft()
                done[index] = attempt(self._work, file)
            if worker.task is None and waiting and waiting[0][0] < until:
                worker.task = waiting.popleft()
                # A process that is gone already is found out when its answer is collected.
                with suppress(OSError):
                    worker.pipe.send(worker.task[1])

    def _collect(self, done: dict[int, Outcome]) -> None:
        busy = {worker.pipe: number for number, worker in enumerate(self._workers) if worker.task is not None}
        for pipe in wait(list(busy)) if busy else ():
            number = busy[pipe]  # type: ignore[index]
            worker = self._workers[number]
            assert worker.task is not None  # noqa: S101
            index, file = worker.task
            worker.task = None
            try:
                done[index] = worker.pipe.recv()
            except (EOFError, OSError):
                done[index] = Outcome(file, problem=Problem("killed"))
                self._dismiss(worker)
                self._workers[number] = self._hire()

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _dismiss(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.terminate()
        worker.process.join()


def _serve(pipe: Connection, work: Work) -> None:
    """Do the work on every file that comes down the pipe, until it ends."""
    # The interrupt is left to the main process, which ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(attempt(work, pipe.recv()))
