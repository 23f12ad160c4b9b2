"""The tables of docs/reference/totals.md are what the rules give."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from taizhang.progress.amounts import Amount, percentage
from taizhang.progress.series import Asked, Tree

PAGE = Path(__file__).parents[2] / "docs/reference/totals.md"
CITY, CHANGAN, HUMEN = 1, 2, 3


def _tables() -> list[list[list[str]]]:
    tables: list[list[list[str]]] = [[]]
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            tables[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif tables[-1]:
            tables.append([])
    return [rows[2:] for rows in tables if rows]


def _day(month: str) -> date:
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def _amount(words: str) -> Amount | None:
    if words == "–":
        return None
    value, _slash, denominator = words.partition("/")
    return Amount(Decimal(value), Decimal(denominator) if denominator else None)


def _reports(rows: list[list[str]], column: int) -> list[Asked]:
    return [Asked(_day(row[0]), _amount(row[column])) for row in rows]


def test_what_stands_month_by_month() -> None:
    rows = _tables()[0]
    tree = Tree(CITY, {CITY: [CHANGAN, HUMEN]}, {CITY: "sum"}, {CHANGAN: _reports(rows, 1), HUMEN: _reports(rows, 2)})
    sums = tree.sums()[CITY]
    shown = [
        [row[0], str(sums[_day(row[0])].amount.value), f"{sums[_day(row[0])].reported}/{sums[_day(row[0])].expected}"]
        for row in rows
    ]
    assert shown == [[row[0], row[3], row[4]] for row in rows]


@pytest.mark.parametrize("row", _tables()[1], ids=lambda row: row[0])
def test_how_it_adds_up(row: list[str]) -> None:
    first, last = date(2024, 1, 30), date(2024, 1, 31)
    reports = {CHANGAN: [Asked(first, _amount(row[1]))], HUMEN: [Asked(last, _amount(row[2]))]}
    tree = Tree(CITY, {CITY: [CHANGAN, HUMEN]}, {CITY: row[0]}, reports)
    tree.sums()
    stands = tree.standing(CITY, last).amount
    shown = f"{percentage(stands)}%" if row[0] == "ratio" else str(stands.value if stands.value is not None else "–")
    assert shown == row[3]


def test_who_was_asked_last_answers() -> None:
    rows = _tables()[2]
    own = [Asked(_day(row[0]), _amount(row[2])) for row in rows if row[1] == "itself"]
    shares = [Asked(_day(row[0]), _amount(row[3])) for row in rows if row[1] == "shares"]
    tree = Tree(CITY, {CITY: [CHANGAN]}, {CITY: "sum"}, {CITY: own, CHANGAN: shares})
    tree.sums()
    assert [str(tree.standing(CITY, _day(row[0])).amount.value) for row in rows] == [row[4] for row in rows]
