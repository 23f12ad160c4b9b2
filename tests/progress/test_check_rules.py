"""Rules of checks: an office's changes to the preset, stored, read back, and refused by the key that is wrong."""

from __future__ import annotations

import json
from string import Formatter
from typing import Any

import pytest

from taizhang.progress.check_rules import WANTED, CheckRuleError, parse, preset, tables_of
from taizhang.progress.reasons import sentences


def test_rules_are_stored_and_read_back() -> None:
    own = parse({"scale": {"near": 3}, "fell": {"asks": False}, "no_evidence": {"wanted": ["key"], "areas": ["农业"]}})
    stored = json.loads(json.dumps(tables_of(own)))
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
        ({"no_evidence": {"wanted": ["some"]}}, "no_evidence.wanted"),
        ({"no_evidence": {"wanted": "all"}}, "no_evidence.wanted"),
        ({"no_evidence": {"areas": [3]}}, "no_evidence.areas"),
        ({"no_evidence": {"spared": [" "]}}, "no_evidence.spared"),
        ({"no_evidence": {"times": 3}}, "no_evidence.times"),
    ],
)
def test_what_makes_no_rule_is_named(tables: dict[str, Any], key: str) -> None:
    with pytest.raises(CheckRuleError) as refused:
        parse(tables)
    assert key in dict(refused.value.reason.values)["key"]


def test_an_area_cannot_be_both_asked_and_spared() -> None:
    with pytest.raises(CheckRuleError) as refused:
        parse({"no_evidence": {"areas": ["农业", "交通"], "spared": ["交通"]}})
    assert refused.value.reason.values == (("area", "交通"),)


def test_every_check_is_told_in_words_with_its_limits() -> None:
    for rule in preset():
        assert f"check_name_{rule.name}" in sentences()
        named = {name for _, name, _, _ in Formatter().parse(sentences()[f"check_{rule.name}"]["zh"]) if name}
        assert named == dict(rule.thresholds).keys()
    assert all(f"wanted_{name}" in sentences() for name in WANTED)
