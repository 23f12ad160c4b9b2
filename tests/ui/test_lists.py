"""Lists: what the URL asks for is what is shown and what is exported."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.test import RequestFactory
from openpyxl import load_workbook

from taizhang.places.models import Level, Place
from taizhang.ui.lists import Column, Filter, Listing
from tests.cast import Cast, place

pytestmark = pytest.mark.django_db

HOSTILE = '=HYPERLINK("http://x","看")'
LISTING = Listing(
    name="test",
    title="区划",
    columns=(
        Column("name", "名称", lambda each: each.name, sort=("name",)),
        Column("code", "代码", lambda each: each.code, sort=("code",)),
        Column("size", "面积", lambda each: Decimal(len(each.name)), numeric=True),
        Column("secret", "另列", lambda each: each.path, shown=False),
        Column("kind", "性质", lambda each: each.kind, export_only=True),
    ),
    filters=(
        Filter("level", "层级", lambda rows, value: rows.filter(level=value), lambda _request: Level.choices),
        Filter("after", "之后", lambda rows, value: rows.filter(pk__gt=int(value))),
    ),
    search=("name__icontains", "code__startswith"),
    order=("code",),
)


@pytest.fixture
def towns() -> list[Place]:
    """A city with sixty towns, one of them with a hostile name."""
    city = place("4419", "东莞市", Level.CITY, None)
    names = [HOSTILE, *(f"第{number}镇" for number in range(1, 60))]
    return [place(f"441900{number:03}", name, Level.TOWN, city) for number, name in enumerate(names, 100)]


def _ask(query: str = "") -> HttpResponseBase:
    request: HttpRequest = RequestFactory().get(f"/x/?{query}", headers={"HX-Request": "true"})
    request.user = AnonymousUser()
    return LISTING.respond(request, Place.objects.all(), "places/list.html")


def _page(query: str = "") -> str:
    return _ask(query).content.decode()  # type: ignore[attr-defined, no-any-return]


def _body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer)  # type: ignore[arg-type]


@pytest.mark.usefixtures("towns")
def test_the_first_page_is_in_order_and_bounded(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        page = _page()
    assert page.count("<tr data-href") + page.count("<tr>") == 51
    assert "共 61 条" in page
    assert 'rel="next" href="?page=2"' in page


@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize("query", ["page=99", "page=2"])
def test_a_page_past_the_end_is_the_last(query: str) -> None:
    assert "第59镇" in _page(query)


@pytest.mark.usefixtures("towns")
def test_words_all_must_match_and_filters_narrow() -> None:
    assert "共 1 条" in _page("q=第1 441900101&level=town")
    assert "共 1 条" in _page("level=city")


@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize(
    "query", ["level=nonsense", "after=x", "sort=nonsense", "page=-1", "page=x", "per=7", "columns=nonsense", "q=%00"]
)
def test_what_the_url_says_wrongly_is_ignored(query: str) -> None:
    page = _page(query)
    assert "共 61 条" in page
    assert "<table" in page


@pytest.mark.usefixtures("towns")
def test_sorting_turns_round() -> None:
    page = _page("sort=-code")
    assert page.index("第59镇") < page.index("第30镇")
    assert 'aria-sort="descending"' in page
    assert 'href="?sort=code"' in page


@pytest.mark.usefixtures("towns")
def test_chosen_columns_alone_are_shown() -> None:
    page = _page("columns=code&columns=secret")
    assert 'data-label="另列"' in page
    assert 'data-label="名称"' not in page


def test_htmx_gets_the_results_alone_and_others_the_page(cast: Cast) -> None:
    client = cast.client("town")
    assert client.get("/places/", headers={"HX-Request": "true"}).content.decode().startswith("<section")
    whole = client.get("/places/")
    assert whole.content.decode().startswith("<!doctype html>")
    assert "HX-Request" in whole.headers["Vary"]


@pytest.mark.usefixtures("towns")
def test_links_keep_everything_else() -> None:
    page = _page("q=第&level=town&sort=-code")
    query = QueryDict("q=第&level=town&sort=-code&page=2").urlencode().replace("&", "&amp;")
    assert f'href="?{query}"' in page


def test_an_empty_list_and_a_narrow_one_say_different_things(towns: list[Place]) -> None:
    assert "没有符合条件的内容" in _page("q=nothing-like-it")
    Place.objects.filter(level=Level.TOWN).delete()
    Place.objects.all().delete()
    assert "这里还没有内容" in _page()


@pytest.mark.usefixtures("towns")
def test_csv_is_what_is_seen_every_page_of_it_and_harmless() -> None:
    text = _body(_ask("level=town&sort=-code&columns=name,size&export=csv")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["名称", "面积", "性质"]
    assert (len(rows), rows[1]) == (61, ["第59镇", "4", "ordinary"])
    assert rows[-1][0] == f"'{HOSTILE}"


@pytest.mark.usefixtures("towns")
def test_xlsx_holds_numbers_as_numbers_and_no_formula() -> None:
    answer = _ask("level=town&columns=name,size&export=xlsx")
    sheet = load_workbook(io.BytesIO(_body(answer))).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == (HOSTILE, "s")
    assert (sheet["B3"].value, sheet["B3"].data_type) == (3, "n")
    assert sheet.max_row == 61
    assert 'filename="test-' in answer.headers["Content-Disposition"]


def test_a_filter_may_not_take_a_name_of_the_lists() -> None:
    with pytest.raises(ValueError, match="page"):
        Listing("x", "x", (), (Filter("page", "x", lambda rows, _value: rows),))
