"""The list of all reports ever made: where they are very many its order is one that an index has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet

from taizhang.progress.lists import REPORTS
from taizhang.progress.models import Period, Report
from taizhang.progress.queries.periods import visible
from taizhang.ui.lists.columns import turned
from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.progress.makers import opened, split_target

pytestmark = pytest.mark.django_db
LIST = "/progress/reports/"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def months(cast: Cast) -> list[Period]:
    """Two months of three commitments, asked of two towns."""
    split_target(cast)
    commitment(cast, code="441900119", lead="town", state="accepted", title="安装充电桩", area="能源")
    return [opened(cast, number) for number in (1, 2)]


def _shown(cast: Cast, **query: Any) -> list[Report]:
    rows: list[Report] = list(cast.client("office").get(LIST, query).context["list"].page.object_list)
    return rows


@pytest.mark.usefixtures("months")
def test_few_are_in_order_of_their_areas_and_titles(cast: Cast) -> None:
    shown = _shown(cast)
    assert shown == sorted(shown, key=lambda each: (-each.on.toordinal(), each.commitment.area, each.pk))
    assert len(shown) == 6


@pytest.mark.usefixtures("months")
def test_very_many_are_in_the_order_they_were_asked_the_latest_first(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taizhang.ui.keeping.LARGE", 1)
    newest = sorted(Report.objects.all(), key=lambda each: (each.on, each.pk), reverse=True)
    assert _shown(cast) == _shown(cast, sort="-period") == newest
    assert _shown(cast, sort="period") == newest[::-1]


def test_a_period_chosen_leaves_its_own_reports(
    cast: Cast, months: list[Period], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _size in ("few", "very many"):
        found = _shown(cast, period=months[0].pk)
        assert {each.period_id for each in found} == {months[0].pk}
        assert len(found) == 3
        monkeypatch.setattr("taizhang.ui.keeping.LARGE", 1)


@pytest.mark.usefixtures("months")
def test_a_page_takes_as_many_queries_with_many_as_with_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    client = cast.client("office")
    with django_assert_max_num_queries(18):
        client.get(LIST)
    monkeypatch.setattr("taizhang.ui.keeping.LARGE", 1)
    with django_assert_max_num_queries(18):
        client.get(LIST)


@pytest.mark.usefixtures("months")
def test_the_areas_offered_are_those_of_reports_within_reach(cast: Cast) -> None:
    commitment(cast, area="无人填报的领域", title="未交办的")
    offered = {each.filter.name: each.choices for each in cast.client("office").get(LIST).context["list"].state.offered}
    areas = {value for value, _words in offered["area"]}
    assert "能源" in areas
    assert "无人填报的领域" not in areas
    beside = cast.client("other_town").get(LIST).context["list"].state.offered
    assert "能源" not in {value for each in beside if each.filter.name == "area" for value, _words in each.choices}


def test_periods_are_seen_by_those_who_are_asked(cast: Cast, months: list[Period]) -> None:
    assert list(visible(cast.town)) == list(visible(cast.office)) == months[::-1]
    Report.objects.filter(owner=cast.organisation("other_town")).delete()
    Report.objects.filter(commitment__place=cast.organisation("other_town").place).delete()
    assert not visible(cast.other_town).exists()


@pytest.mark.database
@pytest.mark.parametrize("chosen", [False, True], ids=["all periods", "one period"])
@pytest.mark.parametrize("back", [False, True], ids=["first page", "last page"])
def test_the_database_need_not_sort_very_many(months: list[Period], *, chosen: bool, back: bool) -> None:
    rows = Report.objects.all()
    if chosen:
        (period,) = (each for each in REPORTS.filters if each.name == "period")
        rows = period.apply(rows, str(months[0].pk))
    order = [turned(each) if back else each for each in REPORTS.order_of_many]
    plan = _plan(rows.order_by(*order).values_list("pk", flat=True)[:50])
    assert "report_by_day" in plan
    assert "sort" not in plan.lower()
    assert "B-TREE" not in plan


def _plan(rows: QuerySet[Any, Any]) -> str:
    """What the database would do; PostgreSQL is kept from reading a small table whole and sorting it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
            )
    return rows.explain()
