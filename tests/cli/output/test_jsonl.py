"""JSON Lines as other programs take them."""

from __future__ import annotations

import json
from io import BytesIO

from taizhang.cli.output import View
from taizhang.cli.output.jsonl import JsonLines
from tests.cli.documents import document, with_claim


def lines(view: View, *files: str) -> list[dict[str, object]]:
    out = BytesIO()
    output = JsonLines(view)
    output.write([output.render(document(name=None), file) for file in files], out)
    return [json.loads(line) for line in out.getvalue().decode("utf-8").splitlines()]


def test_one_line_for_each_claim_in_order() -> None:
    assert [record["figure"] for record in lines(View(), "a/plan.txt")] == ["8万个", "50座", "6月底前完成规划编制"]


def test_one_file_is_named_by_its_stem_alone() -> None:
    (record, *_) = lines(View(), "a/plan.v2.txt")
    assert record["doc"] == "plan.v2"
    assert "file" not in record


def test_of_several_files_each_record_names_its_own() -> None:
    named = [(record["doc"], record["file"]) for record in lines(View(several=True), "a/plan.txt", "b/plan.txt")]
    assert named == [("plan", "a/plan.txt")] * 3 + [("plan", "b/plan.txt")] * 3


def test_standard_input_is_called_stdin() -> None:
    assert lines(View(), "-")[0]["doc"] == "stdin"


def test_explaining_adds_the_derivation() -> None:
    (record, *_) = lines(View(explain=True), "plan.txt")
    assert record["derivation"] == [
        {"rule": "clause", "start": 6, "end": 16, "yields": "clause"},
        {"rule": "number-unit", "start": 13, "end": 16, "yields": "value=80000"},
    ]


def test_a_lone_surrogate_does_not_break_the_line() -> None:
    part = JsonLines(View()).render(with_claim("8万个\ud800", "8万个", indicator="停\udcff车"), "x")
    assert json.loads(part.decode("utf-8"))["indicator"] == "停\udcff车"
