"""The pages on measures say what the vocabularies hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.measures.test_numerals import NOT_OURS
from tools import reference

NUMERALS = Path(__file__).parents[2] / "docs" / "reference" / "numerals.md"


def test_the_tables_are_those_of_the_vocabularies() -> None:
    page = reference.PAGE.read_text(encoding="utf-8")
    assert reference.render(page) == page, "run python -m tools.reference"


def test_a_page_without_its_blocks_is_refused() -> None:
    with pytest.raises(SystemExit, match="expected one block"):
        reference.render("# Measures\n")


def test_every_reason_to_differ_from_the_peer_is_written_down() -> None:
    page = NUMERALS.read_text(encoding="utf-8")
    assert [reason for reason in NOT_OURS if f"| {reason} |" not in page] == []
