"""The tables of words: every entry is met, none stands twice, none is out of form."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from taizhang.reading.tables.headings import read_heading, squeezed
from taizhang.reading.tables.labels import of_whole, part_noun, read_label
from taizhang.reading.tables.quantities import is_blank, quantity


def table(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("taizhang.reading.tables").joinpath(f"{name}.toml").read_text("utf-8"))


COLUMNS = [
    (role, place, word)
    for role, rows in table("columns").items()
    if role != "empty"
    for place, words in rows.items()
    for word in words
]


def lists(node: object) -> Iterator[list[str]]:
    if isinstance(node, dict):
        for child in node.values():
            yield from lists(child)
    elif isinstance(node, list):
        yield node


@pytest.mark.parametrize("name", ["columns", "labels", "cells"])
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    for words in lists(table(name)):
        assert len(words) == len(set(words)), sorted(word for word in words if words.count(word) > 1)


@pytest.mark.parametrize(("role", "place", "word"), COLUMNS)
def test_heading_word_has_its_role(role: str, place: str, word: str) -> None:
    assert word == squeezed(word)
    heading = read_heading(word if place == "whole" else f"某某{word}", 2024)
    assert role in heading.roles


@pytest.mark.parametrize("word", table("cells")["blank"]["words"])
def test_blank_is_no_number(word: str) -> None:
    assert is_blank(word)
    assert quantity(word, 0, len(word)) is None


@pytest.mark.parametrize(
    ("sign", "word"), [(sign, word) for sign, words in table("cells")["before"].items() for word in words]
)
def test_comparing_word_before(sign: str, word: str) -> None:
    cell = f"{word}50个"
    found = quantity(cell, 0, len(cell))
    assert found is not None
    assert (found.comparator, cell[found.start : found.end]) == (sign, "50个")


@pytest.mark.parametrize(
    ("sign", "word"), [(sign, word) for sign, words in table("cells")["behind"].items() for word in words]
)
def test_comparing_word_behind(sign: str, word: str) -> None:
    cell = f"50个{word}"
    found = quantity(cell, 0, len(cell))
    assert found is not None
    assert (found.comparator, cell[found.start : found.end]) == (sign, "50个")


@pytest.mark.parametrize(
    ("way", "word"), [(way, word) for way in ("up", "down") for word in table("cells")[way]["words"]]
)
def test_moving_word(way: str, word: str) -> None:
    cell = f"{word}3.5%"
    found = quantity(cell, 0, len(cell))
    assert found is not None
    assert (found.direction, found.signed) == (way, not "\u4e00" <= word[0] <= "\u9fff")


@pytest.mark.parametrize("word", table("cells")["filler"]["words"])
def test_filler_says_nothing(word: str) -> None:
    cell = f"{word}50个"
    found = quantity(cell, 0, len(cell))
    assert found is not None
    assert (found.comparator, found.direction) == ("=", None)


@pytest.mark.parametrize(
    ("way", "word"), [(way, word) for way in ("up", "down") for word in table("labels")[way]["words"]]
)
def test_change_ends_a_label(way: str, word: str) -> None:
    label = read_label(f"工业用水{word}（%）")
    assert (label.moving, label.stem) == (way, "工业用水")


@pytest.mark.parametrize(("whole", "noun"), table("labels")["parts"].items())
def test_part_takes_the_noun_of_its_whole(whole: str, noun: str) -> None:
    assert part_noun(f"某地{whole}") == noun
    assert of_whole("甲类", noun) == f"甲类{noun}"
