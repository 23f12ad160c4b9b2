"""Reasons: both languages say the same values, and what was stored can always be said."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.progress.reasons import Reason, sentences


def named(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("code", sorted(sentences()))
def test_both_languages_say_the_same_values(code: str) -> None:
    assert set(sentences()[code]) == {"zh", "en"}
    assert named(sentences()[code]["zh"]) == named(sentences()[code]["en"])


@given(st.sampled_from(sorted(sentences())), st.dictionaries(st.sampled_from(["words", "years"]), st.text()))
def test_what_was_stored_can_be_said(code: str, values: dict[str, str]) -> None:
    reason = Reason.of(code, **values)
    assert Reason.from_data(reason.data()) == reason
    assert reason.words()
    assert reason.words("en-gb")


def test_hostile_values_are_only_values() -> None:
    assert "{years.__class__}" in Reason.of("not_a_number", words="{years.__class__}").words()


def test_a_code_of_another_version_is_said_as_stored() -> None:
    assert Reason.of("long_gone", day="2024-05-31").words() == "long_gone {'day': '2024-05-31'}"
