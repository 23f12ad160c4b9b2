"""Many files at once."""

from __future__ import annotations

import os
import signal
import time

import pytest

from taizhang.cli.batch import Outcome, outcomes
from taizhang.reading.sources.errors import EmptyFile

FILES = [f"{number}.txt" for number in range(12)]


def work(file: str) -> Outcome:
    """Give back the name; files named for it fail, each in its own way, and early files take longest."""
    if file == "empty":
        raise EmptyFile
    if file == "memory":
        raise MemoryError
    if file == "fault":
        raise ValueError("oops")
    if file == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if file == "0.txt":
        time.sleep(0.2)
    return Outcome(file, part=(file, os.getpid()))


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_the_order_of_the_files(jobs: int) -> None:
    assert [outcome.file for outcome in outcomes(FILES, work, jobs)] == FILES


def test_side_by_side_is_in_other_processes() -> None:
    here = {outcome.part[1] for outcome in outcomes(FILES, work, 1)}
    there = {outcome.part[1] for outcome in outcomes(FILES, work, 2)}
    assert here == {os.getpid()}
    assert os.getpid() not in there


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_fails_does_not_cost_the_others(jobs: int) -> None:
    files = ["1", "empty", "2", "memory", "fault", "3"]
    done = list(outcomes(files, work, jobs))
    assert [outcome.problem and outcome.problem.code for outcome in done] == [
        None, "empty", None, "memory", "fault", None,
    ]  # fmt: skip
    assert done[1].problem is not None
    assert done[1].problem.reason == EmptyFile.default_reason
    assert done[4].problem is not None
    assert done[4].problem.reason == "ValueError: oops"


def test_a_file_that_kills_its_process_is_named_and_the_rest_is_read() -> None:
    files = ["1", "2", "killed", "3", "4"]
    done = {outcome.file: outcome for outcome in outcomes(files, work, 2)}
    assert list(done) == files
    problem = done["killed"].problem
    assert problem is not None
    assert problem.code == "killed"
    assert [file for file in files if done[file].problem is None] == ["1", "2", "3", "4"]


def test_standard_input_is_read_here() -> None:
    done = list(outcomes(["1", "-", "2"], work, 2))
    assert [outcome.file for outcome in done] == ["1", "-", "2"]
    assert done[1].part[1] == os.getpid()
