"""How values go out, and that every field is described."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.exchange.columns import nature, written
from taizhang.exchange.resources import RESOURCES
from taizhang.exchange.words import entries, words


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**18), max_value=10**18))
def test_an_amount_is_the_same_amount_as_text(value: Decimal) -> None:
    said = written(value)
    assert isinstance(said, str)
    assert Decimal(said) == value
    assert "E" not in said


def test_a_moment_says_its_zone() -> None:
    assert written(datetime(2024, 5, 31, 16, 0, tzinfo=UTC)) == "2024-06-01T00:00:00+08:00"


@pytest.mark.parametrize("name", RESOURCES)
def test_every_field_and_parameter_has_words(name: str) -> None:
    resource = RESOURCES[name]
    wanted = [(name, ""), *((name, each.name) for each in resource.columns)]
    wanted += [(name, f"{each.name}?") for each in resource.filters]
    wanted += [(name, each.name) for each in resource.nested]
    wanted += [(f"{name}.{nested.name}", each.name) for nested in resource.nested for each in nested.columns]
    for resource_name, field in wanted:
        said = words(resource_name, field)
        assert said.chinese
        assert said.english


def test_the_table_has_no_idle_rows() -> None:
    known = {("*", "limit?"), ("*", "after?"), ("*", "format?")}
    for name, each in RESOURCES.items():
        fields = [one.name for one in each.columns] + [f"{one.name}?" for one in each.filters]
        known |= {(name, ""), *((name, field) for field in fields), *(("*", field) for field in fields)}
        for nested in each.nested:
            below = [one.name for one in nested.columns]
            known |= {(name, nested.name), *((f"{name}.{nested.name}", field) for field in below)}
            known |= {("*", field) for field in below}
    assert set(entries()) - known == set()


@pytest.mark.parametrize("name", RESOURCES)
def test_the_nature_of_every_column_is_known(name: str) -> None:
    resource = RESOURCES[name]
    kinds = {each.name: resource.nature(each).kind for each in resource.columns}
    assert kinds[resource.key] == "integer"
    for nested in resource.nested:
        for each in nested.columns:
            assert nature(nested.model, each).kind
    assert len(kinds) == len(resource.columns)
