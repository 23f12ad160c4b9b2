"""Claims as the cells of a sheet: the columns in their order, their headings and each claim's values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from taizhang.cli.language import Voice
from taizhang.cli.output.amounts import amount, measure_word
from taizhang.reading.records import whole
from taizhang.reading.results import Claim, Document

Cell = str | int | Decimal | None
Row = tuple[Cell, ...]

COLUMNS = (
    "file",
    "number",
    "kind",
    "role",
    "indicator",
    "measure",
    "comparator",
    "amount",
    "value",
    "unit",
    "period",
    "place",
    "owner",
    "co-owners",
    "strength",
    "section",
    "quote",
    "figure",
    "start",
    "end",
    "rule",
    "begin",
)

# What a spreadsheet may take for the beginning of a formula; the full-width forms are formulas to Chinese Excel.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?%?")

# A sheet has the same columns whoever made it, for other sheets may refer to them.
_VOICE = Voice("zh")


def headings(*, explain: bool) -> tuple[str, ...]:
    """The column headings, in Chinese whatever language is spoken."""
    return tuple(_VOICE.say(f"column.{name}") for name in (*COLUMNS, *(["derivation"] if explain else [])))


def rows(document: Document, file: str, *, explain: bool) -> Iterator[Row]:
    """A row for each claim; numbers are numbers, everything else is text or nothing."""
    for number, claim in enumerate(document.claims, 1):
        row = (file, number, *_cells(claim))
        yield (*row, _derivation(claim, document.text)) if explain else row


def _cells(claim: Claim) -> Row:
    return (
        _VOICE.label("kind", claim.kind),
        _VOICE.label("role", claim.role),
        claim.indicator,
        measure_word(claim, _VOICE),
        _VOICE.label("comparator", claim.comparator),
        amount(claim),
        whole(claim.value),
        claim.unit,
        claim.period,
        claim.place,
        claim.owner,
        "、".join(claim.co_owners),
        _VOICE.label("strength", claim.strength),
        " / ".join(claim.section),
        claim.quote,
        claim.figure,
        claim.start,
        claim.end,
        claim.rule,
        claim.begin,
    )


def _derivation(claim: Claim, text: str) -> str:
    return "\n".join(f"{step.rule}: {text[step.start : step.end]} → {step.yields}" for step in claim.derivation)


def could_be_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text instead of showing it; a plain number is no formula.

    >>> could_be_formula("=HYPERLINK(1)"), could_be_formula("-0.5%"), could_be_formula("-2+3")
    (True, False, True)
    """
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)
