"""The home page by role: what waits, three sentences, the red list, owners and towns; every count leads to its list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from taizhang import clock
from taizhang.ledger.models import Commitment
from taizhang.progress.models import Closing, Report
from tests.cast import Cast
from tests.ledger.makers import document
from tests.portal.makers import TODAY, ledger
from tests.progress.makers import opened
from tests.progress.slips import issued, led, replied


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    cache.clear()
    with clock.at(TODAY):
        yield


def _home(client: Client) -> Any:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer


def _tasks(client: Client) -> dict[str, int]:
    return {task.words: task.count for task in _home(client).context["tasks"]}


def test_a_leader_hears_three_sentences(cast: Cast) -> None:
    made = ledger(cast)
    answer = _home(cast.client("leader"))
    spoken = answer.context["said"]
    assert {each.colour: each.count for each in spoken.lights} == {"red": 1, "yellow": 1, "green": 1, "": 1}
    # The chargers were red until two days ago.
    assert spoken.difference == "严重滞后少 1 项，滞后多 1 项"
    assert spoken.headline.month_end == date(2024, 10, 31)
    assert spoken.headline.oldest == made["parking"]
    assert spoken.headline.days == 82
    text = answer.content.decode()
    assert "东莞市本级 4 项中：" in text
    assert "自 2024-08-14 起 82 天。" in text


def test_the_red_list_has_reason_owner_and_since(cast: Cast) -> None:
    made = ledger(cast)
    Commitment.objects.filter(pk=made["town"].pk).update(lead=None)
    context = _home(cast.client("leader")).context
    assert context["reds"].value == [made["parking"], made["village"], made["town"]]
    text = _home(cast.client("leader")).content.decode()
    for words in ("2024-08-14", "市城市管理局", "无牵头单位", "严重滞后"):
        assert words in text


def test_without_lights_last_month_it_says_so(cast: Cast) -> None:
    with clock.at(date(2024, 5, 20)):
        ledger(cast)
        assert _home(cast.client("leader")).context["said"].difference == "上月末还没有亮灯"


@pytest.mark.parametrize(
    ("part", "reached"),
    [("leader", 4), ("office", 4), ("supervision", 4), ("department", 3), ("stranger", 1), ("town", 3), ("village", 1)],
)
def test_each_hears_of_the_own(cast: Cast, part: str, reached: int) -> None:
    ledger(cast)
    assert _home(cast.client(part)).context["said"].headline.total == reached


@pytest.mark.parametrize("part", ["hotline", "system", "security", "auditor"])
def test_who_has_no_part_in_the_ledger_finds_the_own_links(cast: Cast, part: str) -> None:
    ledger(cast)
    answer = _home(cast.client(part))
    assert "extent" not in answer.context
    assert "停车位" not in answer.content.decode()


@pytest.mark.parametrize("part", ["department", "town", "other_town", "village", "elsewhere"])
def test_nobody_reads_of_others(cast: Cast, part: str) -> None:
    ledger(cast)
    text = _home(cast.client(part)).content.decode()
    foreign = {
        "department": "小公园",
        "town": "公共充电桩",
        "other_town": "小公园",
        "village": "污水管网",
        "elsewhere": "停车位",
    }
    assert foreign[part] not in text


def test_departments_and_towns_stand_beside_each_other(cast: Cast) -> None:
    ledger(cast)
    issued(cast, "town", commitments=[led(cast, "town", title="停车楼")])
    context = _home(cast.client("office")).context
    rows = {
        row.name: (row.total, row.lights["red"], row.lights["yellow"], row.lights["green"], row.others)
        for row in context["departments"].value
    }
    assert rows == {"市城市管理局": (3, 1, 1, 0, 1), "市水务局": (1, 0, 0, 1, 0)}
    towns = {row.name: (row.total, row.lights["red"], row.oldest, row.slips) for row in context["towns"].value}
    assert towns == {"长安镇": (5, 2, date(2024, 9, 9), 1), "虎门镇": (2, 0, None, 0)}


def test_what_nobody_leads_is_a_line_of_its_own(cast: Cast) -> None:
    made = ledger(cast)
    Commitment.objects.filter(pk=made["parking"].pk).update(lead=None)
    answer = _home(cast.client("office"))
    line = answer.context["departments"].value[0]
    assert (line.name, line.total) == ("", 1)
    assert _tasks(cast.client("office"))["条目没有牵头单位"] == 1


def _listed(client: Client, url: str) -> int | None:
    """How many the page behind a count has; the page of a period has no list."""
    page = client.get(url)
    assert page.status_code == 200, url
    if "list" in page.context:
        return int(page.context["list"].page.paginator.count)
    if "groups" in page.context:
        return sum(map(len, page.context["groups"]))
    return None


@pytest.mark.parametrize("part", ["office", "supervision", "department", "town", "other_town"])
def test_every_count_is_that_of_its_list(cast: Cast, part: str) -> None:
    made = ledger(cast)
    Commitment.objects.filter(pk=made["water"].pk).update(lead=None)
    with clock.at(date(2024, 10, 1)):
        opened(cast, 9)
    replied(issued(cast, "other_town", commitments=[led(cast, "other_town", title="停车楼")]), cast.other_town)
    issued(cast, "town", commitments=[led(cast, "town", title="停车楼")])
    for state, reviewer in (("applied", None), ("applied", "department"), ("drawn", None), ("verified", None)):
        organisation = cast.organisation(reviewer) if reviewer else None
        about = led(cast, "town", title=f"公园{state}{reviewer}", state="closing")
        Closing.objects.create(
            commitment=about, owner=cast.organisation("town"), reviewer=organisation, words="建成", state=state
        )
    document(cast)
    client = cast.client(part)
    context = _home(client).context
    counted = [(task.url, task.count) for task in context["tasks"]]
    for row in (row for name in ("departments", "towns") if name in context for row in context[name].value):
        counted += [(row.urls["all"], row.total)]
        counted += [(row.urls[colour], row.lights[colour]) for colour in ("red", "yellow", "green")]
        counted += [(row.urls[name], getattr(row, name)) for name in ("late", "slips") if name in row.urls]
    # What is nought is no link.
    counted = [(url, n) for url, n in counted if n]
    assert counted
    wrong = [(url, n, found) for url, n in counted if (found := _listed(client, url)) not in {None, n}]
    assert wrong == []


def test_owners_who_never_answered_are_named(cast: Cast) -> None:
    ledger(cast)
    with clock.at(date(2024, 10, 1)):
        opened(cast, 9)
    Report.objects.filter(owner=cast.organisation("town")).update(submitted_at=clock.now())
    context = _home(cast.client("office")).context
    assert {str(each) for each in context["silent"].value} == {"市城市管理局", "市水务局", "虎门镇人民政府", "霄边社区"}


#: The headings of what is kept for a minute, for whom.
KEPT = [
    ("leader", ["红灯"]),
    ("office", ["红灯", "各部门", "各地区"]),
    ("department", ["滞后的条目"]),
]


@pytest.mark.parametrize(("part", "headings"), KEPT)
def test_who_reaches_very_many_is_told_as_of_when(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, part: str, headings: list[str]
) -> None:
    made = ledger(cast)
    client = cast.client(part)
    assert not _told(client)
    monkeypatch.setattr("taizhang.ui.keeping.LARGE", 1)
    cache.clear()
    with clock.at(datetime(2024, 11, 4, 10, 31, 50, tzinfo=clock.now().tzinfo)):
        assert _told(client) == dict.fromkeys(headings, "10:31")
    made["village"].delete()
    with clock.at(datetime(2024, 11, 4, 10, 32, 10, tzinfo=clock.now().tzinfo)):
        assert _told(client) == dict.fromkeys(headings, "10:31"), "still what was counted then"
    with clock.at(datetime(2024, 11, 4, 10, 33, tzinfo=clock.now().tzinfo)):
        assert _told(client) == dict.fromkeys(headings, "10:33")


def _told(client: Client) -> dict[str, str]:
    """The headings that say as of when."""
    said = re.findall(r"<h2>(\S+)\s+<span class=\"quiet\">截至 (\d\d:\d\d)</span>", _home(client).content.decode())
    return dict(said)


def test_a_town_finds_what_it_owes_with_what_was_returned(cast: Cast) -> None:
    ledger(cast)
    with clock.at(date(2024, 10, 1)):
        opened(cast, 9)
    Report.objects.filter(owner=cast.organisation("town")).update(state="returned", returned_for="口径不一致")
    client = cast.client("town")
    assert _tasks(client) == {"目标和事项要填报（2 项逾期，2 项被退回）": 2}
    assert "口径不一致" in _home(client).content.decode()


def test_a_visitor_may_sign_in_or_see_what_is_public(db: None) -> None:
    client = Client()
    answer = client.get("/", follow=True)
    assert answer.redirect_chain[0][0].startswith("/accounts/sign-in/")
    assert 'href="/public/"' in answer.content.decode()
    assert client.get("/public/").status_code == 200


def test_an_empty_ledger_says_how_it_fills(cast: Cast) -> None:
    assert "上传工作要点" in _home(cast.client("office")).content.decode()
    assert "由市级专班核对入账" in _home(cast.client("leader")).content.decode()


@pytest.mark.parametrize(("part", "most"), [("leader", 30), ("office", 45), ("department", 35), ("town", 30)])
def test_the_queries_are_few(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, part: str, most: int
) -> None:
    ledger(cast)
    client = cast.client(part)
    _home(client)
    with django_assert_max_num_queries(most):
        _home(client)
