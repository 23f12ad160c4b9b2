"""Which checks of an entered figure are made, whether each asks for a word, and by what limits: data, with presets."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any

from taizhang.progress.reasons import Reason

_MOST = Decimal(10) ** 6
_MOST_WORDS, _LONGEST_WORD = 100, 60

#: What evidence may be wanted of: targets ensured 确保, figures that reach their target, key items 重点, everything.
WANTED = ("ensure", "reached", "key", "all")


class CheckRuleError(ValueError):
    """A table that makes no rule; ``reason`` names the key and what it must be."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.words())
        self.reason = reason


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One check: whether it is made, whether it asks for a word, its thresholds and its lists of words by name."""

    name: str
    on: bool
    asks: bool
    thresholds: tuple[tuple[str, Decimal], ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __getitem__(self, name: str) -> Decimal:
        """A threshold; raises ``KeyError``."""
        return dict(self.thresholds)[name]

    def listed(self, name: str) -> tuple[str, ...]:
        """A list of words; raises ``KeyError``."""
        return dict(self.lists)[name]

    def table(self) -> dict[str, Any]:
        """The table it was parsed from, in what JSON can keep."""
        plain = {name: str(value) for name, value in self.thresholds}
        return {"on": self.on, "asks": self.asks, **plain, **{name: list(words) for name, words in self.lists}}


def preset() -> tuple[CheckRule, ...]:
    """The checks that come with the program, in their order."""
    return tuple(CheckRule(name, **_read(name, table)) for name, table in _tables().items())


def parse(tables: Mapping[str, Any]) -> tuple[CheckRule, ...]:
    """An office's checks: its changes to the preset, by name of the check; raises ``CheckRuleError``.

    >>> [rule["times"] for rule in parse({"jump": {"times": 3}}) if rule.name == "jump"]
    [Decimal('3')]
    """
    for name, table in tables.items():
        if name not in _tables():
            raise CheckRuleError(Reason.of("check_key", key=name))
        odd = sorted(map(str, set(table) - set(_tables()[name]))) if isinstance(table, Mapping) else [name]
        if odd:
            raise CheckRuleError(Reason.of("check_key", key=f"{name}.{odd[0]}"))
    return tuple(CheckRule(name, **_read(name, {**known, **tables.get(name, {})})) for name, known in _tables().items())


def tables_of(rules: Iterable[CheckRule]) -> dict[str, dict[str, Any]]:
    """The checks as ``parse`` takes them, in what JSON can keep."""
    return {rule.name: rule.table() for rule in rules}


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("taizhang.progress").joinpath("checks.toml").read_text(encoding="utf-8"))


def _read(name: str, table: Mapping[str, Any]) -> dict[str, Any]:
    switches = {key: table[key] for key in ("on", "asks")}
    for key, value in switches.items():
        if not isinstance(value, bool):
            raise _wrong(f"{name}.{key}", value)
    lists = [key for key, value in _tables()[name].items() if isinstance(value, list)]
    words = {key: _words(f"{name}.{key}", table[key]) for key in lists}
    if odd := sorted({*words.get("wanted", ())} - {*WANTED}):
        raise _wrong(f"{name}.wanted", odd[0])
    if both := sorted({*words.get("areas", ())} & {*words.get("spared", ())}):
        raise CheckRuleError(Reason.of("check_area_both", area=both[0]))
    kept = [(key, table[key]) for key in _tables()[name] if key not in {*switches, *lists}]
    thresholds = tuple((key, _threshold(f"{name}.{key}", value)) for key, value in kept)
    return {**switches, "thresholds": thresholds, "lists": tuple(words.items())}


def _words(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or len(value) > _MOST_WORDS:
        raise _wrong(key, value)
    for each in value:
        if not isinstance(each, str) or not each.strip() or len(each) > _LONGEST_WORD or not each.isprintable():
            raise _wrong(key, each)
    return tuple(dict.fromkeys(each.strip() for each in value))


def _threshold(key: str, value: object) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise _wrong(key, value) from None
    if isinstance(value, bool) or not number.is_finite() or not 0 < number <= _MOST:
        raise _wrong(key, value)
    return number


def _wrong(key: str, value: object) -> CheckRuleError:
    return CheckRuleError(Reason.of("check_value", key=key, value=str(value)[:40]))
