"""The clock of work: today unless it is set; days are those of the office's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone

from taizhang import clock


def test_it_is_now_unless_the_clock_is_set() -> None:
    assert abs((clock.now() - timezone.now()).total_seconds()) < 5
    with clock.at(datetime(2024, 5, 31, 17, tzinfo=UTC)):
        assert clock.today() == date(2024, 6, 1)
    assert clock.today() == timezone.localdate()


def test_a_demonstration_lives_on_a_day_of_its_own(settings: Any) -> None:
    settings.CLOCK_DAY = date(2024, 10, 31)
    assert clock.today() == date(2024, 10, 31)
    assert clock.now().tzinfo is not None
    with clock.at(date(2024, 1, 31)):
        assert clock.today() == date(2024, 1, 31)
