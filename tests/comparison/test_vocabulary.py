"""Every row of ``vocabulary.toml``: no word twice, none that can never be found, all in the form they are asked in."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from taizhang.comparison.names import plain
from taizhang.comparison.vocabulary import vocabulary

TABLES = tomllib.loads(files("taizhang.comparison").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
SYNONYMS = TABLES["synonyms"]["entries"]
KIN = TABLES["kin"]["entries"]
CONTRASTS = TABLES["contrasts"]["entries"]
LIGHT = TABLES["light"]

EVERY_WORD = [
    *(word for row in SYNONYMS for word in (row["name"], *row["also"])),
    *(word for row in KIN for word in row["members"]),
    *(word for row in CONTRASTS for kind in row["members"] for word in kind),
    *LIGHT["words"],
    *LIGHT["heavy"],
    *LIGHT["bare"],
    *LIGHT["particles"],
    *LIGHT["tails"],
    *TABLES["ceilings"]["words"],
]


def test_words_stand_as_names_do_when_they_are_looked_up() -> None:
    assert [word for word in EVERY_WORD if plain(word) != word] == []


@pytest.mark.parametrize("row", SYNONYMS, ids=lambda row: row["name"])
def test_a_synonym_is_read_as_its_name_and_the_name_stays(row: dict) -> None:
    table = vocabulary().whole_names if row.get("whole") else vocabulary().synonyms
    assert row["note"]
    for word in row["also"]:
        assert table[word] == row["name"]
        assert vocabulary().canonical(word) == row["name"]
    assert vocabulary().canonical(row["name"]) == row["name"]


def test_no_word_is_a_synonym_twice() -> None:
    words = Counter(word for row in SYNONYMS for word in row["also"])
    assert [word for word, times in words.items() if times > 1] == []
    names = {row["name"] for row in SYNONYMS}
    assert names.isdisjoint(words)


@pytest.mark.parametrize("row", KIN, ids=lambda row: row["members"][0])
def test_kin_are_found_in_names_after_synonyms_are_replaced(row: dict) -> None:
    assert row["note"]
    assert len(set(row["members"])) == len(row["members"]) >= 2
    for word in row["members"]:
        assert vocabulary().kin_word.findall(vocabulary().canonical(word)) == [word]


@pytest.mark.parametrize("row", CONTRASTS, ids=lambda row: row["members"][0][0])
def test_contrasts_tell_their_members_apart(row: dict) -> None:
    assert row["note"]
    assert row.get("strict") or len(row["members"]) > 1
    contrast = next(found for found in vocabulary().contrasts if row["members"][0][0] in found.members)
    for number, kind in enumerate(row["members"]):
        for word in kind:
            assert contrast.kinds(word) == {number}
            assert contrast.kinds(vocabulary().canonical(word)) == {number}, "a synonym takes the word away"


def test_contrast_words_belong_to_one_set_each() -> None:
    words = Counter(word for row in CONTRASTS for kind in row["members"] for word in kind)
    assert [word for word, times in words.items() if times > 1] == []


@pytest.mark.parametrize("table", ["words", "heavy", "bare", "particles", "tails"])
def test_light_words_are_each_there_once(table: str) -> None:
    assert [word for word, times in Counter(LIGHT[table]).items() if times > 1] == []


def test_light_words_are_found_whole_and_heavy_ones_are_not() -> None:
    for word in LIGHT["words"]:
        assert vocabulary().light_in(word) == set(range(len(word))), word
    for word in LIGHT["heavy"]:
        assert vocabulary().light_in(word) == frozenset(), word
        assert any(re.search(light, word) for light in (*LIGHT["words"], *LIGHT["particles"])), f"{word} needs no row"


def test_bare_words_are_of_weight() -> None:
    for word in LIGHT["bare"]:
        assert vocabulary().light_in(word) == frozenset(), word
        assert vocabulary().canonical(f"某{word}") == f"某{word}"


def test_single_letters_stand_in_their_own_tables() -> None:
    assert all(len(word) == 1 for word in (*LIGHT["particles"], *LIGHT["tails"]))
    assert all(len(word) > 1 for word in (*LIGHT["words"], *LIGHT["heavy"]))


def test_ceilings_are_each_there_once_and_survive_synonyms() -> None:
    words = TABLES["ceilings"]["words"]
    assert len(set(words)) == len(words)
    assert [word for word in words if not vocabulary().ceiling.search(vocabulary().canonical(word))] == []


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("经济增长", "地区生产总值"),
        ("低空经济", "低空经济"),
        ("11亿元以上项目", "11亿元以上项目"),
        ("1亿元以上项目", "亿元以上项目"),
        ("人均GDP", "人均地区生产总值"),
        ("规上工业企业", "规模以上工业企业"),
        ("协议固投", "协议固定资产投资"),
    ],
)
def test_synonyms_are_replaced_at_their_longest_and_never_inside_a_number(name: str, read: str) -> None:
    assert vocabulary().canonical(name) == read
