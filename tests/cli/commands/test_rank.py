"""``taizhang rank`` gives the ranking of a period as a table, CSV and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from taizhang.cli import main
from tests.cast import Cast
from tests.rankings.makers import freeze, played, scheme

pytestmark = pytest.mark.database


@pytest.fixture
def of(cast: Cast) -> object:
    made = scheme(cast)
    played(cast, {"town": 1200, "other_town": 3000})
    return made


def test_a_table_before_freezing(of: object, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["rank", "--period", "2024-01", "--lang", "zh"]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert "未冻结" in out
    assert out.index("虎门镇") < out.index("长安镇")


def test_what_is_frozen_stays(of: object, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    freeze(of)  # type: ignore[arg-type]
    assert main(["rank", "--period", "2024-01-31", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsysbinary.readouterr().out.decode().splitlines()]
    assert [(row["rank"], row["name"], row["score"], row["number"]) for row in rows] == [
        (1, "虎门镇", 100, 1),
        (2, "长安镇", 0, 1),
    ]
    assert [each["value"] for row in rows for each in row["indicators"]] == [3000, 1200]
    assert main(["rank", "--period", "2024-01-31", "--format", "jsonl", "--now"]) == 0
    assert b'"number":null' in capsysbinary.readouterr().out.replace(b": ", b":")


def test_a_sheet(of: object, tmp_path: Path) -> None:
    out = tmp_path / "rank.csv"
    assert main(["rank", "--period", "2024-01", "-o", str(out)]) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert [(row["名次"], row["地区"], row["停车位 个"], row["停车位 得分"]) for row in rows] == [
        ("1", "虎门镇", "3000", "100.00"),
        ("2", "长安镇", "1200", "0.00"),
    ]


def test_no_period_and_no_scheme(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", "--period", "2024-13", "--lang", "zh"]) == 2
    assert "看不懂时段" in capsys.readouterr().err
    assert main(["rank", "--period", "2024-01", "--lang", "zh"]) == 1
    assert "没有可排的方案" in capsys.readouterr().err


def test_a_scheme_that_cannot_be_ranked_is_named(of: object, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.rankings.makers import indicator

    indicator().__class__.objects.update(subject="cases")
    assert main(["rank", "--period", "2024-01", "--lang", "zh"]) == 1
    assert "月度比拼" in capsys.readouterr().err
