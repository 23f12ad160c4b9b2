"""The database's own recount of whole trees: whatever their shape and whoever was asked when, the same digits as the walk's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from taizhang.ledger.models import Commitment, Indicator
from taizhang.progress.actions.totals import rebuild
from taizhang.progress.amounts import Amount
from taizhang.progress.models import Period, Report, Total
from taizhang.progress.queries.exact import ExactSum, exact, minus
from taizhang.progress.queries.recounting import recounted
from taizhang.progress.queries.totals import tree
from taizhang.progress.series import Asked, carried
from tests.cast import Cast, assemble
from tests.ledger.makers import commitment
from tests.progress.makers import locked, opened, report_of, split_target

DAYS = [date(2024, number, 28) for number in range(1, 5)]
#: What a report of a day says: not asked, asked and not locked, locked with or without a denominator.
_FIGURE = st.decimals(-(10**8), 10**8, places=6)
_SAID = st.one_of(st.none(), st.just(()), st.tuples(_FIGURE), st.tuples(_FIGURE, _FIGURE))
_NODE = st.tuples(st.integers(0, 6), st.sampled_from(["sum", "ratio", "none"]), st.lists(_SAID, min_size=4, max_size=4))
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
ONE = (Decimal(1),)


def test_a_share_asked_of_on_other_days_counts_with_what_it_last_had(cast: Cast) -> None:
    whole = split_target(cast)
    january = opened(cast, 1)
    locked(report_of(cast, "town", january), 1200)
    locked(report_of(cast, "other_town", january), 300)
    town = commitment(cast, code="441900119", lead="village", state="accepted", parent=whole)
    locked(Report.objects.get(period=opened(cast, 2), commitment=town), 50)
    Report.objects.filter(period__last=date(2024, 2, 29)).exclude(commitment=town).delete()
    rebuild([whole.pk])
    kept = dict(Total.objects.filter(commitment=whole).values_list("on", "value"))
    assert kept == {date(2024, 1, 31): 1500, date(2024, 2, 29): 1550}


def test_nothing_is_left_of_shares_that_are_gone(cast: Cast) -> None:
    whole = split_target(cast)
    opened(cast, 1)
    Commitment.objects.filter(parent=whole).update(state="ended")
    with recounted() as counted:
        assert counted.differing() == {whole.pk}
    rebuild([whole.pk])
    assert not Total.objects.exists()


class AnyTree(TestCase):
    """Trees of up to eight, some of whom were asked on some of four days."""

    @settings(max_examples=80, suppress_health_check=list(HealthCheck), phases=_PHASES)
    @given(nodes=st.lists(_NODE, min_size=1, max_size=8))
    @example([(0, "sum", [None] * 4), (0, "sum", [ONE, ONE, None, ONE]), (0, "sum", [None, ONE, (), None])])
    @example(
        [
            (0, "ratio", [ONE, None, None, None]),
            (0, "ratio", [None, ONE * 2, None, None]),
            (1, "sum", [None, (), ONE * 2, ()]),
        ]
    )
    def test_counted_equals_walked(self, nodes: list[tuple[int, str, list[Any]]]) -> None:
        made = _made(assemble(), nodes)
        rebuild([made[0].pk])
        kept = {(each.commitment_id, each.on): _row(each) for each in Total.objects.all()}
        walked = tree(made[0]).sums()
        assert kept == {
            (node, on): (each.amount, each.expected, each.reported)
            for node, days in walked.items()
            for on, each in days.items()
        }
        with recounted() as counted:
            assert counted.differing() == set()


def _row(each: Total) -> tuple[Amount, int, int]:
    return Amount(each.value, each.denominator), each.expected, each.reported


def _made(cast: Cast, nodes: list[tuple[int, str, list[Any]]]) -> list[Commitment]:
    about = {
        adds_up: Indicator.objects.create(name=adds_up, adds_up=adds_up, numerator="甲", denominator="乙")
        for adds_up in ("sum", "ratio", "none")
    }
    spans = [Period(kind="custom", name=f"{on}", place=cast.places["4419"], first=on, last=on, due=on) for on in DAYS]
    periods = Period.objects.bulk_create(spans)
    made: list[Commitment] = []
    for number, (above, adds_up, said) in enumerate(nodes):
        made.append(
            Commitment.objects.create(
                title=f"第 {number} 项", place=cast.places["4419"], unit="个", value=1, measure="level", comparator="=",
                indicator=about[adds_up], parent=made[above % number] if number else None, state="accepted",
            )
        )  # fmt: skip
        _report(cast, periods, made[-1], said)
    return made


def _report(cast: Cast, periods: list[Period], about: Commitment, said: list[Any]) -> None:
    asked = [
        (period, Asked(period.last, Amount(*figures) if figures else None))
        for period, figures in zip(periods, said, strict=True)
        if figures is not None
    ]
    stands = carried([each for _period, each in asked])
    Report.objects.bulk_create(
        Report(
            period=period, commitment=about, on=each.on, due=each.on, owner=cast.organisation("office"),
            locked_versions=int(each.locked is not None),
            locked_value=each.locked and each.locked.value,
            locked_denominator=each.locked and each.locked.denominator,
            standing_value=stand.amount.value, standing_denominator=stand.amount.denominator,
        )
        for (period, each), stand in zip(asked, stands, strict=True)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        (None, None),
        (1500, "1500.000000"),
        (0.1, "0.100000"),
        (123456789.123456, "123456789.123456"),
        (-2.5, "-2.500000"),
    ],
)
def test_a_stored_value_is_read_as_django_reads_it(stored: float | None, read: str | None) -> None:
    assert exact(stored) == read
    assert minus(minus(read)) == read


def test_an_exact_sum_forgets_what_leaves_the_window() -> None:
    summed = ExactSum()
    for text in ("0.100000", None, "0.200000"):
        summed.step(text)
    assert summed.value() == "0.300000"
    summed.inverse("0.100000")
    assert summed.value() == "0.200000"
    summed.inverse("0.200000")
    assert summed.finalize() is None
