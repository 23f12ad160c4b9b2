"""The page of fields says what goes out."""

from __future__ import annotations

from tools import dictionary


def test_the_page_of_fields_is_up_to_date() -> None:
    assert dictionary.PAGE.read_text(encoding="utf-8") == dictionary.page(), "run python -m tools.dictionary"
