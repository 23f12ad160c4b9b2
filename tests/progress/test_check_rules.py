"""Rules of checks: an office's changes to the preset, stored, read back, and refused by the key that is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from taizhang.progress.check_rules import CheckRuleError, parse, preset


def test_rules_are_stored_and_read_back() -> None:
    own = parse({"scale": {"near": 3}, "fell": {"asks": False}})
    stored = json.loads(json.dumps({rule.name: rule.table() for rule in own}))
    assert parse(stored) == own != preset()


@pytest.mark.parametrize(
    ("tables", "key"),
    [
        ({"fall": {}}, "fall"),
        ({"jump": {"factor": 2}}, "jump.factor"),
        ({"jump": 5}, "jump"),
        ({"jump": {"times": 0}}, "jump.times"),
        ({"jump": {"times": "many"}}, "jump.times"),
        ({"jump": {"times": "NaN"}}, "jump.times"),
        ({"jump": {"times": True}}, "jump.times"),
        ({"fell": {"on": "yes"}}, "fell.on"),
    ],
)
def test_what_makes_no_rule_is_named(tables: dict[str, Any], key: str) -> None:
    with pytest.raises(CheckRuleError) as refused:
        parse(tables)
    assert key in dict(refused.value.reason.values)["key"]
