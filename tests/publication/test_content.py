"""What an edition keeps comes back as it was."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.publication.content import Content, Mark, Quote

_values = st.none() | st.decimals(
    allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12
)
_marks = st.lists(st.builds(Mark, st.dates(), _values.filter(lambda each: each is not None)), max_size=3).map(tuple)


@given(
    st.builds(
        Content,
        title=st.text(max_size=9),
        target=_values,
        value=_values,
        on=st.none() | st.dates(),
        deadline=st.none() | st.dates(),
        quotes=st.lists(st.builds(Quote, st.text(max_size=5), st.text(max_size=5)), max_size=2).map(tuple),
        planned=_marks,
        actual=_marks,
    )
)
def test_back_from_json(content: Content) -> None:
    assert Content.from_data(json.loads(json.dumps(content.data()))) == content


def test_what_is_no_longer_known_is_left_out() -> None:
    assert Content.from_data({"title": "甲", "place": "乙", "code": "1", "explanation": "", "later": 1}).title == "甲"


@pytest.mark.parametrize(
    ("target", "value", "share"),
    [
        ("80000", "79999", "99.9"),
        ("80000", "80000", "100"),
        ("3", "1", "33.3"),
        ("0", "1", None),
        ("3", None, None),
        ("3", "-1", None),
    ],
)
def test_all_of_it_is_said_only_when_all_of_it_is_reached(target: str, value: str | None, share: str | None) -> None:
    content = Content("甲", "乙", "1", "", target=Decimal(target), value=value and Decimal(value), gathers=True)  # type: ignore[arg-type]
    assert content.share == (None if share is None else Decimal(share))


def test_a_level_has_no_share() -> None:
    assert Content("甲", "乙", "1", "", target=Decimal(95), value=Decimal(90), on=date(2024, 5, 31)).share is None
