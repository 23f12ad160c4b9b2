"""Differences between two documents as a table for people, a sheet, or records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from taizhang.cli.language import Voice
from taizhang.cli.output import View
from taizhang.cli.output.amounts import amount
from taizhang.cli.terminal import one_line
from taizhang.reading.records import exact, json_line

if TYPE_CHECKING:
    from taizhang.cli.output.cells import Row
    from taizhang.comparison import Change, Difference
    from taizhang.reading.results import Claim

MARKS: dict[str, str] = {"unchanged": "=", "raised": "▲", "lowered": "▼", "changed": "≠", "dropped": "✕", "new": "+"}
_STYLES = {"raised": "bold green", "lowered": "bold red", "changed": "yellow", "dropped": "red", "new": "blue"}
_ORDER = ("lowered", "raised", "changed", "dropped", "new", "unchanged")
_COLUMNS = ("status", "indicator", "old", "new", "changes", "old-quote", "new-quote", "old-start", "new-start")


def by_need(differences: Sequence[Difference]) -> list[Difference]:
    """What needs a look first, each kind in the order of the documents."""
    return sorted(differences, key=lambda difference: _ORDER.index(difference.status))


def written(form: str, differences: Sequence[Difference], view: View) -> bytes:
    """The differences as a table, which puts first what needs a look, or as records or a sheet, which do not."""
    writers: dict[str, Callable[[Sequence[Difference], View], bytes]] = {
        "table": _table, "jsonl": _json_lines, "csv": _csv,
    }  # fmt: skip
    return writers[form](differences, view)


def _json_lines(differences: Sequence[Difference], view: View) -> bytes:
    lines = (json_line(difference.record()) for difference in differences)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _csv(differences: Sequence[Difference], view: View) -> bytes:
    from taizhang.cli.output.csv import BYTE_ORDER_MARK, csv_bytes

    voice = Voice("zh")
    headings: Row = tuple(voice.say(f"difference.{name}") for name in _COLUMNS)
    return BYTE_ORDER_MARK + csv_bytes([headings, *(_row(difference, voice) for difference in differences)])


def _row(difference: Difference, voice: Voice) -> Row:
    return (
        voice.label("status", difference.status),
        difference.indicator,
        amounts(difference.old, voice),
        amounts(difference.new, voice),
        "；".join(said(change, voice) for change in difference.changes),
        _first(difference.old),
        _first(difference.new),
        _starts(difference.old),
        _starts(difference.new),
    )


def _first(claims: Sequence[Claim]) -> str:
    return claims[0].quote if claims else ""


def _starts(claims: Sequence[Claim]) -> str:
    return " ".join(str(claim.start) for claim in claims)


def amounts(claims: Sequence[Claim], voice: Voice) -> str:
    """What one side promises; headline and body say it once where they say the same."""
    return " / ".join(dict.fromkeys(amount(claim) or voice.label("kind", claim.kind) for claim in claims))


def said(change: Change, voice: Voice) -> str:
    old, new = (_side(change, side, voice) for side in (change.old, change.new))
    field = voice.label("change", change.field)
    return f"{field} {old} → {new}"


def _side(change: Change, side: object, voice: Voice) -> str:
    if side is None:
        return "—"
    if change.field in ("comparator", "measure", "direction", "strength"):
        return voice.label(change.field, str(side))
    return exact(side, ",f") if isinstance(side, Decimal) else str(side)


def _table(differences: Sequence[Difference], view: View) -> bytes:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from taizhang.cli.output.table import console_for
    from taizhang.comparison import tally

    voice = Voice(view.language)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(voice.say("difference.status"), no_wrap=True)
    table.add_column(voice.say("difference.indicator"), ratio=2, min_width=16, overflow="fold")
    table.add_column(voice.say("difference.old"), justify="right", overflow="fold")
    table.add_column(voice.say("difference.new"), justify="right", overflow="fold")
    table.add_column(voice.say("difference.changes"), ratio=2, overflow="fold")
    for difference in by_need(differences):
        status = f"{MARKS[difference.status]} {voice.label('status', difference.status)}"
        changes = "；".join(said(change, voice) for change in difference.changes if change.field != "value")
        cells = (difference.indicator, amounts(difference.old, voice), amounts(difference.new, voice), changes)
        table.add_row(
            Text(status, style=_STYLES.get(difference.status, "dim")), *(Text(one_line(cell)) for cell in cells)
        )
    text = StringIO()
    console = console_for(text, view)
    console.print(table)
    counted = tally(differences).items()
    console.print(Text(" · ".join(f"{voice.label('status', status)} {count}" for status, count in counted)))
    return text.getvalue().encode("utf-8", "backslashreplace")
