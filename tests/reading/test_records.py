"""The one flat shape of a claim."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading import read
from taizhang.reading.records import FIELDS, json_line, records, whole
from tests.cli.documents import TEXT, document, with_claim


def test_a_record_has_the_fields_of_the_contract_in_their_order() -> None:
    assert [tuple(record) for record in records(document())] == [FIELDS] * 3


def test_a_record_says_what_its_claim_says() -> None:
    first, _, task = records(document())
    assert first["doc"] == "plan"
    assert first["value"] == 80000
    assert isinstance(first["value"], int)
    assert first["section"] == ["一、停车"]
    assert TEXT[first["start"] : first["end"]] == first["figure"] == "8万个"  # type: ignore[misc]
    assert (task["kind"], task["value"], task["strength"], task["owner"]) == ("task", None, "ensure", "市自然资源局")


def test_a_record_has_the_start_its_task_promises() -> None:
    text = "2024年水务工作要点\n市水务局：推动城北水厂6月底前开工。\n新增停车位8万个。\n"
    found = {str(record["indicator"]): record["begin"] for record in records(read(text))}
    (started,) = [indicator for indicator, begin in found.items() if begin == "2024-06"]
    assert "城北水厂" in started
    assert found["停车位"] is None


def test_the_caller_may_name_the_document() -> None:
    assert {record["doc"] for record in records(document(), "要点")} == {"要点"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("24.60"), "24.6"),
        (Decimal("1E+12"), "1000000000000"),
        (Decimal("0.1000000000000000055511151231257827"), "0.1000000000000000055511151231257827"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal(0), "0"),
        (None, "null"),
    ],
)
def test_a_value_is_a_json_number_with_every_digit(value: Decimal | None, text: str) -> None:
    line = json_line({"value": whole(value)})
    assert line == f'{{"value": {text}}}'
    parsed = json.loads(line, parse_float=Decimal)["value"]
    assert parsed == value


@given(st.text(), st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**18))
def test_any_words_and_value_come_back_from_json(words: str, value: Decimal) -> None:
    made = with_claim("8万个", "8万个", indicator=words, value=value)
    line = json_line(next(records(made)))
    assert "\n" not in line
    back = json.loads(line, parse_float=Decimal)
    assert (back["indicator"], back["value"]) == (words, value)
