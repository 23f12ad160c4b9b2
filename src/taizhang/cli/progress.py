"""What the user hears while files are read: a bar on a terminal, problems and remarks as they come, a closing line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from taizhang.cli.batch import Outcome
from taizhang.cli.language import Voice
from taizhang.cli.output.facts import remarks
from taizhang.cli.problems import report
from taizhang.cli.terminal import one_line

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

MANY = 4
"""From this number of files on there is a bar on a terminal, unless the output itself scrolls by, and no remarks."""


class Progress:
    """Tells of a batch of files on standard error, and counts what came of them."""

    def __init__(self, files: int, voice: Voice, out: str | None, *, tell_notes: bool) -> None:
        self.read = 0
        self.failed = 0
        self.claims = 0
        self._files = files
        self._voice = voice
        self._out = out
        self._many = files >= MANY
        self._tell_notes = tell_notes and not self._many
        self._bar: tuple[Bar, TaskID] | None = None
        self._open = ExitStack()

    def __enter__(self) -> Self:
        if self._many and sys.stderr.isatty() and not (self._out is None and sys.stdout.isatty()):
            bar = _bar()
            self._open.enter_context(bar)
            self._bar = bar, bar.add_task(self._voice.say("read.reading"), total=self._files)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def parts(self, outcomes: Iterator[Outcome]) -> Iterator[Any]:
        """The parts of the files that could be read; of the others, say why not."""
        for outcome in outcomes:
            if outcome.problem is not None:
                self.failed += 1
                self._tell_problem(outcome)
            else:
                self.read += 1
                self.claims += outcome.claims
                self._tell_remarks(outcome)
                yield outcome.part
            if self._bar is not None:
                bar, task = self._bar
                bar.advance(task)

    def finish(self) -> None:
        """The closing line, for a person at a terminal who sees nothing else."""
        if self._out is not None and self.read and sys.stderr.isatty():
            report("read.done", self._voice, out=self._out, files=self.read, claims=self.claims)
        if self.failed and self._files > 1:
            report("read.failed", self._voice, failed=self.failed, files=self._files)

    def _tell_problem(self, outcome: Outcome) -> None:
        problem = outcome.problem
        assert problem is not None  # noqa: S101
        report(
            f"problem.{problem.code}",
            self._voice,
            file=one_line(outcome.file),
            reason=problem.reason,
            advice=problem.advice,
        )

    def _tell_remarks(self, outcome: Outcome) -> None:
        if self._tell_notes:
            for note, times in remarks(outcome.notes):
                report("read.note", self._voice, file=one_line(outcome.file), note=note.message, times=times)


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(file=sys.stderr)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
