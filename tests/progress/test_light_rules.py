"""Rules for lights: stored, read back, and refused by the key that is wrong."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from taizhang.progress.light_rules import LightRules, RuleError, presets

STANDARD = presets()["standard"]


@pytest.mark.parametrize("rules", presets().values(), ids=list(presets()))
def test_rules_are_stored_and_read_back(rules: LightRules) -> None:
    assert LightRules.parse(rules.name, json.loads(json.dumps(rules.table()))) == rules
    assert rules.version in rules.title()
    assert rules.title() != rules.title("en")


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"yellow_from": "many"}, "yellow_from"),
        ({"yellow_from": True}, "yellow_from"),
        ({"yellow_from": -1}, "yellow_from"),
        ({"yellow_from": "NaN"}, "yellow_from"),
        ({"yellow_from": 40}, "red_above"),
        ({"grace": "1.5"}, "grace"),
        ({"slight": "red"}, "slight"),
        ({"version": ""}, "version"),
        ({"version": 2}, "version"),
        ({"dated": "yesterday"}, "dated"),
        ({"surprise": 1}, "surprise"),
        ({"states": []}, "states"),
        ({"states": {"closed": []}}, "states.applied"),
        ({"states": {**STANDARD.table()["states"], "red": "closed"}}, "states.red"),
        ({"states": {**STANDARD.table()["states"], "red": ["closed"]}}, "states"),
    ],
)
def test_what_makes_no_rule_is_named(change: dict[str, Any], key: str) -> None:
    with pytest.raises(RuleError) as refused:
        LightRules.parse("ours", {**STANDARD.table(), **change})
    assert ("key", key) in refused.value.reason.values


def test_a_missing_key_is_named() -> None:
    with pytest.raises(RuleError, match="grace"):
        LightRules.parse("ours", {key: value for key, value in STANDARD.table().items() if key != "grace"})


@pytest.mark.parametrize(
    ("behind", "standard", "strict"),
    [
        ("-5", "green", "green"),
        ("0", "green", "green"),
        ("0.0001", "green", "yellow"),
        ("9.9999", "green", "yellow"),
        ("10", "yellow", "yellow"),
        ("30", "yellow", "yellow"),
        ("30.0001", "red", "red"),
    ],
)
def test_the_bands(behind: str, standard: str, strict: str) -> None:
    assert [presets()[name].for_points(Decimal(behind)) for name in ("standard", "strict")] == [standard, strict]
