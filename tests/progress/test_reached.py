"""The curve on a commitment's page: locked figures, day by day, with where they lead."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from taizhang.ledger.models import Commitment, Indicator
from taizhang.ledger.reached import Reached, reached
from taizhang.progress.models import Period, Report
from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.progress.makers import locked, month, opened, report_of, split_target


def of(cast: Cast, made: Commitment, part: str = "office") -> Reached:
    found = reached(cast.people[part], Commitment.objects.get(pk=made.pk))
    assert found is not None
    return found


def test_the_figures_of_a_whole_are_the_totals_of_its_shares(cast: Cast) -> None:
    whole = split_target(cast)
    january, february = opened(cast, 1), opened(cast, 2)
    locked(report_of(cast, "town", january), 1200)
    locked(report_of(cast, "other_town", january), 300)
    locked(report_of(cast, "town", february), 2000)
    points = of(cast, whole).actual
    assert [(str(point.day), point.value, point.note) for point in points] == [
        ("2024-01-31", 1500, ""),
        ("2024-02-29", 2300, "1/2 已锁定"),
    ]
    assert points[0].url == f"{reverse('progress:number', args=[whole.pk])}?on=2024-01-31"


def test_the_page_draws_them_with_the_table_behind(cast: Cast) -> None:
    whole = split_target(cast, period="2024", year=2024)
    locked(report_of(cast, "town", opened(cast)), 1200)
    share = whole.shares.get(place=cast.organisation("town").place)
    figure = cast.client("town").get(reverse("ledger:commitment", args=[share.pk])).context["curve"]
    assert figure.title == "计划与完成"
    assert [[cell.words for cell in row] for row in figure.table.rows] == [["2024-01-31", "1,200"]]
    assert figure.source == "已锁定的填报，截至 2024-01-31"
    assert "至少 3 期" in figure.note


def test_complete_months_lead_to_a_forecast(cast: Cast) -> None:
    whole = split_target(cast)
    for number, value in ((1, 3000), (2, 6200), (3, 9100), (4, 12_000)):
        period = opened(cast, number)
        locked(report_of(cast, "town", period), value)
        if number < 4:
            locked(report_of(cast, "other_town", period), value)
    found = of(cast, whole)
    assert len(found.actual) == 4
    assert str(found.forecast[0].day) == "2024-04-30"
    assert str(found.forecast[-1].day) == "2024-12-31"
    assert found.forecast[-1].expected > Decimal(60_000)
    ends = [end for each in found.forecast for end in (each.low, each.expected, each.high)]
    assert all(end == end.to_integral_value() for end in ends)
    assert "近几个月的平均进度" in found.note


def _course(of: Commitment, cumulative: list[int]) -> None:
    """Locked month by month from January on, as the figures of one share."""
    place = of.place
    for number, value in enumerate(cumulative, 1):
        span = month(number, of.year or 2024)
        period, _new = Period.objects.get_or_create(
            kind="month",
            name=span.name,
            place=place,
            defaults={"first": span.first, "last": span.last, "due": span.due},
        )
        Report.objects.create(
            period=period, commitment=of, on=span.last, owner=of.lead, due=span.due, state="locked",
            locked_versions=1, locked_value=value, standing_value=value,
        )  # fmt: skip


def _years(cast: Cast, **changes: Any) -> Commitment:
    """Two thirds of last year came in December; this year has four months."""
    this: dict[str, Any] = {"title": "植树", "value": 1000, "lead": "department", "deadline": None}
    before = commitment(cast, **{**this, "year": 2023, "period": "2023", **changes})
    _course(before, [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 330])
    made = commitment(cast, **{**this, "year": 2024, "period": "2024"})
    _course(made, [20, 44, 60, 84])
    return made


def test_last_years_course_leads_to_this_years_end(cast: Cast) -> None:
    found = of(cast, _years(cast))
    assert "去年同期" in found.note
    # A month of last year was a thirty-third of it; their mean, each weighing 0.7 ** (12 / 33) of the next, is 21.07.
    assert found.forecast[-1].expected == 695, "84 + 29 x 21.07"


@pytest.mark.parametrize(
    "changes", [{"title": "种草"}, {"unit": "棵"}, {"year": 2022, "period": "2022"}, {"state": "ended"}]
)
def test_another_thing_of_last_year_is_none(cast: Cast, changes: dict[str, Any]) -> None:
    found = of(cast, _years(cast, **changes))
    assert "去年同期" not in found.note
    assert found.forecast[-1].expected == 254, "84 + 8 x 21.25"


def test_two_that_could_be_meant_are_none(cast: Cast) -> None:
    made = _years(cast)
    commitment(cast, title="植树", value=5, lead="department", deadline=None, year=2023, period="2023")
    assert "去年同期" not in of(cast, made).note


def test_a_ratio_is_drawn_in_per_cent(cast: Cast) -> None:
    ratio = Indicator.objects.create(name="处理率", unit="%", adds_up="ratio", numerator="处理量", denominator="产生量")
    whole = split_target(cast, title="处理率", indicator=ratio, unit="%", measure="level", value=95)
    locked(report_of(cast, "town", opened(cast)), 90, 120)
    assert [point.value for point in of(cast, whole).actual] == [Decimal("75.00")]


def test_nothing_is_told_to_whom_may_not_see_reports(cast: Cast) -> None:
    whole = split_target(cast)
    locked(report_of(cast, "town", opened(cast)), 1200)
    assert reached(cast.auditor, whole) is None
    assert reached(cast.office, commitment(cast, title="别的")) is None


def test_a_year_of_reports_takes_no_more_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    whole = split_target(cast)
    for number in range(1, 5):
        locked(report_of(cast, "town", opened(cast, number)), 1000 * number)
    with django_assert_max_num_queries(8):
        of(cast, whole)
