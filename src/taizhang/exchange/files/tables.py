"""A resource as CSV: a line of field names, then every row; nothing in it runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from taizhang.exchange.columns import Written
from taizhang.exchange.resources import Resource
from taizhang.exchange.resources.resource import Rows
from taizhang.ui.lists.export import defused

#: Excel takes a CSV file for UTF-8 only if it begins with the byte order mark.
MARK = "\ufeff"


def csv_lines(resource: Resource, rows: Rows) -> Iterator[str]:
    """The file, line by line."""
    texts = [resource.nature(each).kind == "text" for each in resource.columns]
    yield MARK + line(each.name for each in resource.columns)
    for row in resource.stream(rows):
        yield line(_cell(value, text) for value, text in zip(row, texts, strict=True))


def line(values: Iterable[object]) -> str:
    """One line of CSV by RFC 4180.

    >>> line(["a", 'b, "c" d', None])
    'a,"b, ""c"" d",\\r\\n'
    """
    written = io.StringIO()
    csv.writer(written).writerow(values)
    return written.getvalue()


def _cell(value: Written, text: bool) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return defused(value) if text else value
