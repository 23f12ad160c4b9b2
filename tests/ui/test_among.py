"""Filters among more choices than can be shown: words find the one wanted, and it stays chosen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from taizhang.places.models import Level, Place
from taizhang.ui.lists import Among, Column, Filter, Listing
from taizhang.ui.lists.filters import OFFERED
from tests.cast import place

pytestmark = pytest.mark.django_db


def _towns(_request: HttpRequest) -> Among:
    rows = Place.objects.filter(level=Level.TOWN).order_by("code")
    return Among(rows, lambda each: (each.pk, each.name), before=(("-", "（没有镇）"),))


LISTING = Listing(
    name="test",
    title="区划",
    columns=(Column("name", "名称", lambda each: each.name, sort=("level",)),),
    filters=(Filter("town", "镇", lambda rows, value: rows.filter(pk=int(value)), _towns),),
    order=("code",),
)


@pytest.fixture
def towns() -> list[Place]:
    """A city with a few more towns than are offered at once."""
    city = place("4419", "东莞市", Level.CITY, None)
    return [place(f"441900{number:03}", f"第{number}镇", Level.TOWN, city) for number in range(OFFERED + 30)]


def _page(query: str, **headers: str) -> str:
    request: HttpRequest = RequestFactory().get(f"/x/?{query}", headers=headers)
    request.user = AnonymousUser()
    answer: Any = LISTING.respond(request, Place.objects.all(), "places/list.html")
    return str(answer.content.decode())


def _offered(page: str) -> list[str]:
    select = page[page.index('<select name="town"') :]
    return re.findall(r"<option[^>]*>([^<]*)</option>", select[: select.index("</select>")])


def test_among_few_there_is_nothing_to_type(towns: list[Place]) -> None:
    Place.objects.filter(pk__in=[each.pk for each in towns[5:]]).delete()
    page = _page("")
    assert _offered(page) == ["全部", "（没有镇）", *(f"第{number}镇" for number in range(5))]
    assert "find-town" not in page


@pytest.mark.usefixtures("towns")
def test_among_many_the_first_are_offered_and_words_find_the_rest() -> None:
    page = _page("")
    assert len(_offered(page)) == OFFERED + 2
    assert 'name="find-town"' in page
    assert _offered(_page("find-town=第129")) == ["全部", "（没有镇）", "第129镇"]
    assert _offered(_page("find-town=nothing")) == ["全部", "（没有镇）"]


def test_the_chosen_one_stays_whatever_is_found(towns: list[Place]) -> None:
    last = towns[-1]
    page = _page(f"town={last.pk}&find-town=第7镇")
    assert _offered(page) == ["全部", "（没有镇）", last.name, "第7镇"]
    assert f'<option value="{last.pk}" selected>' in page
    assert "共 1 条" in page


@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize("value", ["0", "x", "%00", "9" * 40, "-1"])
def test_what_is_no_choice_is_ignored(value: str) -> None:
    assert f"共 {OFFERED + 31} 条" in _page(f"town={value}")


def test_a_script_gets_the_choices_alone(towns: list[Place]) -> None:
    page = _page(f"choices=town&find-town=第12镇&town={towns[0].pk}", HX_Request="true")
    assert page.startswith("<select")
    assert _offered(page) == ["全部", "（没有镇）", "第0镇", "第12镇"]


def test_the_results_alone_do_not_look_choices_up(towns: list[Place], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        _page("", **{"HX-Request": "true"})
    with django_assert_num_queries(4):
        assert "共 1 条" in _page(f"town={towns[-1].pk}", **{"HX-Request": "true"})


@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize("descending", ["", "-"])
def test_pages_never_overlap_whichever_end_they_are_found_from(descending: str) -> None:
    seen: list[str] = []
    for number in range(1, 5):
        page = _page(f"sort={descending}name&page={number}", **{"HX-Request": "true"})
        table = page[page.index("<tbody>") : page.index("</tbody>")]
        seen += re.findall(r"<td[^>]*>([^<]*)</td>", table)[: 50 if number < 3 else None]
        if number == 3:
            break
    names = ["东莞市", *(f"第{number}镇" for number in range(OFFERED + 30))]
    assert seen == (names[::-1] if descending else names)
