"""A briefing's canonical JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from taizhang.briefings.canonical import canonical, digest, from_data, to_data
from taizhang.briefings.content import Composition, Texts
from taizhang.briefings.sample import sample_composition


def test_comes_back_as_it_was() -> None:
    """Through JSON and back nothing is lost, decimals included."""
    made = sample_composition()
    assert from_data(Composition, json.loads(canonical(made))) == made


def test_the_same_gives_the_same_bytes_and_another_digit_another_digest() -> None:
    made = sample_composition()
    changed = replace(made, lines=(replace(made.lines[0], actual=Decimal("40.0")), *made.lines[1:]))
    assert canonical(made) == canonical(from_data(Composition, to_data(made)))
    assert digest(made) != digest(changed)


@pytest.mark.parametrize("data", [{"mark": 1}, {"remarks": {"a": 1}}, {"title": None}])
def test_what_is_none_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError)):
        from_data(Texts, data)
