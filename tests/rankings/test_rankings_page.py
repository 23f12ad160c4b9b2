"""The tables of docs/reference/rankings.md are what the rules give."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from taizhang.rankings.placing import ranks
from taizhang.rankings.rules import MISSING, Item, Rules
from taizhang.rankings.scoring import Given, score

PAGE = Path(__file__).parents[2] / "docs/reference/rankings.md"
D = Decimal
HUNDRED = Item(1, "delta", D(100))
KINDS = {"min–max": "minmax", "percentile": "percentile", "z": "z", "target": "target"}


def tables() -> list[list[list[str]]]:
    found: list[list[list[str]]] = [[]]
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif found[-1]:
            found.append([])
    return [rows for rows in found if rows]


POINTS, CHANGE, FIGURES, MISSED, POSSIBLE, TIES, SPREAD = tables()


@pytest.mark.parametrize("row", POINTS[2:], ids=lambda row: f"{row[0]} {row[1]}")
def test_points(row: list[str]) -> None:
    options: dict[str, Any] = {"normalisation": KINDS[row[0]]}
    target = None
    for words in filter(None, row[1].split(", ")):
        name, _space, value = words.partition(" ")
        if name == "down":
            options["direction"] = "down"
        elif name == "target":
            target = D(value)
        else:
            options[name] = D(value)
    places = [[Given(D(value), target=target)] for value in POINTS[0][2:]]
    found = score(Rules((replace(HUNDRED, **options),)), places)
    assert [f"{each.parts[0].level.points:.2f}" for each in found] == row[2:]


def test_level_and_change() -> None:
    rows = CHANGE[2:]
    places = [[Given(D(row[1]), before=D(row[2]))] for row in rows]
    found = score(Rules((replace(HUNDRED, change=D(40)),)), places)
    for row, each in zip(rows, found, strict=True):
        (part,) = each.parts
        shown = [part.level.points, part.change.points, each.level, each.change, each.score]
        assert [f"{number:.2f}" for number in shown] == row[3:]


def test_missing_figures_and_possible_places() -> None:
    items = (replace(HUNDRED, weight=D(60)), replace(HUNDRED, indicator=2, weight=D(40)))
    places = [
        [Given(None, last=D(2100)) if row[1] == "–" else Given(D(row[1])), Given(D(row[2]))] for row in FIGURES[2:]
    ]
    rules = [row[0] for row in MISSED[2:]]
    assert rules == list(MISSING)
    for row in MISSED[2:]:
        found = score(Rules(items, missing=row[0], least=D(30)), places)  # type: ignore[arg-type]
        assert [f"{each.score} ({each.rank})" for each in found] == row[1:]
        assert [f"{each.best}–{each.worst}" for each in found] == POSSIBLE[2][1:]


def test_ties() -> None:
    scores = [D(each) for each in TIES[0][1:]]
    for row in TIES[2:]:
        assert [str(each) for each in ranks(scores, row[0])] == row[1:]  # type: ignore[arg-type]


def test_where_a_better_figure_falls_behind_by_deviation() -> None:
    half = replace(HUNDRED, weight=D(50), normalisation="z")
    rules = Rules((half, replace(half, indicator=2)))
    for first, shown in ((1, 3), (5, 6)):
        found = score(rules, [[Given(D(row[first])), Given(D(row[2]))] for row in SPREAD[2:]])
        assert [[str(each.score), str(each.rank)] for each in found] == [row[shown : shown + 2] for row in SPREAD[2:]]


def test_the_fields_of_a_record_are_named() -> None:
    from taizhang.rankings.records import COLUMNS

    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in COLUMNS if not re.search(rf"\b{name}\b", text)] == []
