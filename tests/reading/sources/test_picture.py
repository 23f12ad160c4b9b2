"""Pictures: words recognised in reading order, and every bad picture refused in words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from taizhang.reading import read_file
from taizhang.reading.sources import Limits, SourceError, source_from_bytes
from taizhang.reading.sources.recognition import Line, paragraphs

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
PIL = pytest.importorskip("PIL.Image", reason="the extra ocr is not installed")

PLAN = Path(__file__).with_name("data") / "plan.png"


def picture(size: tuple[int, int] = (320, 120)) -> bytes:
    out = io.BytesIO()
    PIL.new("RGB", size, "white").save(out, "PNG")
    return out.getvalue()


def test_a_scanned_plan_is_read_to_claims() -> None:
    document = read_file(PLAN)
    assert document.format == "image"
    assert [claim.figure for claim in document.figures][:2] == ["5000个", "3900座"]
    assert "推动城市建设向纵深发展" in document.text


def test_a_picture_without_words_is_a_note() -> None:
    source = source_from_bytes(picture(), name="blank.png")
    assert source.text == ""
    assert [note.code for note in source.notes] == ["no-text"]


def test_recognition_can_be_left_out() -> None:
    source = source_from_bytes(PLAN.read_bytes(), name="plan.png", ocr=False)
    assert (source.text, [note.code for note in source.notes]) == ("", ["no-ocr"])


def test_a_picture_too_large_is_refused_before_it_unfolds() -> None:
    with pytest.raises(SourceError) as caught:
        source_from_bytes(picture((400, 400)), name="big.png", limits=Limits(pixels=1000))
    assert caught.value.code == "too-large"


def test_half_a_picture_is_refused() -> None:
    data = PLAN.read_bytes()
    with pytest.raises(SourceError) as caught:
        source_from_bytes(data[: len(data) // 2], name="half.png")
    assert caught.value.code in ("damaged", "truncated")


def test_lines_broken_at_the_margin_go_on() -> None:
    lines = [
        Line("推动城市建设向", 0, 0, 500, 30),
        Line("纵深发展。", 0, 40, 200, 70),
        Line("指标", 0, 80, 60, 110),
        Line("目标", 300, 82, 360, 112),
    ]
    assert paragraphs(lines) == ["推动城市建设向纵深发展。", "指标\t目标"]
