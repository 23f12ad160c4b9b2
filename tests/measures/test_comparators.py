"""Comparing words row by row, at a place of a text, and together."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.comparators import Comparator, said_after, said_before, together

TABLES: dict[str, Any] = tomllib.loads(
    files("taizhang.measures").joinpath("comparators.toml").read_text(encoding="utf-8")
)
BEFORE, AFTER = TABLES["before"], TABLES["after"]
SIGNS = {">=", ">", "<=", "<", "=", "~"}


@pytest.mark.parametrize("row", BEFORE, ids=[row["word"] for row in BEFORE])
def test_every_word_before_is_found(row: dict[str, Any]) -> None:
    assert set(row) <= {"word", "says", "not_after", "only_before"}
    assert row["says"] in SIGNS
    number = "千名" if "only_before" in row else "30家"
    text = f"数量{row['word']}{number}"
    said = said_before(text, text.index(number))
    assert said is not None
    assert (said.words, said.comparator) == (row["word"], row["says"])
    assert text[said.start : said.end] == row["word"]


@pytest.mark.parametrize("row", AFTER, ids=[row["word"] for row in AFTER])
def test_every_word_after_is_found(row: dict[str, Any]) -> None:
    assert set(row) <= {"word", "says", "only_after", "not_before"}
    assert row["says"] in SIGNS
    figure = "六分之一" if "only_after" in row else "30家"
    for tail in ("，", ""):
        said = said_after(f"{figure}{row['word']}{tail}", len(figure))
        assert said is not None
        assert (said.words, said.comparator) == (row["word"], row["says"])


def test_guards_hold() -> None:
    for row in BEFORE:
        for char in row.get("not_after", ""):
            said = said_before(f"{char}{row['word']}千名", 1 + len(row["word"]))
            assert said is None or said.words != row["word"]
    for row in AFTER:
        for words in row.get("not_before", "").split("|"):
            assert not words or said_after(f"3户{row['word']}{words}", 2) is None


def test_words_are_unique_and_sorted() -> None:
    for rows in (BEFORE, AFTER):
        words = [row["word"] for row in rows]
        assert words == sorted(set(words))


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("产值超过[1500亿元]", ">", None),
        ("产值超过了[1500亿元]", ">", None),
        ("达到 [30家] 以上", "=", ">="),
        ("不少于[12 宗]", ">=", None),
        ("控制在[3%]左右", "<=", "~"),
        ("培训上[千名]", ">=", None),
        ("线上[百场]", None, None),
        ("节约[3亿元]", None, None),
        ("签约[40宗]", None, None),
        ("附近[3个]", None, None),
        ("接近[七成]", "~", None),
        ("占[六分之一]强", None, ">"),
        ("前[100个]强县", None, None),
        ("打破[3项]纪录", None, None),
        ("突破[千亿元]大关", ">", None),
        ("迈上[3万元]台阶", ">=", None),
        ("不超过[5个]工作日", "<=", None),
        ("增加[3年]多", None, ">"),
        ("面向[3户]多元化经营", None, None),
        ("[30家]", None, None),
        ("≥[90%]", ">=", None),
    ],
)
def test_what_stands_around_a_number(text: str, before: str | None, after: str | None) -> None:
    start, end = text.index("["), text.index("]") - 1
    bare = text.replace("[", "").replace("]", "")
    ahead, behind = said_before(bare, start), said_after(bare, end)
    assert (ahead and ahead.comparator) == before
    assert (behind and behind.comparator) == after


@pytest.mark.parametrize(
    ("before", "inside", "after", "says"),
    [
        (None, None, None, "="),
        ("=", None, None, "="),
        ("=", ">", None, ">"),
        ("=", None, ">=", ">="),
        ("<=", None, "~", "~"),
        ("<=", ">", None, "<="),
        (">", None, None, ">"),
        ("~", ">", ">=", ">="),
    ],
)
def test_together(
    before: Comparator | None, inside: Comparator | None, after: Comparator | None, says: Comparator
) -> None:
    assert together(before, inside, after) == says


@given(st.text(max_size=20), st.integers(0, 20))
def test_any_place_of_any_text_answers_within_it(text: str, at: int) -> None:
    at = min(at, len(text))
    for said in (said_before(text, at), said_after(text, at)):
        assert said is None or text[said.start : said.end] == said.words
