"""The reader's word lists: every entry is usable, none stands twice in a list."""

from __future__ import annotations

from importlib.resources import files

import pytest

from taizhang.reading.words import Prefixes, Suffixes, table

TABLES = [
    entry.name.removesuffix(".toml")
    for entry in files("taizhang.reading").joinpath("lexicon").iterdir()
    if entry.name.endswith(".toml")
]


def lists(name: str) -> list[tuple[str, list[str]]]:
    found = []
    for key, value in table(name).items():
        if isinstance(value, list):
            found.append((key, value))
        else:
            found += [(f"{key}.{inner}", words) for inner, words in value.items() if isinstance(words, list)]
    return found


@pytest.mark.parametrize("name", TABLES)
def test_no_word_is_empty_or_stands_twice(name: str) -> None:
    for key, words in lists(name):
        assert all(word and word == word.strip() for word in words), key
        assert len(words) == len(set(words)), f"{key}: {sorted(word for word in words if words.count(word) > 1)}"


def test_longest_suffix_wins_and_respects_the_start() -> None:
    suffixes = Suffixes({"达": "level", "达到": "level", "到": "level"})
    assert suffixes.at("比重达到", 4) == "达到"
    assert suffixes.at("比重达到", 4, 3) == "到"
    assert suffixes.at("比重", 2) is None


def test_longest_prefix_wins_and_respects_the_end() -> None:
    prefixes = Prefixes(["新", "新建"])
    assert prefixes.at("新建学校", 0, 4) == "新建"
    assert prefixes.at("新建学校", 0, 1) == "新"
    assert prefixes.at("学校", 0, 2) is None
