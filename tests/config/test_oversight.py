"""The simulated supervision plays by the real rules: every slip went through the table of states, on working days."""

from __future__ import annotations

from datetime import date

from taizhang.config.oversight import DECIDED, supervise
from taizhang.journal.queries import verify_chain
from taizhang.progress.models import DailyRun, Slip
from taizhang.progress.workdays import NATIONAL
from tests.cast import Cast
from tests.progress.slips import led


def test_some_slips_are_decided_on_answered_and_closed_and_some_wait(cast: Cast) -> None:
    for number in range(12):
        for part in ("town", "other_town", "department", "stranger", "village"):
            led(cast, part, title=f"工程{number}", deadline=date(2024, 1, 31 - number))
    for month in range(2, 7):
        supervise(cast.supervision, date(2024, month, 9))
    slips = list(Slip.objects.all())
    assert {"closed", "replied"} & {slip.state for slip in slips}
    assert all(slip.number for slip in slips if slip.state not in {"proposed", "dropped"})
    assert sum(slip.issued_on == date(2024, 2, 18) for slip in slips) <= DECIDED
    assert all(NATIONAL.is_workday(run.day) for run in DailyRun.objects.all())
    assert list(verify_chain()) == []
