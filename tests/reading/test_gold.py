"""The reader against gold records of real documents, which lie outside the repository; skipped where they are absent."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from taizhang.reading import read

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "eval" / "dev"
NEAR = ("s0", "s1", "s4")
FAR = ("d1", "d2", "d3", "d4", "d5", "d6", "d7")

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="gold records are not at hand")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(names: tuple[str, ...]) -> tuple[float, float, float]:
    """Figure, core and record F1 over the documents together."""
    score = scorer()
    pairs: list[Any] = []
    missed = spurious = 0
    for name in names:
        folder = SHARED / "documents" if name.startswith("s") else GOLD
        text = (folder / f"{name}.txt").read_bytes().decode("utf-8")
        gold = [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]
        found = [
            {field: getattr(claim, field) for field in ("start", "end", *score.FIELDS)} for claim in read(text).figures
        ]
        some, absent, extra = score.pair(gold, found)
        pairs += some
        missed += len(absent)
        spurious += len(extra)
    core = sum(all(score.agrees(field, *pair) for field in score.CORE) for pair in pairs)
    whole = sum(all(score.agrees(field, *pair) for field in score.FIELDS) for pair in pairs)
    counts = len(pairs) + spurious, len(pairs) + missed
    figure_f1, core_f1, record_f1 = (score.f1(hits, *counts)[2] for hits in (len(pairs), core, whole))
    return figure_f1, core_f1, record_f1


def test_plan_reports_and_town_page_meet_their_marks() -> None:
    figure, core, record = scores(NEAR)
    assert figure >= 0.99
    assert core >= 0.95
    assert record >= 0.90


def test_reports_of_other_places_and_years_meet_their_marks() -> None:
    figure, core, record = scores(FAR)
    assert figure >= 0.97
    assert core >= 0.92
    assert record >= 0.85
