"""``taizhang read`` from files to outputs."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from taizhang.cli import main

PLAN = "2024年，全市新增停车位8万个，新建公共充电桩5000个以上。\n"
REPORT = "2023年，全市建成停车位6万个，新建公园30个。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text(PLAN, "utf-8")
    (tmp_path / "in" / "report.txt").write_text(REPORT, "utf-8")
    return tmp_path / "in"


def read(*arguments: object) -> int:
    return main(["read", *map(str, arguments), "--lang", "zh"])


def records(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_file_to_records(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(folder / "plan.txt", "--format", "jsonl") == 0
    seen = records(capsys)
    assert [(record["indicator"], record["value"]) for record in seen] == [("停车位", 80000), ("公共充电桩", 5000)]
    assert all(PLAN[record["start"] : record["end"]] == record["figure"] for record in seen)


def test_a_table_is_what_people_get(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(folder / "plan.txt") == 0
    assert "公共充电桩" in capsys.readouterr().out


def test_the_outputs_name_says_the_format(folder: Path) -> None:
    out = folder.parent
    for name, start in [
        ("a.jsonl", b'{"doc": "plan"'),
        ("a.csv", b"\xef\xbb\xbf"),
        ("a.xlsx", b"PK"),
        ("a.HTML", b"<!doctype html>"),
        ("a.txt", str(folder).encode()),
    ]:
        assert read(folder / "plan.txt", "-o", out / name) == 0
        assert (out / name).read_bytes().startswith(start)
    assert read(folder / "plan.txt", "-o", out / "b.csv", "-f", "jsonl") == 0
    assert (out / "b.csv").read_bytes().startswith(b"{")


def test_a_folder_is_read_in_order_of_names(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(folder, "-f", "jsonl") == 0
    assert [record["doc"] for record in records(capsys)] == ["plan", "plan", "report", "report"]


def test_a_file_named_twice_is_read_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(folder / "plan.txt", folder / "plan.txt", "-f", "jsonl") == 0
    assert len(records(capsys)) == 2


def test_standard_input(folder: Path) -> None:
    command = [sys.executable, "-m", "taizhang", "read", "-", "-f", "jsonl"]
    done = subprocess.run(command, input=PLAN.encode("gb18030"), capture_output=True, timeout=60, check=False)  # noqa: S603
    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[0])["doc"] == "stdin"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(
    folder: Path, jobs: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").touch()
    assert read(folder, "missing.txt", "-f", "jsonl", "--jobs", jobs) == 1
    seen = capsys.readouterr()
    assert len(seen.out.splitlines()) == 4
    told = seen.err.splitlines()
    assert told[0].startswith(f"taizhang: {folder / 'empty.txt'}：文件是空的")
    assert told[1].startswith("taizhang: missing.txt：找不到这个文件")
    assert told[2] == "taizhang: 4 个文件中有 2 个没有读成，原因见上"


def test_english_is_spoken_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "missing.txt", "--lang", "en"]) == 1
    assert capsys.readouterr().err == "taizhang: missing.txt: no such file; check the path and the name\n"


def test_nothing_is_written_where_nothing_could_be_read(folder: Path) -> None:
    out = folder.parent / "out.csv"
    out.write_text("old")
    assert read("missing.txt", "-o", out) == 1
    assert out.read_text() == "old"


def test_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(tmp_path) == 1
    assert f"{tmp_path} 里没有可读的文件" in capsys.readouterr().err


def test_an_input_is_never_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(folder, "-o", folder / "plan.txt") == 2
    assert "不能覆盖" in capsys.readouterr().err
    assert (folder / "plan.txt").read_text("utf-8") == PLAN


def test_processes_make_no_difference_to_the_output(folder: Path) -> None:
    for number in range(9):
        (folder / f"{number}.txt").write_text(PLAN * (10 - number), "utf-8")
    for form in ("jsonl", "csv", "html", "table"):
        made = []
        for jobs in (1, 2):
            out = folder.parent / f"{jobs}.{form}"
            assert read(folder, "-f", form, "-o", out, "--jobs", jobs) == 0
            made.append(out.read_bytes())
        assert made[0] == made[1]


def test_the_caller_can_say_what_the_document_does_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.txt").write_text("新增停车位8万个。\n", "utf-8")
    assert read(tmp_path / "x.txt", "--year", 2031, "--place", "长安镇", "-f", "jsonl") == 0
    (record,) = records(capsys)
    assert (record["period"], record["place"]) == ("2031", "长安镇")


def test_one_role_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "plan.txt").write_text("2024年，力争新增停车位8万个，确保新建公园5个以上。\n", "utf-8")
    for role, found in (("target", {"plan"}), ("actual", {"report"})):
        assert read(folder, "--role", role, "-f", "jsonl") == 0
        seen = records(capsys)
        assert {record["role"] for record in seen} == {role}
        assert {record["doc"] for record in seen} == found


def test_a_hostile_name_is_spelled_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = folder / "=cmd\x1b[2J\n\u202e.txt"
    name.write_text(PLAN, "utf-8")
    assert read(name, folder / "plan.txt") == 0
    assert not set(capsys.readouterr().out) & {"\x1b", "\u202e"}
    assert read(name, "gone\x1b.txt", "-f", "csv") == 1
    seen = capsys.readouterr()
    assert "\x1b" not in seen.err
    rows = list(csv.reader(io.StringIO(seen.out.removeprefix("\ufeff"), newline="")))
    assert rows[1][0] == str(name)


def test_a_name_that_is_no_text_at_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt")
    Path(name).write_text(PLAN, "utf-8")
    for form in ("table", "jsonl", "csv", "xlsx", "html"):
        assert read(name, folder / "plan.txt", "-f", form, "-o", folder.parent / "out") == 0
    assert read(name) == 0


def test_a_very_long_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert read("长" * 5000 + ".txt") == 1
    assert capsys.readouterr().err.startswith("taizhang: 长")


def test_remarks_on_a_file_are_told_where_the_output_cannot_hold_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "lost.txt").write_text(PLAN + "实现\ufffd\ufffd增长。\n", "utf-8")
    assert read(folder / "lost.txt", "-f", "csv") == 0
    assert capsys.readouterr().err.startswith(f"taizhang: {folder / 'lost.txt'}：")
    assert read(folder / "lost.txt", "-f", "table") == 0
    assert capsys.readouterr().err == ""
