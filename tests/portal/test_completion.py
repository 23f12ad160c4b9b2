"""The arithmetic of targets taken together; docs/reference/dashboards.md has the same table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from taizhang.portal.completion import Followed, actual, part, planned
from taizhang.progress.curves import even

YEAR = date(2024, 1, 1), date(2024, 12, 31)
HALF = date(2024, 6, 30)


def _target(target: int, *reached: tuple[date, int]) -> Followed:
    return Followed(Decimal(target), even(*YEAR, Decimal(target)), [(day, Decimal(value)) for day, value in reached])


#: The worked table: 80,000 parking places, 50 squares, 6,000 gardens at the end of June.
WORKED = [
    _target(80_000, (date(2024, 3, 31), 10_000), (HALF, 20_000)),
    _target(50, (HALF, 60)),
    _target(6_000, (date(2024, 7, 31), 5_000)),
]


def test_the_worked_table() -> None:
    assert planned(WORKED, HALF) == Decimal("1.50")
    assert actual(WORKED, HALF) == Decimal("1.25")
    assert actual(WORKED, date(2024, 7, 31)) == Decimal("2.08")
    assert actual(WORKED, date(2024, 1, 31)) == Decimal("0.00")
    assert planned(WORKED, YEAR[1]) == Decimal("3.00")


numbers = st.decimals(min_value=-10, max_value=10_000, places=2, allow_nan=False)
sizes = st.decimals(min_value=1, max_value=10_000, places=2, allow_nan=False)


@given(numbers, numbers, sizes)
def test_more_is_never_less_and_never_more_than_the_whole(one: Decimal, other: Decimal, target: Decimal) -> None:
    low, high = sorted((one, other))
    assert 0 <= part(low, target) <= part(high, target) <= 1


@given(numbers, sizes, st.integers(1, 1000))
def test_units_do_not_matter(value: Decimal, target: Decimal, times: int) -> None:
    assert abs(part(value * times, target * times) - part(value, target)) < Decimal("1e-20")


@given(st.lists(st.tuples(sizes, numbers), max_size=6))
def test_the_order_does_not_matter_and_the_sum_is_at_most_the_number(pairs: list[tuple[Decimal, Decimal]]) -> None:
    made = [Followed(target, even(*YEAR, target), [(HALF, value)]) for target, value in pairs]
    assert actual(made, HALF) == actual(list(reversed(made)), HALF) <= len(made)
