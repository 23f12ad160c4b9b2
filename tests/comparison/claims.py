"""Claims for the tests of comparison, written in one line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from taizhang.reading.results import Claim


@dataclass(slots=True)
class Paper:
    """A document being written: every claim gets a clause of its own after the last."""

    length: int = 0

    def claim(self, indicator: str, value: Any = 10, unit: str | None = "个", **facts: Any) -> Claim:
        """A target, a plain amount added in 2024 in 东莞市 unless ``facts`` say otherwise; ``words`` lead up to it."""
        measure = facts.pop("measure", "delta")
        direction = facts.pop("direction", "up" if measure in {"delta", "growth"} else None)
        words = facts.pop("words", "新增" if measure == "delta" else "") + indicator
        figure = f"{value}{unit or ''}"
        start = self.length + len(words)
        quote = words + figure
        task = value is None
        found = Claim(
            **{
                "start": self.length if task else start,
                "end": self.length + len(words) if task else start + len(figure),
                "figure": words if task else figure,
                "kind": "task" if task else "figure",
                "role": "target",
                "indicator": indicator,
                "measure": None if task else measure,
                "direction": None if task else direction,
                "comparator": None if task else "=",
                "value": None if task else Decimal(str(value)),
                "unit": None if task else unit,
                "period": "2024",
                "place": "东莞市",
                "owner": None,
                "quote": words if task else quote,
                "quote_start": self.length,
                "quote_end": self.length + len(words if task else quote),
                **facts,
            }
        )
        self.length = found.quote_end + 1
        return found


def claim(indicator: str, value: Any = 10, unit: str | None = "个", **facts: Any) -> Claim:
    """The only claim of a document."""
    return Paper().claim(indicator, value, unit, **facts)
