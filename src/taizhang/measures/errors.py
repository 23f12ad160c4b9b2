"""What can go wrong with a measure; callers catch these by name and compose the words for people."""

from __future__ import annotations


class MeasureError(ValueError):
    """The root of everything this package raises."""


class UnknownUnit(MeasureError):
    """The words are no unit of the lexicon; ``words`` holds them."""

    def __init__(self, words: str) -> None:
        super().__init__(f"不认识的计量单位：{words!r}；可在 units.toml 中登记")
        self.words = words


class UnitMismatch(MeasureError):
    """Two units measure different things (亩 and 吨), or no exact ratio joins them (元 and 美元)."""

    def __init__(self, source: str, target: str) -> None:
        super().__init__(f"{source}与{target}之间不能换算；请核对两处的计量单位")
        self.source = source
        self.target = target
