"""What goes with CSV files: the meaning of every column for people and, by CSV on the Web, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from django.utils.translation import override

from taizhang.exchange.files.tables import MARK, line
from taizhang.exchange.resources import Resource
from taizhang.exchange.words import words

#: The data types of CSV on the Web.
_DATATYPES = {
    "integer": "integer",
    "text": "string",
    "decimal": "decimal",
    "day": "date",
    "moment": "dateTime",
    "truth": "boolean",
}


def dictionary_lines(resources: Iterable[Resource]) -> Iterator[str]:
    """``dictionary.csv``: every column of every file with its type and meaning in both languages."""
    yield MARK + line(("file", "field", "type", "may_be_empty", "chinese", "english"))
    for resource in resources:
        for each in resource.columns:
            held, said = resource.nature(each), words(resource.name, each.name)
            empty = "true" if held.empty else "false"
            yield line((f"{resource.name}.csv", each.name, held.kind, empty, said.chinese, said.english))


def code_lines(resources: Iterable[Resource]) -> Iterator[str]:
    """``codes.csv``: every code that stands in a column, in both languages."""
    yield MARK + line(("file", "field", "code", "chinese", "english"))
    for resource in resources:
        for each in resource.columns:
            for code, label in resource.nature(each).codes:
                with override("zh-hans"):
                    chinese = str(label)
                with override("en"):
                    english = str(label)
                yield line((f"{resource.name}.csv", each.name, code, chinese, english))


def metadata(resources: Iterable[Resource]) -> str:
    """``csv-metadata.json``: the same for programs, by the W3C's Metadata Vocabulary for Tabular Data."""
    return json.dumps(
        {
            "@context": "http://www.w3.org/ns/csvw",
            "dialect": {"encoding": "utf-8", "header": True},
            "tables": [_table(each) for each in resources],
        },
        ensure_ascii=False,
        indent=1,
    )


def _table(resource: Resource) -> dict[str, object]:
    said = words(resource.name, "")
    columns = []
    for each in resource.columns:
        held, meaning = resource.nature(each), words(resource.name, each.name)
        columns.append(
            {
                "name": each.name,
                "titles": each.name,
                "dc:description": [
                    {"@value": meaning.chinese, "@language": "zh"},
                    {"@value": meaning.english, "@language": "en"},
                ],
                "datatype": _DATATYPES[held.kind],
                "required": not held.empty and held.kind != "text",
            }
        )
    return {
        "url": f"{resource.name}.csv",
        "dc:title": [{"@value": said.chinese, "@language": "zh"}, {"@value": said.english, "@language": "en"}],
        "tableSchema": {"columns": columns, "primaryKey": resource.key},
    }
