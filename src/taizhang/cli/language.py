"""The language taizhang speaks to its user, Chinese or English, and the words it uses in each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """``--lang`` where it is given, else the locale's language, else Chinese.

    Looked up before the arguments are parsed, for the help itself is written in it.

    >>> choose_language(["read", "--lang=en"], {"LANG": "zh_CN.UTF-8"})
    'en'
    >>> choose_language([], {"LC_ALL": "", "LANG": "en_GB.UTF-8"}), choose_language([], {"LANG": "C.UTF-8"})
    ('en', 'zh')
    """
    for asked in _asked(arguments):
        if asked in LANGUAGES:
            return asked
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    code = locale.split(".")[0].split("_")[0].lower()
    return "zh" if code in ("zh", "c", "posix", "") else "en"


def _asked(arguments: Sequence[str]) -> list[str]:
    following = [second for first, second in pairwise(arguments) if first == "--lang"]
    return following + [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files("taizhang.cli").joinpath("words.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return {f"{table}.{key}": entry for table, entries in tables.items() for key, entry in entries.items()}


@dataclass(frozen=True, slots=True)
class Voice:
    """What is said to the user, in one language; the wordings stand in ``words.toml``."""

    language: Language

    def say(self, key: str, **facts: object) -> str:
        """The wording named ``key`` with the facts put in; ``KeyError`` for a key that is not in ``words.toml``."""
        return _words()[key][self.language].format(**facts)

    def label(self, table: str, value: str | None) -> str:
        """The word for one of a field's values (``role``, ``measure`` …), empty for none."""
        return self.say(f"{table}.{value}") if value else ""


def wordings() -> Mapping[str, Mapping[str, str]]:
    """Every wording by its key, for pages that carry both languages."""
    return _words()
