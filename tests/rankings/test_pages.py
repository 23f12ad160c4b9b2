from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from taizhang import clock
from taizhang.progress.models import Report
from taizhang.rankings.models import Fact, Frozen, Group, Scheme, SchemeVersion
from tests.cast import Cast
from tests.rankings.makers import JANUARY, LATER, corrected, freeze, group, indicator, played, scheme

pytestmark = pytest.mark.database


@pytest.fixture
def of(cast: Cast) -> Scheme:
    made = scheme(cast)
    played(cast, {"town": 1200, "other_town": 3000})
    return made


@pytest.fixture(autouse=True)
def _later() -> Any:
    with clock.at(LATER):
        yield


def text(answer: Any) -> str:
    words: str = answer.content.decode()
    return words


def test_the_league_in_order_with_the_door_to_why(cast: Cast, of: Scheme) -> None:
    page = text(cast.client("office").get(f"/rankings/{of.pk}/"))
    assert page.index("虎门镇") < page.index("长安镇")
    assert f"/rankings/{of.pk}/why/{cast.home('town').pk}/?day=2024-01-31" in page
    assert "未冻结" in page


def test_towns_see_it_once_it_is_frozen(cast: Cast, of: Scheme) -> None:
    client = cast.client("town")
    assert "还没有可看的比拼" in text(client.get(f"/rankings/{of.pk}/"))
    assert client.get(f"/rankings/{of.pk}/?day=2024-01-31").status_code == 404
    assert client.get(f"/rankings/{of.pk}/what-if/").status_code == 403
    freeze(of, bulletin="第1期通报")
    page = text(client.get(f"/rankings/{of.pk}/"))
    assert "冻结于 2024-06-01 第 1 期" in page
    assert "第1期通报" in page


def test_why_says_what_each_indicator_gave_and_the_gap(cast: Cast, of: Scheme) -> None:
    page = text(cast.client("office").get(f"/rankings/{of.pk}/why/{cast.home('town').pk}/"))
    assert "长安镇为什么是第 2 名" in page
    assert "落后第 1 名 虎门镇 100.00 分" in page
    assert "1,200" in page
    share = indicator().commitments.get(place=cast.home("town"))
    assert f"/ledger/{share.pk}/" in page


def test_nobody_explains_a_place_that_is_not_in_it(cast: Cast, of: Scheme) -> None:
    assert cast.client("office").get(f"/rankings/{of.pk}/why/{cast.places['4401'].pk}/").status_code == 404
    assert cast.client("office").get(f"/rankings/{of.pk}/?day=gestern").status_code == 404


def test_what_if_changes_nothing_until_it_is_saved(cast: Cast) -> None:
    made = scheme(cast)
    second = indicator("口袋公园")
    version = SchemeVersion.objects.get(scheme=made)
    version.content["items"] = [
        version.content["items"][0] | {"weight": "60"},
        version.content["items"][0] | {"weight": "40", "indicator": second.pk},
    ]
    version.save()
    played(cast, {"town": 1200, "other_town": 3000})
    client, url = cast.client("office"), f"/rankings/{made.pk}/what-if/"
    asked = {"day": "2024-01-31", "weight": ["90", "90"]}
    page = text(client.get(url, asked))
    assert "权重合计 180，应为 100；以下按比例折算。" in page
    fragment = text(client.get(url, asked, headers={"HX-Request": "true"}))
    assert "<html" not in fragment
    assert 'id="tried"' in fragment
    assert made.versions.count() == 1
    unequal = client.post(url, {**asked, "reason": "突出重点"})
    assert unequal.status_code == 422 or "应为 100" in text(unequal)
    assert made.versions.count() == 1
    saved = client.post(url, {"day": "2024-01-31", "weight": ["70", "30"], "seen": "1", "reason": "突出重点"})
    assert saved.status_code == 302
    assert [each.weight for each in made.versions.latest("number").rules.items] == [70, 30]
    assert cast.client("department").post(url, {"weight": ["50", "50"], "reason": "x"}).status_code == 403


@pytest.mark.parametrize("weights", [["0", "0"], ["nan", "-3"], ["1e99", ""]])
def test_what_if_bears_any_weights(cast: Cast, of: Scheme, weights: list[str]) -> None:
    answer = cast.client("office").get(f"/rankings/{of.pk}/what-if/", {"weight": weights[:1]})
    assert answer.status_code == 200


def item(number: int, **fields: Any) -> dict[str, Any]:
    common = {"measure": "delta", "direction": "up", "normalisation": "minmax", "per": "", "floor": 0, "cap": 100}
    return {f"items-{number}-{name}": value for name, value in {**common, "change": 0, **fields}.items()}


def posted(seen: int = 1, **lines: Any) -> dict[str, Any]:
    common = {"missing": "zero", "least": "50", "ties": "shared", "against": "last_year", "taken": "difference"}
    form = {"items-TOTAL_FORMS": 3, "items-INITIAL_FORMS": 0, "decimals": 2, "reason": "年初调整", "seen": seen}
    return {**common, **form, "name": "季度比拼", **item(2), **lines}


def test_a_scheme_is_written_and_changed_by_versions(cast: Cast) -> None:
    of, first, second = group(cast, "town", "other_town"), indicator(), indicator("口袋公园")
    client = cast.client("office")
    lines = item(0, indicator=first.pk, weight=60) | item(1, indicator=second.pk, weight=40, per="villages")
    assert client.get(f"/rankings/groups/{of.pk}/new-scheme/").status_code == 200
    assert client.post(f"/rankings/groups/{of.pk}/new-scheme/", posted(0, **lines)).status_code == 302
    made = Scheme.objects.get(name="季度比拼")
    wrong = client.post(f"/rankings/{made.pk}/edit/", posted(1, **lines | {"items-0-weight": 50}))
    assert wrong.status_code == 422
    assert "合计为 90，应为 100" in text(wrong)
    right = lines | {"items-0-weight": 50, "items-1-weight": 50}
    assert client.post(f"/rankings/{made.pk}/edit/", posted(1, **right)).status_code == 302
    stale = client.post(f"/rankings/{made.pk}/edit/", posted(1, **lines))
    assert "刚被他人修改过" in text(stale)
    page = text(client.get(f"/rankings/{made.pk}/versions/"))
    assert "权重 60 → 50" in page
    assert page.count("年初调整") == 2


def test_an_indicator_that_must_not_be_ranked_is_not_offered(cast: Cast) -> None:
    indicator("系统登录次数", subject="usage")
    assert "系统登录次数" not in text(cast.client("office").get(f"/rankings/{scheme(cast).pk}/edit/"))


def test_freezing_after_a_last_look(cast: Cast, of: Scheme) -> None:
    client = cast.client("office")
    page = text(client.get(f"/rankings/{of.pk}/freeze/"))
    assert "第 1 期，数据截至 2024-01-31" in page
    form = {"day": "2024-01-31", "seen": "1", "bulletin": "第1期通报"}
    answer = client.post(f"/rankings/{of.pk}/freeze/", form)
    assert answer["Location"] == f"/rankings/{of.pk}/?day=2024-01-31"
    assert Frozen.objects.get().frozen_by == cast.office
    assert "没有可冻结的日期" in text(client.get(f"/rankings/{of.pk}/freeze/"))
    assert "冻结后不再改动" in text(client.post(f"/rankings/{of.pk}/freeze/", form))


def test_corrections_since_are_shown_under_a_frozen_ranking(cast: Cast, of: Scheme) -> None:
    freeze(of)
    corrected(Report.objects.get(owner=cast.organisation("town")), 1100)
    page = text(cast.client("town").get(f"/rankings/{of.pk}/"))
    assert "冻结以后的更正" in page
    assert "1,100" in page


def test_a_file_has_what_the_page_has(cast: Cast, of: Scheme) -> None:
    client = cast.client("office")
    book = load_workbook(io.BytesIO(client.get(f"/rankings/{of.pk}/export/?format=xlsx").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[4:8] for row in rows[1:]] == [(1, "441900121", "虎门镇", 100), (2, "441900119", "长安镇", 0)]
    sheet = client.get(f"/rankings/{of.pk}/export/").content.decode("utf-8-sig").splitlines()
    assert sheet[1].split(",")[-2:] == ["3000", "100.00"]


def test_groups_are_made_and_filled(cast: Cast) -> None:
    client = cast.client("office")
    form = {"version": 0, "division": "片区", "kind": "own", "name": "水乡", "level": "town", "basis": ""}
    answer = client.post("/rankings/groups/new/", form)
    made = Group.objects.get(name="水乡")
    assert answer["Location"] == f"/rankings/groups/{made.pk}/members/"
    towns = [cast.home("town").pk, cast.home("other_town").pk]
    filled = {"version": 1, "on": "2024-01-01", "places": towns}
    assert client.post(f"/rankings/groups/{made.pk}/members/", filled).status_code == 302
    page = text(client.get(f"/rankings/groups/{made.pk}/"))
    assert "长安镇" in page
    again = client.post("/rankings/groups/new/", {**form, "name": "另一组"})
    other = Group.objects.get(name="另一组")
    assert again.status_code == 302
    refused = client.post(f"/rankings/groups/{other.pk}/members/", {**filled, "places": towns[:1]})
    assert "长安镇已在“片区”的“水乡”组" in text(refused)
    renamed = client.post(f"/rankings/groups/{made.pk}/edit/", {**form, "version": 2, "name": "水乡片区"})
    assert renamed.status_code == 302


def test_facts_are_pasted(cast: Cast) -> None:
    form = {"what": "population", "on": "2023-12-31", "source": "统计年鉴", "own": ""}
    numbers = "长安镇\t75.2万\n441900121,640,000\n"
    answer = cast.client("office").post("/rankings/facts/add/", {**form, "numbers": numbers})
    assert answer.status_code == 302
    assert sorted(Fact.objects.values_list("value", flat=True)) == [640_000, 752_000]
    page = text(cast.client("town").get("/rankings/facts/"))
    assert "752000" in page.replace(",", "")
    assert "虎门镇" not in page


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ("无名镇 5", "没有这个地区"),
        ("长安镇 很多", "看不懂这个数"),
        ("长安镇", "看不懂这个数"),
        ("长安镇 0", "不大于零"),
        ("长安镇 -3", "不大于零"),
        ("长安镇 nan", "看不懂这个数"),
        ("广州市 5", "没有这个地区"),
    ],
)
def test_facts_that_cannot_be(cast: Cast, numbers: str, words: str) -> None:
    form = {"what": "area", "on": "2023-12-31", "source": "统计年鉴", "own": "", "numbers": numbers}
    answer = cast.client("office").post("/rankings/facts/add/", form)
    assert answer.status_code == 422
    assert words in text(answer)
    assert not Fact.objects.exists()


def test_a_scheme_that_ended_keeps_its_archive(cast: Cast, of: Scheme) -> None:
    freeze(of)
    client = cast.client("office")
    assert client.post(f"/rankings/{of.pk}/end/", {"reason": "改用新办法"}).status_code == 302
    assert "冻结于" in text(client.get(f"/rankings/{of.pk}/"))
    assert client.get(f"/rankings/{of.pk}/what-if/").status_code == 403
    assert JANUARY.isoformat() in text(client.get("/rankings/archive/"))


def test_lists_do_not_ask_for_each_row(cast: Cast, of: Scheme, django_assert_max_num_queries: Any) -> None:
    freeze(of)
    client = cast.client("office")
    for url in ("/rankings/", "/rankings/archive/", "/rankings/groups/", "/rankings/facts/"):
        with django_assert_max_num_queries(20):
            assert client.get(url).status_code == 200
