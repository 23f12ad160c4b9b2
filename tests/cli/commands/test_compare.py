"""``taizhang compare`` from files to outputs."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path

import pytest

from taizhang.cli import main

SAMPLES = files("taizhang.samples")
REPORT, PLAN = (str(SAMPLES / f"dongguan-2024-{kind}.txt") for kind in ("report", "plan"))


def compare(*arguments: object) -> int:
    return main(["compare", *map(str, arguments), "--lang", "zh"])


def test_records_say_what_became_of_each_promise(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(REPORT, PLAN, "-f", "jsonl") == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {tuple(record) for record in found} == {("status", "old", "new", "indicator", "changes")}
    status = {record["indicator"]: record["status"] for record in found}
    assert (status["美丽庭院典型"], status["城中村改造项目"], status["碧道"]) == ("raised", "lowered", "unchanged")
    report, plan = Path(REPORT).read_text("utf-8"), Path(PLAN).read_text("utf-8")
    (homes,) = (record for record in found if record["indicator"] == "美丽庭院典型")
    assert report[homes["old"][0] :].startswith("3000户")
    assert plan[homes["new"][0] :].startswith("6000户")


def test_a_table_shows_first_what_needs_a_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(REPORT, PLAN) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert lines[2][:5] == ["▼", "降低", "城中村改造项目", "110个", "108个"]
    assert ["▲", "提高", "美丽庭院典型", "3000户", "6000户"] in lines
    unchanged = sum(line[:2] == ["=", "不变"] for line in lines)
    assert unchanged > 10
    assert lines[-1][:2] == ["不变", str(unchanged)]


def test_a_sheet_has_both_quotes(tmp_path: Path) -> None:
    out = tmp_path / "differences.csv"
    assert compare(REPORT, PLAN, "-o", out) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline="")))
    (row,) = (row for row in rows if row["指标或事项"] == "美丽庭院典型")
    assert (row["变化"], row["旧"], row["新"], row["不同之处"]) == ("提高", "3000户", "6000户", "数值 3,000 → 6,000")
    assert "3000户" in row["旧原句"]
    assert "6000户" in row["新原句"]


def test_promises_can_be_laid_against_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.txt").write_text("2023年，力争新增停车位8万个。\n", "utf-8")
    (tmp_path / "new.txt").write_text("2023年，全市建成停车位6万个。\n", "utf-8")
    assert compare(tmp_path / "old.txt", tmp_path / "new.txt", "--against", "actual", "-f", "jsonl") == 0
    assert [json.loads(line)["status"] for line in capsys.readouterr().out.splitlines()] == ["lowered"]


def test_a_document_that_cannot_be_read_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(REPORT, "missing.txt", "-o", tmp_path / "out.csv") == 1
    assert capsys.readouterr().err.startswith("taizhang: missing.txt：")
    assert not list(tmp_path.iterdir())


def test_what_makes_no_sense_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare("-", "-") == 2
    assert compare(REPORT, PLAN, "-o", PLAN) == 2
    with pytest.raises(SystemExit) as end:
        compare(REPORT)
    assert end.value.code == 2
