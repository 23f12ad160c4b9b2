"""Word 97-2003 documents: their words are read, every damage is refused in words."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.reading import read_file
from taizhang.reading.sources import SourceError, source_from_bytes

PLAN = Path(__file__).with_name("data") / "plan.doc"
DATA = PLAN.read_bytes()


def test_a_plan_is_read_to_claims() -> None:
    document = read_file(PLAN)
    assert document.format == "doc"
    assert [claim.figure for claim in document.figures][:2] == ["5000个", "3900座"]
    assert document.figures[-1].indicator == "农村生活污水治理"
    assert [note.code for note in document.notes] == ["tables-flat"]


def test_paragraphs_stand_on_their_own_lines() -> None:
    source = source_from_bytes(DATA, name="plan.doc")
    assert next(source.text[block.start : block.end] for block in source.blocks) == "韶关市2024年工作要点"


@pytest.mark.parametrize("length", [600, 2000, len(DATA) // 2])
def test_part_of_a_document_is_refused(length: int) -> None:
    with pytest.raises(SourceError) as caught:
        source_from_bytes(DATA[:length], name="part.doc")
    assert caught.value.code in ("damaged", "truncated", "unsupported")


def test_a_document_under_a_password_is_said_to_be() -> None:
    at = DATA.index(b"\xec\xa5")
    flags = bytearray(DATA)
    flags[at + 0x0B] |= 0x01
    with pytest.raises(SourceError) as caught:
        source_from_bytes(bytes(flags), name="secret.doc")
    assert caught.value.code == "encrypted"


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_change_of_bytes_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(DATA)
    for offset, byte in changes:
        data[offset] = byte
    with contextlib.suppress(SourceError):
        source_from_bytes(bytes(data), name="plan.doc")
