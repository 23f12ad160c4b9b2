"""The generated parts of the reference pages say what the vocabularies and rules say."""

from __future__ import annotations

import pytest

from tools import reference


@pytest.mark.parametrize("name", reference.BLOCKS)
def test_the_page_is_up_to_date(name: str) -> None:
    page = (reference.PAGES / name).read_text(encoding="utf-8")
    assert reference.render(page, reference.BLOCKS[name]) == page, "run python -m tools.reference"


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(SystemExit, match="rules"):
        reference.render("nothing", reference.BLOCKS["grammar.md"])
