"""``verify`` works every number and light out anew and names what differs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import F

from taizhang import clock
from taizhang.progress.models import LightRecord, Position, Report, Total, Version
from taizhang.progress.queries.verifying import verify_progress
from tests.cast import Cast
from tests.progress.makers import locked, opened, report_of, split_target


@pytest.fixture
def played(cast: Cast) -> Cast:
    """Two months of two towns."""
    split_target(cast)
    with clock.at(date(2024, 7, 3)):
        june = opened(cast, 6)
        locked(report_of(cast, "town", june), 20_000)
        locked(report_of(cast, "other_town", june), 3_000)
    with clock.at(date(2024, 8, 3)):
        locked(report_of(cast, "town", opened(cast, 7)), 24_000)
    return cast


def test_nothing_differs(played: Cast) -> None:
    assert list(verify_progress()) == []


@pytest.mark.parametrize(
    ("meddle", "said"),
    [
        (lambda: Total.objects.filter(on=date(2024, 6, 30)).update(value=F("value") + 1), "汇总应为 23000，现记 23001"),
        (lambda: Total.objects.filter(on=date(2024, 7, 31)).update(reported=2), "汇总应有 1/2，现记 2/2"),
        (lambda: Total.objects.filter(on=date(2024, 6, 30)).delete(), "现记 （无）"),
        (lambda: Report.objects.filter(locked_value=3000).update(locked_value=4000), "最后一个锁定版本"),
        (lambda: Report.objects.filter(standing_value=24000).update(standing_value=1), "现行值应为 24000"),
        (lambda: Position.objects.filter(value=27000).update(value=1), "现状应为 27000"),
        (lambda: Version.objects.filter(value=24000).delete(), "锁定版本"),
        (lambda: LightRecord.objects.update(colour="violet"), "灯"),
        (lambda: Position.objects.update(colour="violet"), "显示的灯"),
    ],
)
def test_what_was_meddled_with_is_named(played: Cast, meddle: Callable[[], object], said: str) -> None:
    meddle()
    assert said in "\n".join(each.what for each in verify_progress())
