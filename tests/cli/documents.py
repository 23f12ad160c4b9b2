"""Documents made by hand, for tests of what is written about them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from taizhang.reading.results import Claim, DeclaredCount, Document, Note, Step

TEXT = "一、停车\n\n全市新增停车位8万个，2023年已建成50座立体停车场。\n6月底前完成规划编制。\n"


def claim(text: str, figure: str, **fields: Any) -> Claim:
    """A claim on the first occurrence of ``figure``; its quote is the line around it."""
    start = text.index(figure)
    line = text.rfind("\n", 0, start) + 1
    until = text.find("\n", start) if "\n" in text[start:] else len(text)
    values: dict[str, Any] = {
        "start": start,
        "end": start + len(figure),
        "figure": figure,
        "kind": "figure",
        "role": "target",
        "indicator": "停车位",
        "measure": "delta",
        "direction": "up",
        "comparator": "=",
        "value": Decimal(80000),
        "unit": "个",
        "period": "2024",
        "place": "东莞市",
        "owner": None,
        "quote": text[line:until],
        "quote_start": line,
        "quote_end": until,
        "section": ("一、停车",),
        "rule": "verb-noun-figure",
    }
    return Claim(**values | fields)


def document(**fields: Any) -> Document:
    """A document with a target, a result and a task; the facts can be replaced."""
    steps = (Step("clause", 6, 16, "clause"), Step("number-unit", 13, 16, "value=80000"))
    claims = (
        claim(TEXT, "8万个", derivation=steps),
        claim(TEXT, "50座", role="actual", indicator="立体停车场", value=Decimal(50), unit="座", period="2023"),
        claim(
            TEXT, "6月底前完成规划编制", kind="task", indicator="完成规划编制", measure=None, direction=None,
            comparator=None, value=None, unit=None, period="2024-06", owner="市自然资源局", co_owners=("各镇街",),
            strength="ensure",
        ),
    )  # fmt: skip
    facts: dict[str, Any] = {
        "text": TEXT,
        "claims": claims,
        "title": "停车工作要点",
        "place": "东莞市",
        "year": 2024,
        "name": "plan.txt",
        "declared": (DeclaredCount(0, 1, "3项", "事项", 3, 1), DeclaredCount(0, 1, "8大", "领域", 8, None)),
        "notes": (Note("spam", "开头有推广文字"), Note("spam", "结尾有推广文字")),
    }
    return Document(**facts | fields)


def with_claim(text: str, figure: str, **fields: Any) -> Document:
    """A document of one claim."""
    return Document(text, (claim(text, figure, **fields),), name="hostile.txt")
