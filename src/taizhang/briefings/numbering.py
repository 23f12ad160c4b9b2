"""Numbers of headings as official documents write them: 一、 then （一） then 1."""

from __future__ import annotations

from taizhang.briefings.content import Composition

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese.

    >>> [chinese(each) for each in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones else ''}"


def headings(composition: Composition) -> dict[str, str]:
    """The heading of each chapter that the briefing has, numbered in order."""
    chapters = {"overview": "总体情况", "areas": "各领域进展", "red": "严重滞后事项"}
    if composition.leagues:
        chapters["leagues"] = "镇街比拼"
    chapters["corrections"] = "数据更正"
    return {name: f"{chinese(number)}、{words}" for number, (name, words) in enumerate(chapters.items(), 1)}


def annexes(composition: Composition) -> dict[str, str]:
    """The annexes by name, with their numbers: the sources come last."""
    there = {"targets": "量化目标完成情况"}
    if composition.tasks:
        there["tasks"] = "工作事项进展"
    there["notes"] = "数据出处"
    return there
