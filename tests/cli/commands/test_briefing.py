"""``taizhang briefing`` writes the briefing of a period, and says in words why it cannot."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from taizhang.cli import main
from tests.briefings.makers import drafted, issued, played
from tests.cast import Cast
from tests.progress.makers import opened, split_target

pytestmark = pytest.mark.database


@pytest.mark.parametrize(("ending", "start"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("xlsx", b"PK")])
def test_writes_the_file(cast: Cast, tmp_path: Path, ending: str, start: bytes) -> None:
    played(cast)
    out = tmp_path / f"out.{ending}"
    assert main(["briefing", "--period", "2024-01", "-o", str(out)]) == 0
    assert out.read_bytes().startswith(start)
    assert [each.name for each in tmp_path.iterdir()] == [out.name]


def test_an_issued_one_is_given_as_it_went_out(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = issued(cast)
    out = tmp_path / "out.docx"
    assert main(["briefing", "--period", "2024-01", "-o", str(out), "--lang", "zh"]) == 0
    assert "2024年第1期，已印发" in capsys.readouterr().out
    with made.word.open() as kept:  # type: ignore[union-attr]
        assert out.read_bytes() == kept.read()


def test_a_draft_is_given_with_its_words(cast: Cast, tmp_path: Path) -> None:
    made = drafted(cast)
    out = tmp_path / "out.docx"
    assert main(["briefing", "--period", "2024-01", "-o", str(out)]) == 0
    assert any(each.text == made.own.lead for each in Document(io.BytesIO(out.read_bytes())).paragraphs)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--period", "2024-02"], 1, "没有开过 2024-02"),
        (["--period", "上个月"], 2, "不是时段"),
        (["--period", "2024-13"], 2, "不是时段"),
        (["--period", "2024-01", "-o", "out.txt"], 2, ".docx、.pdf 或 .xlsx"),
        (["--period", "2024-01"], 1, "还没有锁定"),
        (["--period", "2024-01", "--place", "4401"], 1, "没有开过"),
    ],
)
def test_refused_in_words(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    split_target(cast)
    opened(cast)
    out = [] if "-o" in arguments else ["-o", str(tmp_path / "out.docx")]
    assert main(["briefing", *arguments, *out, "--lang", "zh"]) == code
    assert words in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    played(cast)
    assert main(["briefing", "--period", "2024-01", "-o", str(tmp_path / "no" / "out.xlsx"), "--lang", "zh"]) == 1
    assert "写不了" in capsys.readouterr().err
