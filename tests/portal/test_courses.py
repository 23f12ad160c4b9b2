"""Curves of planned against actual: by area, by target, what is left out, as far as a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from taizhang import clock
from taizhang.portal.queries import courses as queries
from tests.cast import Cast
from tests.portal.makers import TODAY, placed
from tests.progress.makers import locked, opened, report_of, split_target


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    cache.clear()
    with clock.at(TODAY):
        yield


@pytest.fixture
def year(cast: Cast) -> Cast:
    """80,000 parking places over two towns, of which 20,000 by June; water mains without a report; one rate."""
    split_target(cast)
    placed(cast, "stranger", "污水管网", "水环境", value=100, unit="公里")
    placed(cast, "stranger", "水质达标率", "水环境", measure="level", value=95, unit="%")
    with clock.at(date(2024, 7, 3)):
        june = opened(cast, 6)
        for part, value in (("town", 8_000), ("other_town", 12_000)):
            locked(report_of(cast, part, june), value)
    return cast


def _context(cast: Cast, part: str, **query: str) -> Any:
    answer = cast.client(part).get(reverse("portal:courses"), query)
    assert answer.status_code == 200
    return answer.context


def _points(figure: Any) -> dict[str, tuple[str, ...]]:
    return {row[0].words: tuple(cell.words for cell in row[1:3]) for row in figure.table.rows}


def test_each_area_has_a_curve_and_leads_to_its_targets(year: Cast) -> None:
    figures = {figure.title: figure for figure in _context(year, "office")["figures"]}
    assert set(figures) == {"改善出行", "水环境"}
    points = _points(figures["改善出行"])
    assert points["2024-06-30"] == ("0.5", "0.25")
    assert points["2024-12-31"] == ("1", "")
    page = year.client("office").get(reverse("portal:courses") + figures["改善出行"].table.rows[6][2].url)
    assert [figure.title for figure in page.context["figures"]] == ["停车位"]
    assert _points(page.context["figures"][0])["2024-06-30"] == ("40,000", "20,000")


def test_what_does_not_grow_from_nothing_is_counted_apart(year: Cast) -> None:
    assert _context(year, "office")["found"].others == 1


def test_a_town_sees_the_own_share(year: Cast) -> None:
    found = _context(year, "town", area="改善出行")["found"]
    assert [each.followed.target for each in found.all] == [Decimal(40_000)]
    assert found.all[0].followed.reached == [(date(2024, 6, 30), Decimal(8_000))]


def test_a_day_cuts_the_actual_line(year: Cast) -> None:
    found = _context(year, "office", known="2024-05-31")["found"]
    assert not any(each.followed.reached for each in found.all)


def test_too_many_are_not_drawn(year: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST", 1)
    answer = year.client("office").get(reverse("portal:courses"))
    assert "目标太多" in answer.content.decode()


def test_without_targets_it_says_what_belongs_here(cast: Cast) -> None:
    assert "填报锁定后就有实际的线" in cast.client("office").get(reverse("portal:courses")).content.decode()


def test_more_targets_take_no_more_queries(year: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(20):
        placed(year, "department", f"停车位{number}", "改善出行")
    client = year.client("office")
    client.get(reverse("portal:courses"))
    with django_assert_max_num_queries(20):
        client.get(reverse("portal:courses"), {"area": "改善出行"})
