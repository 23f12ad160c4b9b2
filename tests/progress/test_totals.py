"""Numbers up the tree: brought up at every lock, the same to the last digit as worked out anew."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from taizhang.ledger.actions import reject
from taizhang.ledger.models import Commitment, Indicator
from taizhang.progress.actions.periods import open_period
from taizhang.progress.actions.reviewing import correct
from taizhang.progress.actions.totals import rebuild
from taizhang.progress.amounts import Amount, percentage
from taizhang.progress.models import Position, Report, Total
from taizhang.progress.queries.recounting import recounted
from taizhang.progress.queries.totals import known, tree
from tests.cast import Cast, assemble
from tests.ledger.makers import commitment
from tests.progress.makers import SYSTEM, locked, month, opened, report_of, split_target


def test_a_lock_reaches_the_root_at_once_and_says_how_many_reported(cast: Cast) -> None:
    whole = split_target(cast)
    january = opened(cast)
    locked(report_of(cast, "town", january), 1200)
    root = Position.objects.get(pk=whole.pk)
    assert (root.value, root.reported, root.expected) == (1200, 1, 2)
    locked(report_of(cast, "other_town", january), 300)
    root.refresh_from_db()
    assert (root.value, root.reported, root.expected) == (1500, 2, 2)


def test_who_has_not_reported_counts_with_what_it_last_had(cast: Cast) -> None:
    whole = split_target(cast)
    january, february = opened(cast, 1), opened(cast, 2)
    locked(report_of(cast, "town", january), 1200)
    locked(report_of(cast, "other_town", february), 300)
    total = Total.objects.get(commitment=whole, on=date(2024, 2, 29))
    assert (total.value, total.reported, total.expected) == (1500, 1, 2)


def test_a_late_january_does_not_touch_a_february_already_locked(cast: Cast) -> None:
    whole = split_target(cast)
    january, february = opened(cast, 1), opened(cast, 2)
    locked(report_of(cast, "town", february), 2000)
    locked(report_of(cast, "town", january), 1200)
    values = dict(Total.objects.filter(commitment=whole).values_list("on", "value"))
    assert values == {date(2024, 1, 31): 1200, date(2024, 2, 29): 2000}


def test_a_ratio_is_the_ratio_of_two_sums(cast: Cast) -> None:
    rate = Indicator.objects.create(
        name="满意率", unit="%", adds_up="ratio", numerator="满意件数", denominator="办结件数"
    )
    whole = split_target(cast, indicator=rate, unit="%", measure="level", value=95)
    january = opened(cast)
    locked(report_of(cast, "town", january), 90, 100)
    locked(report_of(cast, "other_town", january), 5, 10)
    root = Position.objects.get(pk=whole.pk)
    assert percentage(Amount(root.value, root.denominator)) == Decimal("86.36")


def test_the_latest_is_taken_and_what_does_not_add_up_is_not_added(cast: Cast) -> None:
    newest = Indicator.objects.create(name="常住人口", unit="人", adds_up="latest")
    whole = split_target(cast, indicator=newest, unit="人", measure="level")
    apart = split_target(cast, title="增速", unit="%", measure="growth", value=5)
    january, february = opened(cast, 1), opened(cast, 2)
    for each in Report.objects.filter(period=january, owner=cast.organisation("other_town")):
        locked(each, 7)
    for each in Report.objects.filter(period=february, owner=cast.organisation("town")):
        locked(each, 9)
    assert Position.objects.get(pk=whole.pk).value == 9
    root = Position.objects.get(pk=apart.pk)
    assert (root.value, root.reported, root.expected) == (None, 1, 2)


def test_a_correction_changes_what_stands_and_keeps_what_was_known(cast: Cast) -> None:
    whole = split_target(cast)
    report = locked(report_of(cast, "town", opened(cast)), 1200)
    then = timezone.now()
    correct(actor=SYSTEM, report=report, version=report.version, reason="重复统计")
    assert Position.objects.get(pk=whole.pk).value == 1200
    locked(report, 1100)
    assert Position.objects.get(pk=whole.pk).value == 1100
    assert known(whole, date(2024, 1, 31), then).value == 1200
    assert known(whole, date(2024, 1, 31), timezone.now()).value == 1100
    assert [each.value for each in report.versions.order_by("number")] == [1200, 1100]


def test_a_struck_share_leaves_the_sum(cast: Cast) -> None:
    whole = split_target(cast)
    january = opened(cast)
    locked(report_of(cast, "town", january), 1200)
    share = locked(report_of(cast, "other_town", january), 300).commitment
    Commitment.objects.filter(pk=share.pk).update(state="confirmed")
    share.refresh_from_db()
    reject(actor=SYSTEM, commitment=share, version=share.version, reason="重复")
    root = Position.objects.get(pk=whole.pk)
    assert (root.value, root.reported, root.expected) == (1200, 1, 1)


def test_a_target_split_after_it_reported_stands_at_its_shares_from_then_on(cast: Cast) -> None:
    whole = commitment(cast, lead="department", state="accepted")
    locked(report_of(cast, "department", opened(cast, 1)), 500)
    commitment(cast, code="441900119", lead="town", state="accepted", parent=whole)
    february = opened(cast, 2)
    locked(report_of(cast, "town", february), 800)
    assert Position.objects.get(pk=whole.pk).value == 800
    assert list(Total.objects.filter(commitment=whole).values_list("on", "value")) == [(date(2024, 2, 29), 800)]


def _kept() -> dict[tuple[int, date], tuple[Amount, int, int]]:
    return {
        (each.commitment_id, each.on): (Amount(each.value, each.denominator), each.expected, each.reported)
        for each in Total.objects.all()
    }


def _same(root: Commitment) -> None:
    """Kept at every lock, walked anew in memory, counted anew by the database: three ways to the same digits."""
    kept, anew = _kept(), tree(root)
    wanted = {
        (node, on): (each.amount, each.expected, each.reported)
        for node, days in anew.sums().items()
        for on, each in days.items()
    }
    assert kept == wanted
    last = date(2024, 12, 31)
    for position in Position.objects.exclude(commitment__state="ended"):
        assert Amount(position.value, position.denominator) == anew.standing(position.pk, last).amount
    with recounted() as counted:
        assert counted.differing() == set()
    with transaction.atomic():
        Total.objects.update(value=1, denominator=None, expected=9)
        Total.objects.filter(pk=Total.objects.values("pk")[:1]).delete()
        rebuild([root.pk])
        assert _kept() == wanted
        transaction.set_rollback(True)


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.integers(1, 6)),
        st.tuples(st.just("lock"), st.integers(0, 40), st.decimals(0, 10**8, places=6)),
        st.tuples(st.just("split"), st.integers(0, 8)),
        st.tuples(st.just("strike"), st.integers(0, 8)),
    ),
    min_size=4,
    max_size=14,
)


#: Every example takes seconds against a database: a failing one is shown as it is.
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


class Whatever(TestCase):
    """Any order of opening, locking late or early, splitting and striking."""

    @settings(max_examples=20, suppress_health_check=list(HealthCheck), phases=_PHASES)
    @given(adds_up=st.sampled_from(["sum", "ratio", "latest", "none"]), steps=_STEPS)
    def test_incremental_equals_recomputed(self, adds_up: str, steps: list[tuple[Any, ...]]) -> None:
        cast = assemble()
        about = Indicator.objects.create(name="任意", adds_up=adds_up, numerator="甲", denominator="乙")
        root = split_target(cast, indicator=about)
        open_period(actor=SYSTEM, place=cast.places["4419"], span=month(3))
        for step, *arguments in steps:
            getattr(self, f"_{step}")(cast, *arguments)
            _same(root)

    def _open(self, cast: Cast, number: int) -> None:
        if not cast.places["4419"].periods.filter(last=month(number).last).exists():
            opened(cast, number)

    def _lock(self, _cast: Cast, which: int, value: Decimal) -> None:
        reports = list(Report.objects.exclude(commitment__state="ended").order_by("on", "pk"))
        report = reports[which % len(reports)]
        if report.is_locked:
            correct(actor=SYSTEM, report=report, version=report.version, reason="更正")
        locked(report, value, 7)

    def _split(self, cast: Cast, which: int) -> None:
        live = list(Commitment.objects.exclude(state="ended").order_by("pk"))
        whole = live[which % len(live)]
        if whole.place.code in {"4419", "441900119"}:
            taken = set(whole.shares.values_list("place__code", flat=True))
            under = {"4419": "441900119", "441900119": "441900119004"}[whole.place.code]
            if under not in taken:
                lead = "town" if under == "441900119" else "village"
                commitment(
                    cast, code=under, lead=lead, state="accepted", parent=whole, indicator=whole.indicator, value=10
                )

    def _strike(self, _cast: Cast, which: int) -> None:
        leaves = list(
            Commitment.objects.exclude(state="ended")
            .exclude(parent=None)
            .exclude(
                pk__in=Commitment.objects.exclude(state__in=["ended", "merged"]).exclude(parent=None).values("parent")
            )
            .order_by("pk")
        )
        if len(leaves) > 1:
            share = leaves[which % len(leaves)]
            Commitment.objects.filter(pk=share.pk).update(state="confirmed")
            share.refresh_from_db()
            reject(actor=SYSTEM, commitment=share, version=share.version, reason="测试")


@pytest.mark.parametrize("batch", [1, 2])
def test_locking_takes_a_bounded_number_of_queries(cast: Cast, batch: int, django_assert_max_num_queries: Any) -> None:
    from taizhang.progress.actions.reporting import Entry, enter, submit
    from taizhang.progress.actions.reviewing import lock, pass_on

    split_target(cast)
    period = opened(cast)
    reports = list(Report.objects.filter(period=period).order_by("pk"))[:batch]
    for each in reports:
        enter(actor=SYSTEM, report=each, version=each.version, entry=Entry(value=Decimal(5)))
        submit(actor=SYSTEM, report=each, version=each.version)
    reports = pass_on(actor=SYSTEM, seen=[(each, each.version) for each in reports])
    with django_assert_max_num_queries(20):
        lock(actor=SYSTEM, seen=[(each, each.version) for each in reports])
