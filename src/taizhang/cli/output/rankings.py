"""Rankings as a table, as CSV and as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.table import Table as Grid
from rich.text import Text

from taizhang.cli.language import Voice
from taizhang.cli.output import View
from taizhang.cli.output.cells import Row as Cells
from taizhang.cli.output.csv import BYTE_ORDER_MARK, csv_bytes
from taizhang.cli.output.table import console_for
from taizhang.cli.terminal import one_line
from taizhang.rankings.records import COLUMNS, cells, halves, record
from taizhang.rankings.tables import Row, Table
from taizhang.reading.records import json_line

#: Sheets are in Chinese whoever asks for them, as those of what was read.
_HEADINGS = dict(
    zip(
        COLUMNS,
        (
            *("方案", "分组", "数据截至", "期号", "名次", "代码", "地区", "得分", "水平分", "变化分", "升降"),
            *("最好可能", "最差可能", "有数权重%"),
        ),
        strict=True,
    )
)


def written(form: str, tables: Sequence[Table], view: View) -> bytes:
    """The rankings in that format."""
    match form:
        case "csv":
            return BYTE_ORDER_MARK + b"\r\n".join(csv_bytes(_sheet(each)) for each in tables)
        case "jsonl":
            lines = (json_line(record(table, row)) for table in tables for row in table.rows)
            return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
    text = StringIO()
    console, voice = console_for(text, view), Voice(view.language)
    for table in tables:
        console.print(Text(one_line(_title(table, voice)), style="bold"))
        console.print(_grid(table, voice))
    return text.getvalue().encode("utf-8", "backslashreplace")


def _sheet(table: Table) -> Iterable[Cells]:
    """Schemes have indicators of their own: each has its headings, with an empty line between two."""
    indicators = [f"{each.name} {what}" for each in table.headings for what in (each.unit or "数值", "得分")]
    yield (*_HEADINGS.values(), *indicators)
    for row in table.rows:
        yield tuple("" if cell is None else cell for cell in cells(table, row))


def _title(table: Table, voice: Voice) -> str:
    common = {"scheme": table.name, "group": table.group, "day": table.day.isoformat()}
    if table.frozen is None:
        return voice.say("rank.open", **common)
    return voice.say("rank.frozen", **common, number=table.frozen.number, at=f"{table.frozen.at:%Y-%m-%d}")


def _grid(table: Table, voice: Voice) -> Grid:
    grid = Grid(box=SIMPLE_HEAD)
    for name in ("rank", "name", "score", "level", "change", "movement", "range"):
        grid.add_column(voice.say(f"rank.head-{name}"), justify="left" if name == "name" else "right")
    for row in table.rows:
        grid.add_row(*(Text(cell) for cell in _line(row)))
    return grid


def _line(row: Row) -> list[str]:
    ends = (row.scored.best, row.scored.worst)
    return [
        _or_dash(row.rank),
        one_line(row.name),
        _or_dash(row.score),
        *(str(each) if row.rank else "–" for each in halves(row)),
        "–" if row.movement is None else f"{row.movement:+d}" if row.movement else "=",
        str(row.rank) if row.certain and row.rank else f"{ends[0]}–{ends[1]}",
    ]


def _or_dash(value: object) -> str:
    return "–" if value is None else str(value)
