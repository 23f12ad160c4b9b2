"""Cleaning on real documents, where they lie beside the project."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from taizhang.reading.cleaning import Cleaned, clean
from taizhang.reading.cleaning.punctuation import fold_punctuation
from taizhang.reading.cleaning.script import simplify
from taizhang.reading.cleaning.widths import fold_widths

SHARED = Path(__file__).parents[4] / "shared"
GOLD = sorted(SHARED.glob("eval/dev/*.jsonl"))
# Spaces, and a page number between two breaks.
BREAK = re.compile(r"\s+(?:\d+\s+)?")
TEXTS = sorted(SHARED.glob("*/**/*.txt"))


@cache
def view_of(path: Path) -> tuple[str, Cleaned]:
    text = path.read_bytes().decode("utf-8")
    return text, clean(text)


def records(gold: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gold.read_text("utf-8").splitlines()]


@pytest.mark.skipif(not GOLD, reason="the gold records are not here")
@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_no_figure_is_lost_or_tagged(gold: Path) -> None:
    beside = gold.with_suffix(".txt")
    _, view = view_of(beside if beside.exists() else SHARED / "documents" / beside.name)
    for record in records(gold):
        start, end = view.clean_offset(record["start"]), view.clean_offset(record["end"])
        assert view.text[start:end] == BREAK.sub("", fold_widths(record["figure"]))
        assert view.raw_span(start, end) == (record["start"], record["end"])
        assert not any(first < end and start < last for first, last in view.furniture)


@pytest.mark.skipif(not TEXTS, reason="the texts are not here")
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_character_has_its_place(path: Path) -> None:
    text, view = view_of(path)
    forms = text, fold_widths(text), fold_punctuation(fold_widths(text)), simplify(text)
    raw = [view.raw_offset(offset) for offset in range(len(view.text))]
    assert raw == sorted(set(raw))
    assert all(
        character in {form[at] for form in forms} or text[at] in "<&"
        for character, at in zip(view.text, raw, strict=True)
    )
