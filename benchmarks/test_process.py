"""What a whole process costs: start, memory, and many files on two cores."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import timeit
from pathlib import Path

import pytest

from benchmarks.conftest import Note
from benchmarks.texts import MEGABYTE, corpus, of_size

# The high-water mark of this program alone: getrusage counts what the parent held before it started the program.
PEAK = "import re; print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"


def python(*arguments: str) -> str:
    """What a fresh interpreter prints, its import times included."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout + done.stderr


@pytest.mark.parametrize("module", ["taizhang", "taizhang.cli", "taizhang.reading"])
def test_importing(module: str, note: Note) -> None:
    taken = []
    for _ in range(7):
        said = python("-X", "importtime", "-c", f"import {module}")
        (microseconds,) = re.findall(rf"\|\s*(\d+) \| {re.escape(module)}$", said, re.MULTILINE)
        taken.append(int(microseconds) / 1e6)
    goal = "goal 0.15 s" if module == "taizhang" else ""
    note("process", f"import {module}", f"{min(taken):.3f} s", goal)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
def test_peak_memory_on_one_megabyte(tmp_path: Path, note: Note) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(of_size(MEGABYTE), "utf-8")
    idle = int(python("-c", PEAK)) / 1024
    peak = int(python("-c", f"from taizhang import read_file; d = read_file({str(path)!r}); {PEAK}")) / 1024
    note("process", "peak memory, 1 MB document", f"{peak:.0f} MB", f"{idle:.0f} MB without; goal 150 MB")


def test_two_processes_against_one(tmp_path: Path, note: Note) -> None:
    for copy in range(4):
        for number, text in enumerate(corpus()):
            (tmp_path / f"{copy}-{number}.txt").write_text(text, "utf-8")
    taken = {}
    for jobs in (1, 2):
        began = time.perf_counter()
        python("-m", "taizhang", "read", str(tmp_path), "-f", "jsonl", "-o", "/dev/null", "--jobs", str(jobs))
        taken[jobs] = time.perf_counter() - began
    beside = f"{taken[1]:.1f} s, {taken[2]:.1f} s for {len(list(tmp_path.iterdir()))} files"
    note("process", "--jobs 2 against 1", f"{taken[1] / taken[2]:.2f} ×", beside)


def test_the_command_starts(note: Note) -> None:
    ours, alone = (
        min(timeit.repeat(lambda given=arguments: python(*given), number=1, repeat=7))
        for arguments in (("-m", "taizhang", "--version"), ("-c", ""))
    )
    note("process", "taizhang --version", f"{ours:.3f} s", f"{alone:.3f} s for Python alone")
