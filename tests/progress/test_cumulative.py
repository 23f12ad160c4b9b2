"""This period and cumulative: the table of docs/reference/entries.md, and that both ways agree."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.progress.cumulative import Figures, completed
from taizhang.progress.entries import Refusal
from tests.progress.pages import rows


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@pytest.mark.parametrize("row", rows("entries.md", "last", "this", "cumulative", "gives this", "gives cumulative"))
def test_the_figures_of_the_page(row: tuple[str, ...]) -> None:
    last, this, cumulative, *given = row
    found = completed(number(this), number(cumulative), number(last))
    if isinstance(found, Refusal):
        assert [found.reason.code, ""] == given
    else:
        assert found == Figures(number(given[0]), number(given[1]))


def test_a_contradiction_is_said_with_its_numbers() -> None:
    found = completed(Decimal("30.50"), Decimal(140), Decimal(100))
    assert isinstance(found, Refusal)
    assert found.reason.words() == (
        "上期累计 100 加本期 30.5 为 130.5，与填写的累计 140 相差 9.5：请改正其一，另一个可以留空。"
    )


FIGURES = st.decimals(-(10**12), 10**12, places=6)


@given(FIGURES, FIGURES)
def test_either_gives_the_other(this: Decimal, last: Decimal) -> None:
    forth = completed(this, None, last)
    assert isinstance(forth, Figures)
    assert completed(None, forth.cumulative, last) == forth == completed(this, forth.cumulative, last)
