"""Many files, read one after the other or side by side; what is made of each comes back in the order of the inputs."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Any

from taizhang.reading.results import Note
from taizhang.reading.sources.errors import SourceError
from taizhang.reading.sources.opening import STANDARD_INPUT


@dataclass(frozen=True, slots=True)
class Problem:
    """Why nothing came of a file: a stable code, with the reason and the advice where the reader gave them."""

    code: str
    reason: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a part of the output with the notes on the file, or a problem."""

    file: str
    part: Any = None
    notes: tuple[Note, ...] = ()
    claims: int = 0
    problem: Problem | None = None


Work = Callable[[str], Outcome]
"""What is done with one file: a module-level function or a partial of one, for it must reach another process."""


def outcomes(files: Sequence[str], work: Work, jobs: int) -> Iterator[Outcome]:
    """The outcome of ``work`` on every file, in order; never raises for what is in a file."""
    if jobs == 1 or len(files) == 1:
        return (attempt(work, file) for file in files)
    return _side_by_side(files, work, jobs)


def attempt(work: Work, file: str) -> Outcome:
    """The outcome of ``work`` on one file, a problem where it raises."""
    try:
        return work(file)
    except SourceError as error:
        return Outcome(file, problem=Problem(error.code, error.reason, error.advice))
    except MemoryError:
        return Outcome(file, problem=Problem("memory"))
    except Exception as error:
        # A fault of ours in one file must not cost the user the others.
        return Outcome(file, problem=Problem("fault", f"{type(error).__name__}: {error}"))


def _side_by_side(files: Sequence[str], work: Work, jobs: int) -> Iterator[Outcome]:
    """Read with ``jobs`` processes; a file that kills its process is a problem, and the rest goes on."""
    waiting = deque(files)
    while waiting:
        try:
            for outcome in _pooled(waiting, work, jobs):
                waiting.popleft()
                yield outcome
        except BrokenProcessPool:
            yield _alone(waiting.popleft(), work)


def _pooled(files: Sequence[str], work: Work, jobs: int) -> Iterator[Outcome]:
    with _pool(jobs) as pool:
        rest = iter(tuple(files))
        # Enough ahead to keep every process busy, few enough that finished parts do not pile up in memory.
        ahead: deque[Future[Outcome]] = deque(_submit(pool, work, file) for file in islice(rest, jobs * 4))
        try:
            while ahead:
                yield ahead.popleft().result()
                ahead.extend(_submit(pool, work, file) for file in islice(rest, 1))
        except (KeyboardInterrupt, GeneratorExit):
            _stop(pool)
            raise


def _submit(pool: ProcessPoolExecutor, work: Work, file: str) -> Future[Outcome]:
    """Hand the file to a process; standard input is read here, for the others do not have it."""
    if file != STANDARD_INPUT:
        return pool.submit(attempt, work, file)
    done: Future[Outcome] = Future()
    done.set_result(attempt(work, file))
    return done


def _alone(file: str, work: Work) -> Outcome:
    """The file in a process of its own, to tell whether it was this one that killed the last."""
    try:
        with _pool(1) as pool:
            return pool.submit(attempt, work, file).result()
    except BrokenProcessPool:
        return Outcome(file, problem=Problem("killed"))


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Plain forking copies the progress bar's locks in whatever state they are.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_ignore_interrupts)


def _ignore_interrupts() -> None:
    """Leave the interrupt to the main process, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(pool: ProcessPoolExecutor) -> None:
    pool.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        process.terminate()
