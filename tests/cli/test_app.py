"""The command line as a whole, in this process and as one of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from taizhang import __version__
from taizhang.cli import main

TAIZHANG = [sys.executable, "-m", "taizhang"]
PLAN = "2024年，全市新增停车位8万个，新建公共充电桩5000个以上。\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, "utf-8")
    return path


def taizhang(*arguments: object, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603
        [*TAIZHANG, *map(str, arguments)], input=stdin, capture_output=True, env=os.environ | environment, timeout=60,
        check=False,
    )  # fmt: skip


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"taizhang {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "taizhang: 缺少参数："),
        (["read"], "taizhang read: 缺少参数：文件"),
        (["read", "x", "--jobs", "-1"], "应为 0 到 256 的整数"),
        (["read", "x", "--jobs", "１"], "应为 0 到 256 的整数"),
        (["read", "x", "--year", "24"], "应为 1900 到 2200 的整数"),
        (["read", "x", "--format", "pdf"], "不能是 'pdf'"),
        (["read", "x", "-o"], "后面要有一个值"),
        (["read", "x", "--colour"], "不认识的参数：--colour"),
        (["write"], "不能是 'write'"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main([*arguments, "--lang", "zh"])
    assert end.value.code == 2
    seen = capsys.readouterr()
    assert said in seen.err
    assert "--help" in seen.err
    assert not seen.out


def test_usage_and_help_are_in_the_users_language(capsys: pytest.CaptureFixture[str]) -> None:
    for language, heading in (("zh", "用法：taizhang read"), ("en", "usage: taizhang read")):
        with pytest.raises(SystemExit):
            main(["read", "--help", "--lang", language])
        assert capsys.readouterr().out.startswith(heading)


def test_the_locale_chooses_the_language() -> None:
    said = taizhang("read", LC_ALL="en_US.UTF-8").stderr.decode()
    assert said.startswith("taizhang read: missing: FILE\n")


def test_errors_survive_a_terminal_that_cannot_write_them() -> None:
    done = taizhang("read", "没有.txt", LC_ALL="zh_CN", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert b"\\u6ca1" in done.stderr


def test_light_commands_import_nothing_heavy() -> None:
    code = (
        "import sys\nfrom taizhang.cli import main\n"
        "try: main(['--version'])\nexcept SystemExit: pass\n"
        "heavy = {'django', 'openpyxl', 'rich', 'pypdfium2', 'taizhang.reading.pipeline'}\n"
        "sys.exit(f'{heavy & set(sys.modules)}' if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_is_no_error_to_report(plan: Path) -> None:
    command = f"{sys.executable} -m taizhang read {plan} {plan.parent} -f jsonl | true; exit ${{PIPESTATUS[0]}}"
    plan.with_name("long.txt").write_text(PLAN * 5000, "utf-8")
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=False)  # noqa: S603, S607
    assert done.stderr == b""
    assert done.returncode == 141


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_quietly_and_leaves_nothing_behind(tmp_path: Path, jobs: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(PLAN * 4000, "utf-8")
    out = tmp_path / "out.jsonl"
    command = [*TAIZHANG, "read", str(folder), "-o", str(out), "--jobs", jobs, "--lang", "zh"]
    # Whoever started the tests in the background has them ignore interrupts, and their children too.
    listening = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=listening)  # noqa: S603
    for _ in range(600):
        if list(tmp_path.glob(".taizhang-*")):
            break
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.decode() == "taizhang: 已中断，没有留下写了一半的文件\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]
