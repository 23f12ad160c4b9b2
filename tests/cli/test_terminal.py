"""Text made safe for a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from taizhang.cli.terminal import one_line, printable


@given(st.text(st.characters(), max_size=40))
def test_no_control_character_comes_through(text: str) -> None:
    assert not [mark for mark in printable(text) if unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\t"]
    assert not set(one_line(text)) & set("\n\r\t\x85\u2028")


@given(st.text(st.characters(categories=("L", "N", "P")), max_size=40))
def test_words_come_through_as_they_are(text: str) -> None:
    assert printable(text) == text
