"""Pages of supervision: who sees which slips, issuing and answering by form, files, the printed sheet, bounded queries."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from taizhang import clock
from taizhang.progress.actions.replying import ask_delay
from taizhang.progress.actions.supervising import raise_slips
from taizhang.progress.models import Slip, SlipRuleSet, Talk
from tests.cast import Cast
from tests.progress.slips import EVE, NEXT, at, issued, led, lit, replied


def _page(cast: Cast, part: str, name: str, *arguments: Any, **query: str) -> Any:
    return cast.client(part).get(reverse(f"supervision:{name}", args=arguments), query)


def _text(cast: Cast, part: str, name: str, *arguments: Any, **query: str) -> str:
    page = _page(cast, part, name, *arguments, **query)
    assert page.status_code == 200
    return str(page.content.decode())


def _post(cast: Cast, part: str, name: str, *arguments: Any, **data: Any) -> Any:
    return cast.client(part).post(reverse(f"supervision:{name}", args=arguments), data)


def _paper(name: str = "现场.jpg", content: bytes = b"photo") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# The list -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "seen"),
    [
        ("office", {"town", "other_town", "proposed"}),
        ("supervision", {"town", "other_town", "proposed"}),
        ("leader", {"town", "other_town"}),
        ("town", {"town"}),
        ("other_town", {"other_town"}),
        ("department", set()),
        ("village", set()),
        ("elsewhere", set()),
    ],
)
def test_each_sees_the_own_slips_and_those_who_decide_the_proposed_ones(cast: Cast, part: str, seen: set[str]) -> None:
    day = date(2024, 10, 15)
    titles = {"town": "新增停车位", "other_town": "新建充电桩", "proposed": "建成口袋公园"}
    with at(day):
        for who in ("town", "other_town"):
            issued(cast, who, commitments=[led(cast, who, title=titles[who], deadline=day + timedelta(days=90))])
        led(cast, title=titles["proposed"], deadline=day - timedelta(days=1))
        raise_slips(day)
    text = _text(cast, part, "list")
    assert {who for who, title in titles.items() if title in text} == seen


@pytest.mark.parametrize("part", ["hotline", "system", "security", "auditor"])
def test_who_has_no_part_in_it_sees_nothing(cast: Cast, part: str) -> None:
    assert _page(cast, part, "list").status_code == 403


def _numbers(cast: Cast, **query: str) -> list[int]:
    rows = cast.client("office").get(reverse("supervision:list"), query).context["list"].page.object_list
    return sorted(row.number or 0 for row in rows)


def test_the_list_narrows_by_level_state_organisation_age_and_limit(cast: Cast) -> None:
    with at(date(2024, 1, 2)):
        issued(cast, level="red")
    with at(EVE):
        issued(cast, "other_town", level="blue")
        Slip.objects.filter(number=2).update(state="closed", ended_on=EVE, ended_for="x")
        issued(cast, "other_town", cause="quality")
    with at(NEXT):
        assert _numbers(cast, level="red") == [1]
        assert _numbers(cast, state="open") == [1, 3]
        assert _numbers(cast, state="closed") == [2]
        assert _numbers(cast, who=str(cast.organisation("other_town").pk)) == [2, 3]
        assert _numbers(cast, cause="quality") == [3]
        assert _numbers(cast, age="31-") == [1]
        assert _numbers(cast, age="8-15") == [3]
        assert _numbers(cast, time="late") == [1]
        assert _numbers(cast, time="soon") == [3]
        assert _numbers(cast, q="停车位") == [1, 2, 3]
        assert _numbers(cast, q="虎门") == [2, 3]
        assert _numbers(cast, level="green", age="x-y", time="?") == [1, 2, 3]


def test_the_list_goes_out_as_a_sheet(cast: Cast) -> None:
    with at(EVE):
        issued(cast)
    page = _page(cast, "office", "list", export="xlsx")
    sheet = load_workbook(BytesIO(b"".join(page.streaming_content) if page.streaming else page.content)).active
    rows = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] if sheet else []
    assert any("督办〔2024〕1号" in row and "黄色（催办）" in row for row in rows)


def test_a_long_list_takes_as_many_queries_as_a_short_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(12):
        issued(cast)
    client = cast.client("office")
    client.get(reverse("supervision:list"))
    with django_assert_max_num_queries(12):
        client.get(reverse("supervision:list"))


def test_a_page_with_many_commitments_takes_as_many_queries_as_one_with_few(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with at(EVE):
        slip = issued(cast, commitments=[lit(led(cast), "red", EVE) for _number in range(10)])
        replied(slip, cast.town)
    client = cast.client("office")
    client.get(reverse("supervision:slip", args=[slip.pk]))
    with django_assert_max_num_queries(40):
        client.get(reverse("supervision:slip", args=[slip.pk]))


# By hand -------------------------------------------------------------------------------------------------------------


def test_a_slip_is_issued_from_a_commitments_page_with_what_else_the_lead_is_behind_with(cast: Cast) -> None:
    made = lit(led(cast), "yellow", EVE)
    other = lit(led(cast, title="新建公共充电桩"), "red", EVE)
    client = cast.client("supervision")
    assert reverse("supervision:about", args=[made.pk]) in client.get(f"/ledger/{made.pk}/").content.decode()
    form = client.get(reverse("supervision:about", args=[made.pk])).context["form"]
    assert (form.initial["level"], form.initial["cause"], form.initial["limit"]) == ("yellow", "behind", 5)
    sent = {
        "level": "red",
        "cause": "quality",
        "addressee": made.lead_id,
        "others": [other.pk],
        "text": "请逐项整改。",
        "limit": "2",
    }
    with at(EVE):
        answer = client.post(reverse("supervision:about", args=[made.pk]), sent)
    slip = Slip.objects.get()
    assert answer.headers["Location"] == reverse("supervision:slip", args=[slip.pk])
    assert (slip.level, slip.issuer, slip.due) == ("red", cast.organisation("supervision"), NEXT)
    assert slip.items.count() == 2
    assert slip.code in client.get(f"/ledger/{other.pk}/").content.decode()


@pytest.mark.parametrize(
    "wrong", [{"text": " "}, {"limit": "0"}, {"level": "green"}, {"limit": "三"}, {"others": ["0"]}]
)
def test_a_wrong_form_issues_nothing(cast: Cast, wrong: dict[str, Any]) -> None:
    made = led(cast)
    lit(led(cast), "red", EVE)
    sent = {"level": "red", "cause": "other", "addressee": made.lead_id, "text": "请整改", "limit": "2"} | wrong
    answer = _post(cast, "office", "about", made.pk, **sent)
    assert (answer.status_code, Slip.objects.count()) == (422, 0)


def test_a_slip_is_not_sent_to_somebody_who_has_nothing_to_do_with_it(cast: Cast) -> None:
    made = led(cast)
    sent = {"level": "red", "cause": "other", "text": "请整改", "limit": "2"}
    stranger = cast.organisation("stranger").pk
    assert _post(cast, "office", "about", made.pk, addressee=stranger, **sent).status_code == 422


def test_the_commitments_page_offers_slips_to_those_who_issue_them_only(cast: Cast) -> None:
    made = led(cast)
    address = reverse("supervision:about", args=[made.pk])
    for part, offered in (("office", True), ("supervision", True), ("leader", False), ("town", False)):
        assert (address in cast.client(part).get(f"/ledger/{made.pk}/").content.decode()) == offered, part


# Back and forth -----------------------------------------------------------------------------------------------------


def test_a_slip_goes_back_and_forth_by_forms(cast: Cast) -> None:
    with at(EVE):
        slip = issued(cast)
        assert _post(cast, "town", "accept", slip.pk, version=slip.version).status_code == 302
        slip.refresh_from_db()
        sent = {"version": slip.version, "words": "已补足", "promised": "2024-03-01"}
        _post(cast, "town", "reply", slip.pk, papers=[_paper(), _paper("台账.xlsx")], **sent)
        slip.refresh_from_db()
        assert (slip.state, slip.replies.get().papers.count()) == ("replied", 2)
        returned = {"version": slip.version, "verdict": "return"}
        assert _post(cast, "office", "review", slip.pk, words="", **returned).status_code == 422
        _post(cast, "office", "review", slip.pk, words="缺少清单", **returned)
        slip.refresh_from_db()
        _post(cast, "town", "reply", slip.pk, version=slip.version, words="已附清单")
        slip.refresh_from_db()
        _post(cast, "supervision", "review", slip.pk, version=slip.version, verdict="approve", words="")
        slip.refresh_from_db()
        assert slip.state == "satisfied"
        _post(cast, "supervision", "close", slip.pk, version=slip.version, words="现场核查属实")
        slip.refresh_from_db()
    assert slip.state == "closed"
    text = _text(cast, "town", "slip", slip.pk)
    for words in ("缺少清单", "已附清单", "现场核查属实", "台账.xlsx", "退回督办回复"):
        assert words in text


def test_a_later_limit_is_asked_for_and_granted_by_forms(cast: Cast) -> None:
    with at(EVE):
        slip = issued(cast)
        asked = {"version": slip.version, "until": "2024-03-15", "reason": "台风停工"}
        assert _post(cast, "town", "delay", slip.pk, **asked).status_code == 422
        _post(cast, "town", "delay", slip.pk, papers=_paper("通知.pdf"), **asked)
        slip.refresh_from_db()
        assert "批复延期" in _text(cast, "office", "slip", slip.pk)
        _post(cast, "office", "answer", slip.pk, version=slip.version, answer="grant", words="属实")
    slip.refresh_from_db()
    assert slip.due == date(2024, 3, 15)


def test_a_form_sent_for_what_was_changed_meanwhile_is_refused_in_words(cast: Cast) -> None:
    slip = issued(cast)
    answer = _post(cast, "town", "reply", slip.pk, version=slip.version + 5, words="已办")
    assert answer.status_code == 422
    assert "刚被他人修改过" in answer.content.decode()


def test_a_step_that_is_not_possible_now_leads_back_in_words(cast: Cast) -> None:
    slip = issued(cast)
    client = cast.client("office")
    answer = client.get(reverse("supervision:review", args=[slip.pk]), follow=True)
    assert "不能认可督办回复" in answer.content.decode()


def test_an_accept_without_its_version_changes_nothing(cast: Cast) -> None:
    slip = issued(cast)
    _post(cast, "town", "accept", slip.pk, version="x")
    slip.refresh_from_db()
    assert slip.state == "issued"


def test_proposals_are_issued_or_dropped_by_forms(cast: Cast) -> None:
    day = date(2024, 10, 15)
    with at(day):
        for part in ("town", "other_town"):
            led(cast, part, deadline=day - timedelta(days=1))
        raise_slips(day)
        first, second = Slip.objects.order_by("pk")
        assert "2 件拟发" in _text(cast, "supervision", "list")
        _post(cast, "supervision", "issue", first.pk, version=first.version, text="请即办", limit="1")
        _post(cast, "supervision", "drop", second.pk, version=second.version, reason="已约谈")
        assert _page(cast, "other_town", "slip", second.pk).status_code == 404
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.code, first.issuer, second.state) == ("督办〔2024〕1号", cast.organisation("supervision"), "dropped")


# Files, paper, ages, talks, rules -----------------------------------------------------------------------------------


def test_a_file_is_fetched_by_those_who_see_the_slip_and_never_shown_inside_the_site(cast: Cast) -> None:
    slip = replied(issued(cast), cast.town)
    paper = slip.replies.get().papers.get()
    for part, status in (("town", 200), ("supervision", 200), ("leader", 200), ("other_town", 404), ("elsewhere", 404)):
        answer = _page(cast, part, "paper", paper.pk)
        assert answer.status_code == status, part
        if status == 200:
            assert b"".join(answer.streaming_content) == b"photo"
            assert answer.headers["Content-Type"] == "application/octet-stream"
            assert answer.headers["Content-Disposition"].startswith("attachment")


def test_words_of_people_are_shown_as_words(cast: Cast) -> None:
    slip = replied(issued(cast, text="<script>alert(1)</script>"), cast.town, "<b>已办</b>")
    text = _text(cast, "office", "slip", slip.pk)
    assert "<script>alert" not in text
    assert "&lt;b&gt;已办" in text


def test_the_sheet_of_paper_names_what_an_official_slip_names(cast: Cast) -> None:
    with at(EVE):
        slip = issued(cast, commitments=[led(cast, title="新增停车位", deadline=date(2024, 6, 30))])
    text = _text(cast, "town", "print", slip.pk)
    for words in (
        "督办〔2024〕1号",
        "长安镇人民政府",
        "2024-02-20",
        "新增停车位",
        "2024-06-30",
        "市指挥部办公室",
        "单位负责人",
    ):
        assert words in text


def test_by_age_counts_what_is_open(cast: Cast) -> None:
    with at(date(2024, 1, 2)):
        issued(cast, level="red")
        replied(issued(cast), cast.town)
    with at(EVE):
        issued(cast, "other_town")
        page = _page(cast, "leader", "ages")
    rows = {row["name"]: row for row in page.context["rows"]}
    assert rows["长安镇人民政府"] | {"addressee": 0} == {
        "addressee": 0,
        "name": "长安镇人民政府",
        "count": 2,
        "blue": 0,
        "yellow": 1,
        "red": 1,
        "late": 1,
        "oldest": date(2024, 1, 2),
        "days": 38,
    }
    assert page.context["total"] == 3
    assert "这里是督办单" in _text(cast, "department", "ages")


def test_a_talk_is_recorded_once(cast: Cast) -> None:
    with at(NEXT):
        for _number in range(3):
            issued(cast, level="red")
        talk = Talk.objects.get()
        sent = {"version": talk.version, "held_on": "2024-02-19", "words": "责令一个月内整改"}
        assert _post(cast, "town", "talk", talk.pk, **sent).status_code == 403
        late = _post(cast, "supervision", "talk", talk.pk, **sent | {"held_on": "2024-02-20"})
        assert late.status_code == 422
        _post(cast, "supervision", "talk", talk.pk, papers=_paper("纪要.pdf"), **sent)
        assert _post(cast, "office", "talk", talk.pk, **sent).status_code == 422
    talk.refresh_from_db()
    assert (talk.held_on, talk.held_by, talk.papers.count()) == (NEXT, cast.supervision, 1)
    text = _text(cast, "town", "talk", talk.pk)
    assert "责令一个月内整改" in text
    assert "纪要.pdf" in text
    assert _page(cast, "other_town", "talk", talk.pk).status_code == 404


def _rules(cast: Cast, part: str, **changes: str) -> Any:
    form = _page(cast, "office", "rules").context["form"]
    sent = {field.name: field.value() or "" for field in form.visible_fields()} | {"reason": "年底冲刺"} | changes
    return _post(cast, part, "rules", **sent)


def test_the_office_changes_the_rules_and_others_read_them(cast: Cast) -> None:
    assert _rules(cast, "supervision", red_limit="1", before="3，1", free="2024-09-06").status_code == 302
    rules = SlipRuleSet.objects.get().rules
    assert (rules.red_limit, rules.before, rules.free) == (1, (3, 1), (date(2024, 9, 6),))
    assert _rules(cast, "town").status_code == 403
    text = _text(cast, "town", "rules")
    assert "2024-09-06" in text
    assert "<input" not in text.partition("<main")[2]
    assert "第 1 版" in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"red_limit": "0"},
        {"before": "五"},
        {"free": "2024-02-30"},
        {"mark": ""},
        {"reason": ""},
        {"blue": "x"},
        {"free": "2024-09-06", "working": "2024-09-06"},
    ],
)
def test_rules_that_cannot_be_are_refused(cast: Cast, wrong: dict[str, str]) -> None:
    assert _rules(cast, "office", **wrong).status_code == 422
    assert not SlipRuleSet.objects.exists()


def test_a_limit_in_a_year_without_a_notice_says_that_it_may_move(cast: Cast) -> None:
    with at(date(2098, 12, 31)):
        slip = issued(cast)
        assert "放假调休安排尚未录入" in _text(cast, "town", "slip", slip.pk)
    with at(EVE):
        slip = issued(cast)
        assert "尚未录入" not in _text(cast, "town", "slip", slip.pk)


def test_what_waits_is_counted_once_each(cast: Cast) -> None:
    with at(EVE):
        slip = issued(cast)
        replied(issued(cast), cast.town)
        ask_delay(
            actor=cast.town,
            slip=slip,
            version=slip.version,
            until=date(2024, 3, 15),
            reason="停工",
            papers=[_paper()],
        )
        office, town = _text(cast, "office", "list"), _text(cast, "town", "list")
    assert "1 件回复待审核" in office
    assert "1 件延期申请待批复" in office
    assert "1 件待签收" in town
    assert clock.today() != EVE
