"""Derivations as trees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from taizhang.cli.output.derivations import Node, derivation_tree
from taizhang.reading.results import Step


def shape(nodes: list[Node]) -> list[object]:
    return [[node.step.rule, *shape(node.children)] if node.children else node.step.rule for node in nodes]


def step(rule: str, start: int, end: int) -> Step:
    return Step(rule, start, end, "")


def test_a_step_stands_under_the_one_that_contains_it() -> None:
    steps = [step("number", 4, 6), step("clause", 0, 10), step("unit", 6, 7), step("amount", 4, 7)]
    assert shape(derivation_tree(steps)) == [["clause", ["amount", "number", "unit"]]]


def test_steps_apart_or_overlapping_stand_side_by_side() -> None:
    steps = [step("left", 0, 5), step("right", 3, 8), step("far", 9, 10)]
    assert shape(derivation_tree(steps)) == ["left", "right", "far"]


def test_steps_on_the_same_words_keep_their_order() -> None:
    assert shape(derivation_tree([step("first", 0, 3), step("second", 0, 3)])) == [["first", "second"]]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)))
def test_every_step_is_in_the_tree_once_and_inside_its_parent(spans: list[list[int]]) -> None:
    steps = [step(str(index), start, end) for index, (start, end) in enumerate(spans)]
    seen: list[str] = []

    def walk(nodes: list[Node], low: int, high: int) -> None:
        for node in nodes:
            assert low <= node.step.start <= node.step.end <= high
            seen.append(node.step.rule)
            walk(node.children, node.step.start, node.step.end)

    walk(derivation_tree(steps), 0, 30)
    assert sorted(seen) == sorted(step.rule for step in steps)
