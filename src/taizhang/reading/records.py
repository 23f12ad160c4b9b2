"""Claims as the flat records that files and other programs take: one shape for every output format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePath

from taizhang.reading.results import Claim, Document

Record = dict[str, object]

FIELDS = (
    "doc",
    "start",
    "end",
    "figure",
    "role",
    "indicator",
    "measure",
    "direction",
    "comparator",
    "value",
    "unit",
    "period",
    "place",
    "owner",
    "quote",
    "kind",
    "section",
    "strength",
    "rule",
    "begin",
)
"""The fields of a record in their order; ``docs/reference/record.md`` gives their meanings."""

_encode_string = json.JSONEncoder(ensure_ascii=False).encode


def records(document: Document, doc: str | None = None) -> Iterator[Record]:
    """The document's claims as records, in order of appearance.

    ``doc`` names the document in every record, by default by its file name without suffix. ``value`` is an ``int`` or,
    where it is no whole number, a ``Decimal``; ``section`` a list, outermost heading first.
    """
    name = doc if doc is not None else PurePath(document.name or "").stem
    return (_record(name, claim) for claim in document.claims)


def _record(doc: str, claim: Claim) -> Record:
    record: Record = {name: getattr(claim, name) for name in FIELDS[1:]}
    record["value"] = whole(claim.value)
    record["section"] = list(claim.section)
    return {"doc": doc, **record}


def whole(value: Decimal | None) -> int | Decimal | None:
    """The value as an ``int`` where it is a whole number.

    >>> whole(Decimal("8E+4")), whole(Decimal("24.60"))
    (80000, Decimal('24.60'))
    """
    if value is None or value != value.to_integral_value():
        return value
    return int(value)


def exact(value: Decimal, form: str = "f") -> str:
    """Every digit of the value and no exponent; ``form`` may ask for grouping.

    >>> exact(Decimal("24.60")), exact(Decimal("1.5E+11"), ",f")
    ('24.6', '150,000,000,000')
    """
    text = format(value, form)
    return text.rstrip("0").rstrip(".") if "." in text else text


def json_line(record: Record) -> str:
    """The record as one line of JSON, without a line break; a ``Decimal`` keeps every digit.

    >>> json_line({"figure": "24.6微克", "value": Decimal("24.60"), "owner": None, "section": ["一"]})
    '{"figure": "24.6微克", "value": 24.6, "owner": null, "section": ["一"]}'
    """
    return "{" + ", ".join(f'"{name}": {_json(value)}' for name, value in record.items()) + "}"


def _json(value: object) -> str:
    if isinstance(value, str):
        return _encode_string(value)
    if value is None:
        return "null"
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, dict):
        return json_line(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_json(item) for item in value) + "]"
    return json.dumps(value)
