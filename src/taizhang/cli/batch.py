"""Many files, read one after the other or side by side; what is made of each comes back in the order of the inputs."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any

from taizhang.reading.results import Note
from taizhang.reading.sources.errors import SourceError


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


def outcomes(files: Sequence[str], work: Work, jobs: int) -> Generator[Outcome]:
    """The outcome of ``work`` on every file, in order; never raises for what is in a file.

    Closing the generator ends the processes it started.
    """
    if jobs == 1 or len(files) == 1:
        yield from (attempt(work, file) for file in files)
        return
    from taizhang.cli.crew import Crew

    with Crew(work, min(jobs, len(files))) as crew:
        yield from crew.outcomes(files)


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
