"""Writes the tables of ``docs/reference/exchange-fields.md`` from the resources that go out.

Run as ``python -m tools.dictionary`` after a resource or ``fields.csv`` changed; a test compares the page with what this would write.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taizhang.exchange.columns import Column, Nature
    from taizhang.exchange.resources import Resource

PAGE = Path(__file__).resolve().parent.parent / "docs/reference/exchange-fields.md"
HEAD = """# Fields of the open API and of bulk files

The same names in JSON and in CSV; they do not change within `/api/v1/`. Made from the declarations themselves by
`python -m tools.dictionary`. Amounts are decimal text; days are ISO 8601, moments with their zone; a dash says that the field
may be empty. [How to ask](api.md).
"""


def page() -> str:
    """The page: each resource with its fields, what belongs to its rows, and its parameters."""
    from taizhang.exchange.resources import RESOURCES

    return "\n".join([HEAD, *(_resource(each) for each in RESOURCES.values())])


def _resource(each: Resource) -> str:
    from taizhang.exchange.columns import nature
    from taizhang.exchange.words import words

    fields = ((one, each.nature(one)) for one in each.columns)
    lines = [f"## {each.name}", "", words(each.name, "").english + ".", "", *_table(each.name, fields)]
    for nested in each.nested:
        within = f"{each.name}.{nested.name}"
        below = ((one, nature(nested.model, one)) for one in nested.columns)
        lines += [
            "",
            f"Each with `{nested.name}`: {words(each.name, nested.name).english}.",
            "",
            *_table(within, below),
        ]
    if each.filters:
        lines += ["", "| parameter | may be | meaning |", "| --- | --- | --- |"]
        for one in each.filters:
            may = ", ".join(f"`{choice}`" for choice in one.choices) or one.kind
            lines.append(f"| `{one.name}` | {may} | {words(each.name, f'{one.name}?').english} |")
    return "\n".join([*lines, ""])


def _table(resource: str, fields: Iterable[tuple[Column, Nature]]) -> Iterator[str]:
    from taizhang.exchange.words import words

    yield "| field | type | meaning | 含义 |"
    yield "| --- | --- | --- | --- |"
    for each, held in fields:
        said = words(resource, each.name)
        codes = ": " + ", ".join(f"`{code}`" for code, _label in held.codes) if held.codes else ""
        yield f"| `{each.name}` | {held.kind}{' –' if held.empty else ''}{codes} | {said.english} | {said.chinese} |"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")
    import django

    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
