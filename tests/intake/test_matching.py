"""What a new reading says of words that people have already decided about, and what not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.intake.matching import undecided


@dataclass(frozen=True)
class Read:
    """A stretch of text that says something."""

    start: int
    end: int
    indicator: str = "公园"
    kind: str = "figure"


@pytest.mark.parametrize(
    ("claims", "decided", "left"),
    [
        ([Read(5, 7)], [], [Read(5, 7)]),
        ([Read(5, 7)], [Read(5, 7)], []),
        ([Read(5, 7, "碧道")], [Read(5, 7)], []),
        # The reader now takes one character more or less: the same words.
        ([Read(5, 8)], [Read(5, 7)], []),
        ([Read(7, 8)], [Read(5, 7)], [Read(7, 8)]),
        # A task has figures inside its words.
        ([Read(0, 20, "建公园", "task")], [Read(5, 7)], [Read(0, 20, "建公园", "task")]),
        # Two things of one figure, one of them decided about: the other is new, whichever comes first.
        ([Read(5, 7, "公园"), Read(5, 7, "碧道")], [Read(5, 7, "碧道")], [Read(5, 7, "公园")]),
        ([Read(5, 7, "甲"), Read(5, 7, "乙")], [Read(5, 7, "丙"), Read(5, 7, "丁")], []),
        ([Read(5, 7, "甲"), Read(5, 7, "乙")], [Read(5, 7, "丙")], [Read(5, 7, "乙")]),
    ],
)
def test_left_to_decide(claims: list[Read], decided: list[Read], left: list[Read]) -> None:
    assert undecided(claims, decided) == left


spans = st.builds(
    lambda start, length, name: Read(start, start + length, name),
    st.integers(0, 20),
    st.integers(1, 4),
    st.sampled_from("甲乙丙"),
)


@given(st.lists(spans, max_size=8))
def test_what_was_all_decided_leaves_nothing(claims: list[Read]) -> None:
    assert undecided(claims, claims) == []
    assert undecided(claims, []) == claims
