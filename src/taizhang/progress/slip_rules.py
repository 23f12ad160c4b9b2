"""The rules of supervision as values: when a slip is due, how long its reply may take, when people are reminded."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from taizhang.progress.reasons import Reason
from taizhang.progress.workdays import WorkCalendar

Level = Literal["blue", "yellow", "red"]
Mode = Literal["raise", "propose", "off"]
LEVELS: tuple[Level, ...] = ("blue", "yellow", "red")
_MODES: tuple[Mode, ...] = ("raise", "propose", "off")
_MOST = 250  # working days: a year, past any limit of a slip


class SlipRuleError(ValueError):
    """A table that makes no rules; ``reason`` names the key and what is wrong with it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.words())
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SlipRules:
    """One version of the rules; the keys are those that ``slips.toml`` describes."""

    name: str
    zh: str
    en: str
    mark: str
    near: int
    blue: Mode
    yellow: Mode
    red: Mode
    blue_limit: int
    yellow_limit: int
    red_limit: int
    again: int
    talk_after: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    free: tuple[date, ...]
    working: tuple[date, ...]

    @classmethod
    def parse(cls, name: str, table: Mapping[str, Any]) -> SlipRules:
        """The rules of a table as TOML or JSON gives it; raises ``SlipRuleError``.

        >>> own = SlipRules.parse("ours", {**presets()["standard"].table(), "red_limit": 2})
        >>> own.limit("red"), own.limit("blue")
        (2, 5)
        """
        if odd := sorted({*map(str, table)} ^ set(_KEYS)):
            raise SlipRuleError(Reason.of("slip_rule_key", rule=name, key=odd[0]))
        rules = cls(name=name, **{key: reader(key, table[key]) for key, reader in _KEYS.items()})
        if both := sorted({*rules.free} & {*rules.working}):
            raise SlipRuleError(Reason.of("day_both", day=both[0]))
        return rules

    def table(self) -> dict[str, Any]:
        """The table it was parsed from, in what JSON can keep."""
        return {key: _plain(getattr(self, key)) for key in _KEYS}

    def mode(self, level: Level) -> Mode:
        """Whether slips of the level are issued, proposed or left alone."""
        modes: dict[Level, Mode] = {"blue": self.blue, "yellow": self.yellow, "red": self.red}
        return modes[level]

    def limit(self, level: Level) -> int:
        """Working days for the reply to a slip of the level."""
        return {"blue": self.blue_limit, "yellow": self.yellow_limit, "red": self.red_limit}[level]

    @property
    def calendar(self) -> WorkCalendar:
        """The national calendar with the office's own days."""
        return WorkCalendar(free=frozenset(self.free), working=frozenset(self.working))


@cache
def presets() -> Mapping[str, SlipRules]:
    """The rules that come with the program, by name."""
    text = files("taizhang.progress").joinpath("slips.toml").read_text(encoding="utf-8")
    return {name: SlipRules.parse(name, table) for name, table in tomllib.loads(text).items()}


def raised(level: Level) -> Level:
    """The next level up; red stays red.

    >>> raised("blue"), raised("red")
    ('yellow', 'red')
    """
    return LEVELS[min(LEVELS.index(level) + 1, len(LEVELS) - 1)]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _wrong(key: str, value: object) -> SlipRuleError:
    return SlipRuleError(Reason.of("slip_rule_value", key=key, value=str(value)[:40]))


def _words(key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 20 or not value.isprintable():
        raise _wrong(key, value)
    return value.strip()


def _count(key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise _wrong(key, value)
    return value


def _limit(key: str, value: object) -> int:
    if not (count := _count(key, value)):
        raise _wrong(key, value)
    return count


def _mode(key: str, value: object) -> Mode:
    for mode in _MODES:
        if value == mode:
            return mode
    raise _wrong(key, value)


def _counts(key: str, value: object) -> tuple[int, ...]:
    if not isinstance(value, (list, tuple)) or len(value) > 20:
        raise _wrong(key, value)
    return tuple(sorted({_count(key, each) for each in value}, reverse=key == "before"))


def _days(key: str, value: object) -> tuple[date, ...]:
    if not isinstance(value, (list, tuple)) or len(value) > _MOST:
        raise _wrong(key, value)
    try:
        return tuple(sorted({each if isinstance(each, date) else date.fromisoformat(str(each)) for each in value}))
    except ValueError:
        raise _wrong(key, value) from None


_KEYS: dict[str, Callable[[str, object], Any]] = {
    "zh": _words,
    "en": _words,
    "mark": _words,
    "near": _count,
    "blue": _mode,
    "yellow": _mode,
    "red": _mode,
    "blue_limit": _limit,
    "yellow_limit": _limit,
    "red_limit": _limit,
    "again": _count,
    "talk_after": _count,
    "before": _counts,
    "after": _counts,
    "free": _days,
    "working": _days,
}
