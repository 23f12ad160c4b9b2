"""What a person at a terminal sees while files are read."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

PLAN = "2024年，力争新增停车位8万个。\n"


def seen_on_terminal(*arguments: str, out: Path) -> tuple[str, bytes]:
    """What ``taizhang`` writes to a terminal as standard error, and what to standard output, which is a file."""
    master, terminal = pty.openpty()
    with out.open("wb") as stdout:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "taizhang", *arguments, "--lang", "zh"], stdout=stdout, stderr=terminal
        )
        os.close(terminal)
        said = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
        assert process.wait(timeout=60) == 0
    os.close(master)
    return said.decode(), out.read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(6):
        (tmp_path / "in" / f"{number}.txt").write_text(PLAN, "utf-8")
    return tmp_path / "in"


def test_many_files_show_a_bar_and_a_closing_line(folder: Path) -> None:
    out = folder.parent / "out.csv"
    said, _ = seen_on_terminal("read", str(folder), "-o", str(out), out=folder.parent / "stdout")
    assert "读取中" in said
    assert "6/6" in said
    assert f"已写入 {out}：文件 6 个，记录 6 条" in said.replace("\r", "").replace("\n", "")


def test_the_bar_keeps_out_of_the_output(folder: Path) -> None:
    said, written = seen_on_terminal("read", str(folder), "-f", "jsonl", out=folder.parent / "stdout")
    assert "读取中" in said
    assert written.count(b"\n") == 6
    assert b"\x1b" not in written


def test_a_few_files_need_no_bar(folder: Path) -> None:
    said, _ = seen_on_terminal("read", str(folder / "1.txt"), "-f", "jsonl", out=folder.parent / "stdout")
    assert said == ""
