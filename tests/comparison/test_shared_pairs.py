"""The January report against the April plan, pair by pair, where the shared gold is at hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from taizhang.comparison import Difference, compare
from taizhang.reading import Claim, Document, read_file

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAIRS = SHARED / "eval" / "pairs_s1_s0.jsonl"

needs_gold = pytest.mark.skipif(not PAIRS.exists(), reason="the shared gold is not here")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def gold_document(name: str) -> Document:
    """The document with the claims that were annotated by hand."""
    text = (SHARED / "documents" / f"{name}.txt").read_bytes().decode("utf-8")
    return Document(text, tuple(annotated(text, row) for row in rows(SHARED / "eval" / "dev" / f"{name}.jsonl")))


def annotated(text: str, row: dict[str, Any]) -> Claim:
    start = max(text.find(row["quote"], max(0, row["start"] - len(row["quote"]))), 0)
    facts = {field: row[field] for field in ("start", "end", "figure", "role", "indicator", "measure", "direction")}
    facts |= {field: row[field] for field in ("comparator", "unit", "period", "place", "owner", "quote")}
    return Claim(
        kind="figure", value=Decimal(str(row["value"])), quote_start=start, quote_end=start + len(row["quote"]), **facts
    )


@dataclass(frozen=True, slots=True)
class Score:
    """How found pairs agree with gold: F1 of whole groups, F1 of single links, and the links with a wrong status."""

    groups: float
    links: float
    wrong: list[tuple[int, int]]


def score(found: Iterable[dict[str, Any]], gold: Iterable[dict[str, Any]]) -> Score:
    mine, yours = list(found), list(gold)
    return Score(f1(groups(mine), groups(yours)), f1(links(mine), links(yours)), wrong(links(mine), links(yours)))


def groups(records: list[dict[str, Any]]) -> set[Any]:
    return {(tuple(row["old"]), tuple(row["new"])) for row in records if row["old"] and row["new"]}


def links(records: list[dict[str, Any]]) -> dict[tuple[int, int], str]:
    return {(i, j): row["status"] for row in records for i in row["old"] for j in row["new"]}


def f1(found: Any, gold: Any) -> float:
    return 2 * len(set(found) & set(gold)) / max(1, len(found) + len(gold))


def wrong(found: dict[tuple[int, int], str], gold: dict[tuple[int, int], str]) -> list[tuple[int, int]]:
    return sorted(link for link in found.keys() & gold.keys() if found[link] != gold[link])


def records(found: Iterable[Difference]) -> list[dict[str, Any]]:
    return [difference.record() for difference in found]


def test_the_scorer_itself() -> None:
    gold = [{"old": [1], "new": [2, 3], "status": "raised"}, {"old": [4], "new": [5], "status": "unchanged"}]
    found = [
        {"old": [1], "new": [2], "status": "lowered"},
        {"old": [4], "new": [5], "status": "unchanged"},
        {"old": [], "new": [6], "status": "new"},
    ]
    assert score(gold, gold) == Score(1.0, 1.0, [])
    assert score(found, gold) == Score(0.5, 0.8, [(1, 2)])
    assert score([], gold) == Score(0.0, 0.0, [])


@needs_gold
def test_pairs_from_annotated_claims() -> None:
    result = score(records(compare(gold_document("s1"), gold_document("s0"))), rows(PAIRS))
    assert result.groups >= 0.95
    assert result.links >= 0.95
    assert result.wrong == []


@needs_gold
def test_pairs_from_the_files_as_they_are_read() -> None:
    old, new = (read_file(SHARED / "documents" / f"{name}.txt") for name in ("s1", "s0"))
    result = score(records(compare(old, new)), rows(PAIRS))
    assert result.groups >= 0.95
    assert result.links >= 0.95
    assert result.wrong == []


@needs_gold
@pytest.mark.parametrize("unsaid", ["place", "period", "measure", "direction"])
def test_pairs_where_the_reader_left_something_out(unsaid: str) -> None:
    old, new = gold_document("s1"), gold_document("s0")
    poorer = replace(new, claims=tuple(replace(claim, **{unsaid: None}) for claim in new.claims))
    result = score(records(compare(old, poorer)), rows(PAIRS))
    assert result.links >= 0.95
    assert result.wrong == []


@needs_gold
@pytest.mark.parametrize("name", ["s0", "s1"])
def test_a_document_is_unchanged_against_itself(name: str) -> None:
    document = gold_document(name)
    assert {difference.status for difference in compare(document, document)} == {"unchanged"}
