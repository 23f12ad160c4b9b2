"""The language chosen and the wordings in it."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import get_args

import pytest

import taizhang.cli
from taizhang.cli.language import LANGUAGES, Voice, choose_language, wordings
from taizhang.reading import results

SOURCES = "\n".join(path.read_text("utf-8") for path in Path(taizhang.cli.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "zh_CN.GB18030"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "POSIX"}, "zh"),
        ([], {"LC_ALL": "en_US", "LANG": "zh_CN"}, "en"),
        (["read", "x", "--lang", "zh"], {"LANG": "en_US"}, "zh"),
        (["--lang=en"], {}, "en"),
        (["--lang", "fr"], {"LANG": "en_US"}, "en"),
        (["--lang"], {}, "zh"),
    ],
)
def test_the_language_is_asked_for_or_the_systems(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert choose_language(arguments, environment) == language


@pytest.mark.parametrize("key", wordings())
def test_every_wording_is_in_both_languages_with_the_same_facts(key: str) -> None:
    said = wordings()[key]
    assert set(said) == set(LANGUAGES)
    # English names a file's problem by its code, for the reader's own reasons are Chinese.
    facts = [{name for _, name, _, _ in string.Formatter().parse(words) if name} for words in said.values()]
    assert facts[0] == facts[1] or (key.startswith("problem.") and facts[1] <= facts[0])


@pytest.mark.parametrize("key", wordings())
def test_no_wording_is_dead(key: str) -> None:
    table, name = key.split(".", 1)
    assert any(words in SOURCES for words in (f'"{key}"', f'"{table}.{{', f'"{table}",', f'"{name}"'))


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("kind", results.Kind),
        ("role", results.Role),
        ("measure", results.Measure),
        ("comparator", results.Comparator),
        ("strength", results.Strength),
    ],
)
def test_every_value_of_a_field_has_a_word(table: str, values: object) -> None:
    for value in get_args(values):
        assert Voice("zh").label(table, value)


def test_every_problem_the_reader_knows_has_a_wording() -> None:
    errors = Path(results.__file__).with_name("sources") / "errors.py"
    codes = re.findall(r'^    code(?:: ClassVar\[str\])? = "([a-z-]+)"', errors.read_text("utf-8"), re.MULTILINE)
    assert len(codes) >= 11
    assert not [code for code in codes if f"problem.{code}" not in wordings()]
