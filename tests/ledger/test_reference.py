"""The worked tables of docs/reference/shares.md and outcomes.md, computed anew."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from taizhang.comparison import compare_claims
from taizhang.ledger.floors import Quota, least
from taizhang.ledger.queries.comparing import outcome
from taizhang.ledger.shares import divided, step_for
from taizhang.reading.pipeline import read
from taizhang.reading.results import Claim

REFERENCE = Path(__file__).resolve().parents[2] / "docs/reference"


def rows(page: str, name: str) -> list[list[str]]:
    """The cells of a worked table, without its heading."""
    table = (REFERENCE / page).read_text("utf-8").split(f"<!-- {name} -->")[1].split("<!-- end -->")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()[2:]]


@pytest.mark.parametrize(("whole", "weights", "shares"), rows("shares.md", "dividing"))
def test_dividing(whole: str, weights: str, shares: str) -> None:
    value = Decimal(whole)
    parts = divided(value, [Decimal(each) for each in weights.split(", ")], step_for(value))
    assert parts == [Decimal(each) for each in shares.split(", ")]


@pytest.mark.parametrize(("units", "floors", "needed"), rows("shares.md", "floors"))
def test_floors(units: str, floors: str, needed: str) -> None:
    counted = {level: int(number) for level, number in (each.split() for each in units.split(", "))}
    assert least([_quota(each) for each in floors.split("; ")], counted) == Decimal(needed)


def _quota(words: str) -> Quota:
    said, _times, certain = words.partition(" × ")
    level, value = said.split()
    return Quota(level, Decimal(value), int(certain) if certain else None)


@pytest.mark.parametrize(("promised", "reported", "further", "became"), rows("outcomes.md", "outcomes"))
def test_outcomes(promised: str, reported: str, further: str, became: str) -> None:
    promise = _claims(f"2024年{promised}。", 2024)
    results = _claims(f"2024年，{reported}。", 2024, "actual") if reported else []
    found = next(each for each in compare_claims(promise, results) if each.old)
    assert outcome(found, _claims(f"2025年{further}。", 2025) if further else []) == became


def _claims(text: str, year: int, role: str = "target") -> list[Claim]:
    head = f"东莞市{year}年工作要点\n一、工作安排\n" if role == "target" else f"东莞市{year}年工作回顾\n过去一年，"
    return [each for each in read(head + text, year=year, place="东莞市").claims if each.role == role]
