"""Numbers of headings as official documents write them: 一、 then （一） then 1.; source notes in the order they are first met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from taizhang.briefings.content import Composition, Texts

T = TypeVar("T")

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese.

    >>> [chinese(each) for each in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones else ''}"


def headings(composition: Composition, texts: Texts) -> dict[str, str]:
    """The heading of each chapter that the briefing has, numbered in order."""
    chapters = {"overview": "总体情况", "areas": "各领域进展", "red": "严重滞后事项"}
    if composition.leagues:
        chapters["leagues"] = "镇街比拼"
    chapters["corrections"] = "数据更正"
    if texts.demands.strip():
        chapters["demands"] = "下一步要求"
    return {name: f"{chinese(number)}、{words}" for number, (name, words) in enumerate(chapters.items(), 1)}


def annexes(composition: Composition) -> dict[str, str]:
    """The annexes by name, with their numbers: the sources come last."""
    there = {"targets": "量化目标完成情况"}
    if composition.tasks:
        there["tasks"] = "工作事项进展"
    there["notes"] = "数据出处"
    return there


def in_order(composition: Composition) -> Composition:
    """The same with its notes numbered from 1 as a reader meets them; a note that nothing leads to comes last."""
    met = dict.fromkeys(_met(composition))
    order = [*met, *(each.number for each in composition.notes if each.number not in met)]
    numbers = {old: new for new, old in enumerate(order, 1)}
    moved = _renumbered(replace(composition, notes=()), numbers)
    notes = (replace(composition.note(old), number=new) for new, old in enumerate(order, 1))
    return replace(moved, notes=tuple(notes))


def _met(composition: Composition) -> Iterator[int]:
    """The numbers of notes in the order of the page, with repetitions: the chapters, the red list, the annex."""
    chapters = (composition.overview, composition.missing, composition.areas)
    yield from _numbers(chapters)
    for each in composition.red:
        yield from composition.line(each.line).notes
    yield from _numbers((composition.leagues, composition.corrections))
    yield from _numbers((composition.targets, composition.tasks))


def _numbers(value: object) -> Iterator[int]:
    if isinstance(value, tuple):
        for each in value:
            yield from _numbers(each)
    elif is_dataclass(value):
        for each in fields(value):
            held = getattr(value, each.name)
            if each.name in _NOTES and held:
                yield held
            yield from _numbers(held)


def _renumbered(value: T, numbers: Mapping[int, int]) -> T:
    """The value with every number of a note changed, however deep it lies."""
    if isinstance(value, tuple):
        return tuple(_renumbered(each, numbers) for each in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        each.name: numbers.get(held, 0) if each.name in _NOTES else _renumbered(held, numbers)
        for each in fields(value)
        for held in [getattr(value, each.name)]
    }
    return replace(value, **changed)


#: The fields that hold the number of a note.
_NOTES = frozenset({"note", "target_note", "actual_note", "light_note"})
