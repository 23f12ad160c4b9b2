"""When evidence is wanted of a commitment: what it says itself goes before its area, and that before the rules."""

from __future__ import annotations

from typing import Any

import pytest

from taizhang.progress.check_rules import parse
from taizhang.progress.evidence_needs import Subject, need


@pytest.mark.parametrize(
    ("subject", "wanted", "when", "why"),
    [
        ({}, ["ensure", "reached", "key"], "never", "evidence_free"),
        ({"ensured": True}, ["ensure"], "always", "evidence_ensure"),
        ({"ensured": True}, ["reached", "key"], "never", "evidence_free"),
        ({"reachable": True}, ["reached"], "reached", "evidence_reached"),
        ({"reachable": True, "ensured": True}, ["ensure", "reached"], "always", "evidence_ensure"),
        ({"key": True, "reachable": True}, ["key", "reached"], "always", "evidence_key"),
        ({"key": True, "ensured": True, "reachable": True}, [], "never", "evidence_free"),
        ({}, ["all"], "always", "evidence_all"),
        ({"setting": "spared", "key": True}, ["all"], "never", "evidence_spared"),
        ({"setting": "required"}, [], "always", "evidence_required"),
        ({"area": "农业"}, [], "always", "evidence_area"),
        ({"area": "交通", "key": True}, ["all"], "never", "evidence_area_spared"),
        ({"area": "交通", "setting": "required"}, [], "always", "evidence_required"),
        ({"area": "农业", "setting": "spared"}, ["all"], "never", "evidence_spared"),
    ],
)
def test_what_says_it_first(subject: dict[str, Any], wanted: list[str], when: str, why: str) -> None:
    rules = parse({"no_evidence": {"wanted": wanted, "areas": ["农业"], "spared": ["交通"]}})
    found = need(Subject(**subject), rules)
    assert (found.when, found.reason.code) == (when, why)


def test_a_check_that_is_off_asks_for_nothing() -> None:
    rules = parse({"no_evidence": {"on": False, "wanted": ["all"]}})
    assert need(Subject(setting="required"), rules).when == "never"


@pytest.mark.parametrize(("when", "reached", "now"), [("reached", True, True), ("reached", False, False)])
def test_reaching_the_target_is_what_asks(when: str, reached: bool, now: bool) -> None:
    found = need(Subject(reachable=True), parse({"no_evidence": {"wanted": [when]}}))
    assert found.now(reached=reached) is now
