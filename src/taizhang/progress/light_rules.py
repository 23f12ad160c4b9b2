"""The rules for lights as values: the presets of ``lights.toml``, and an office's own in the same form."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from taizhang.progress.reasons import Reason

Colour = Literal["green", "yellow", "red", "waiting", "closed"]
Group = Literal["waiting", "closed", "green", "applied", "yellow", "red"]

_MOST = Decimal(10_000)  # points, percent, days or months; any rule an office means lies far below


class RuleError(ValueError):
    """A table that makes no rule; ``reason`` names the key and what it must be."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.words())
        self.reason = reason


@dataclass(frozen=True, slots=True)
class LightRules:
    """One dated version of a rule; the keys are those that ``lights.toml`` describes."""

    name: str
    version: str
    dated: date
    zh: str
    en: str
    note: str
    slight: Colour
    yellow_from: Decimal
    red_above: Decimal
    start_red_months: int
    caught_up: Colour
    no_report_red: int
    grace: int
    incomplete_below: Decimal
    incomplete: Colour
    states: tuple[tuple[Group, tuple[str, ...]], ...]

    @classmethod
    def parse(cls, name: str, table: Mapping[str, Any]) -> LightRules:
        """The rule of a table as TOML or JSON gives it; raises ``RuleError``.

        A preset's own table, changed where the office decides otherwise, is one:

        >>> own = LightRules.parse("ours", {**presets()["standard"].table(), "version": "2", "slight": "yellow"})
        >>> own.slight, own.yellow_from
        ('yellow', Decimal('10'))
        """
        if odd := sorted({*map(str, table)} ^ set(_KEYS)):
            raise RuleError(Reason.of("rule_key", rule=name, key=odd[0]))
        read: dict[str, Any] = {key: reader(name, key, table[key]) for key, reader in _KEYS.items()}
        if read["yellow_from"] > read["red_above"]:
            raise RuleError(Reason.of("rule_value", rule=name, key="red_above", value=table["red_above"]))
        return cls(name=name, **read)

    def table(self) -> dict[str, Any]:
        """The table it was parsed from, in what JSON can keep."""
        kept: dict[str, Any] = {key: getattr(self, key) for key in _KEYS}
        plain = {key: str(value) for key, value in kept.items() if isinstance(value, (Decimal, date))}
        return kept | plain | {"states": {group: list(names) for group, names in self.states}}

    def group(self, state: str) -> Group | None:
        """How the state speaks for itself, or ``None`` where the figures speak."""
        return next((group for group, names in self.states if state in names), None)

    def title(self, language: str | None = "zh") -> str:
        """Its name and version, for a person."""
        return f"{self.en if (language or '').startswith('en') else self.zh} {self.version}"

    def for_points(self, behind: Decimal) -> Colour:
        """The light for being so many points behind; below zero is ahead."""
        if behind <= 0:
            return "green"
        if behind > self.red_above:
            return "red"
        return "yellow" if behind >= self.yellow_from else self.slight


@cache
def presets() -> Mapping[str, LightRules]:
    """The rules that come with the program, by name."""
    text = files("taizhang.progress").joinpath("lights.toml").read_text(encoding="utf-8")
    return {name: LightRules.parse(name, table) for name, table in tomllib.loads(text).items()}


def _wrong(rule: str, key: str, value: object) -> RuleError:
    return RuleError(Reason.of("rule_value", rule=rule, key=key, value=str(value)[:40]))


def _words(rule: str, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 400:
        raise _wrong(rule, key, value)
    return value


def _number(rule: str, key: str, value: object) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise _wrong(rule, key, value) from None
    if isinstance(value, bool) or not number.is_finite() or not 0 <= number <= _MOST:
        raise _wrong(rule, key, value)
    return number


def _whole(rule: str, key: str, value: object) -> int:
    number = _number(rule, key, value)
    if number != number.to_integral_value():
        raise _wrong(rule, key, value)
    return int(number)


def _day(rule: str, key: str, value: object) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise _wrong(rule, key, value) from None


def _mild(rule: str, key: str, value: object) -> Colour:
    if value == "green":
        return "green"
    if value == "yellow":
        return "yellow"
    raise _wrong(rule, key, value)


def _states(rule: str, key: str, value: object) -> tuple[tuple[Group, tuple[str, ...]], ...]:
    if not isinstance(value, Mapping):
        raise _wrong(rule, key, value)
    if odd := sorted({*map(str, value)} ^ set(_GROUPS)):
        raise RuleError(Reason.of("rule_key", rule=rule, key=f"states.{odd[0]}"))
    for group, names in value.items():
        if not isinstance(names, (list, tuple)) or not all(isinstance(each, str) for each in names):
            raise _wrong(rule, f"states.{group}", names)
    every = [each for names in value.values() for each in names]
    if len(every) != len(set(every)):
        raise _wrong(rule, key, sorted(each for each in set(every) if every.count(each) > 1))
    return tuple((group, tuple(value[group])) for group in _GROUPS)


_GROUPS: tuple[Group, ...] = ("waiting", "closed", "green", "applied", "yellow", "red")
_KEYS: dict[str, Callable[[str, str, object], Any]] = {
    "version": _words,
    "dated": _day,
    "zh": _words,
    "en": _words,
    "note": _words,
    "slight": _mild,
    "yellow_from": _number,
    "red_above": _number,
    "start_red_months": _whole,
    "caught_up": _mild,
    "no_report_red": _whole,
    "grace": _whole,
    "incomplete_below": _number,
    "incomplete": _mild,
    "states": _states,
}
