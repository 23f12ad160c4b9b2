"""The ledger's pages: what they show, to whom, and what they refuse."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from taizhang.ledger import actions
from taizhang.ledger.models import Commitment
from tests.cast import Cast
from tests.ledger.makers import TEXT, commitment, confirmed, document


def test_the_list_narrows_and_counts_its_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    confirmed(document(cast))
    commitment(cast, code="441900119", title="长安的停车位")
    client = cast.client("office")
    with django_assert_max_num_queries(19):
        page = client.get("/ledger/?q=停车").content.decode()
    assert "长安的停车位" in page
    assert "公共充电桩" not in page
    assert "8万个以上" in page


@pytest.mark.parametrize("rows", [1, 40])
def test_more_rows_take_no_more_queries(cast: Cast, django_assert_max_num_queries: Any, rows: int) -> None:
    for number in range(rows):
        commitment(cast, title=f"目标{number}")
    client = cast.client("office")
    with django_assert_max_num_queries(19):
        assert client.get("/ledger/").status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("area=改善出行", {"停车位", "公共充电桩"}),
        ("words=美丽庭院", {"美丽庭院"}),
        ("lead=-", {"停车位", "公共充电桩", "美丽庭院", "植树"}),
        ("year=2024&kind=task", set()),
        ("place=441900119", set()),
        ("state=assigned", set()),
        ("time=overdue", {"停车位", "公共充电桩", "美丽庭院", "植树"}),
    ],
)
def test_every_filter_narrows(cast: Cast, query: str, found: set[str]) -> None:
    confirmed(document(cast))
    commitment(
        cast, code="441900119", title="别处", lead="town", area="其他", deadline=None, year=2023, state="accepted"
    )
    answer = cast.client("office").get(f"/ledger/?{query}")
    titles = {row.title for row in answer.context["list"].page}
    assert titles - {"别处"} == found


def test_an_item_without_owner_is_shown_as_a_fault(cast: Cast) -> None:
    made = commitment(cast, lead="")
    client = cast.client("office")
    assert "无牵头单位" in client.get("/ledger/").content.decode()
    assert "没有人对这一条负责" in client.get(reverse("ledger:commitment", args=[made.pk])).content.decode()


def test_what_is_seen_is_exported_and_no_formula_runs(cast: Cast) -> None:
    commitment(cast, title='=HYPERLINK("http://x")')
    commitment(cast, title="不在其中", area="其他")
    client = cast.client("office")
    answer = client.get("/ledger/?area=改善出行&export=csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))  # type: ignore[arg-type]
    assert [row[0] for row in rows[1:]] == ['\'=HYPERLINK("http://x")']
    sheet = load_workbook(io.BytesIO(client.get("/ledger/?export=xlsx").content)).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"
    assert sheet.max_row == 3


def test_the_page_shows_the_quote_in_its_paragraph(cast: Cast, django_assert_max_num_queries: Any) -> None:
    made = confirmed(document(cast))[1]
    client = cast.client("office")
    with django_assert_max_num_queries(30):
        page = client.get(reverse("ledger:commitment", args=[made.pk])).content.decode()
    source = made.sources.get()
    assert f"<strong>{source.figure}</strong>" in page
    assert f"#s{source.start}" in page
    assert "新增停车位8万个以上" in page
    assert "核对入账" in page


def test_script_in_a_text_is_escaped(cast: Cast) -> None:
    made = document(cast, text="<script>alert(1)</script>\n" + TEXT, name="<b>.txt")
    line = confirmed(made)[0]
    client = cast.client("office")
    for address in (reverse("ledger:document", args=[made.pk]), reverse("ledger:commitment", args=[line.pk])):
        assert "<script>alert" not in client.get(address).content.decode()
    assert "&lt;script&gt;alert" in client.get(reverse("ledger:document", args=[made.pk])).content.decode()


def test_the_original_comes_back_byte_for_byte(cast: Cast) -> None:
    made = document(cast)
    answer = cast.client("department").get(reverse("ledger:original", args=[made.pk]))
    assert b"".join(answer) == TEXT.encode()  # type: ignore[arg-type]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_document_marks_what_was_confirmed(cast: Cast) -> None:
    made = document(cast)
    lines = confirmed(made)
    page = cast.client("office").get(reverse("ledger:document", args=[made.pk])).content.decode()
    for line in lines:
        assert f'id="s{line.sources.get().start}"' in page


def test_the_document_leads_to_the_lines_of_each_section(cast: Cast) -> None:
    made = document(cast)
    confirmed(made)
    client = cast.client("office")
    page = client.get(reverse("ledger:document", args=[made.pk]))
    assert page.context["areas"] == [("改善出行", 2), ("美化乡村", 2)]
    listed = client.get(f"/ledger/?document={made.pk}&area=美化乡村")
    assert {row.title for row in listed.context["list"].page} == {"美丽庭院", "植树"}
    assert "交办符合条件的全部 2 条" in listed.content.decode()


def _edit(made: Commitment, **changes: Any) -> dict[str, Any]:
    return {
        "version": made.version,
        "title": made.title,
        "kind": "figure",
        "figure": "9万个以上",
        "measure": "delta",
        "period": "2024",
        "place": "东莞市",
        "strength": "plain",
    } | changes


def test_an_edit_as_people_write_figures(cast: Cast) -> None:
    made = commitment(cast)
    answer = cast.client("office").post(reverse("ledger:edit", args=[made.pk]), _edit(made))
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.value, made.comparator, made.version) == (90_000, ">=", 2)


def test_a_stale_edit_shows_both_versions_and_saves_nothing(cast: Cast) -> None:
    made = commitment(cast)
    client = cast.client("office")
    address = reverse("ledger:edit", args=[made.pk])
    client.post(address, _edit(made))
    answer = client.post(address, _edit(made, figure="7万个"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "9万个以上" in page
    assert "7万个" in page
    made.refresh_from_db()
    assert made.value == 90_000
    assert client.post(address, _edit(made, figure="7万个")).status_code == 302


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"figure": "很多"}, "看不懂"),
        ({"figure": ""}, "数值和单位"),
        ({"period": "明年"}, "时段请写成"),
        ({"place": "无此镇"}, "没有名为"),
        ({"place": "广州市"}, "不在您的工作范围内"),
        ({"title": ""}, "内容"),
    ],
)
def test_a_wrong_edit_says_what_is_wrong(cast: Cast, changes: dict[str, str], words: str) -> None:
    made = commitment(cast)
    answer = cast.client("office").post(reverse("ledger:edit", args=[made.pk]), _edit(made, **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_assigned_seen_and_accepted(cast: Cast) -> None:
    made = commitment(cast, lead="")
    lead = cast.organisations["department"]
    office, department = cast.client("office"), cast.client("department")
    answer = office.post(
        reverse("ledger:assign", args=[made.pk]), {"version": 1, "lead": lead.pk, "deadline": "2024-12-31"}
    )
    assert answer.status_code == 302
    assert "等待签收" in department.get("/ledger/").content.decode()
    assert made.title in department.get("/ledger/assigned/").content.decode()
    page = department.get(reverse("ledger:commitment", args=[made.pk])).content.decode()
    assert "退回…" in page
    department.post(reverse("ledger:accept", args=[made.pk]), {"version": 2})
    made.refresh_from_db()
    assert made.state == "accepted"


def test_returned_with_a_reason_that_is_told(cast: Cast) -> None:
    made = commitment(cast, code="441900119", lead="town", state="assigned")
    town = cast.client("town")
    address = reverse("ledger:return", args=[made.pk])
    assert town.post(address, {"version": 1, "reason": " "}).status_code == 422
    assert town.post(address, {"version": 1, "reason": "辖区内没有可用地块"}).status_code == 302
    page = cast.client("office").get(reverse("ledger:commitment", args=[made.pk])).content.decode()
    assert "辖区内没有可用地块" in page


@pytest.mark.parametrize(("part", "status"), [("stranger", 404), ("town", 404), ("elsewhere", 404), ("leader", 200)])
def test_who_sees_a_commitment(cast: Cast, part: str, status: int) -> None:
    made = commitment(cast, lead="department")
    assert cast.client(part).get(reverse("ledger:commitment", args=[made.pk])).status_code == status


def test_merging_and_splitting_by_page(cast: Cast) -> None:
    first, second, *_rest = confirmed(document(cast))
    actions.edit(
        actor=cast.office,
        commitment=second,
        version=1,
        to=actions.Edit(title="停车泊位", kind="task", place=second.place),
    )
    office = cast.client("office")
    lines = {"version": first.version, "parts": "路内停车位 3万个\n路外停车位 5万个"}
    assert office.post(reverse("ledger:split", args=[first.pk]), lines).status_code == 302
    outer = Commitment.objects.get(title="路外停车位")
    assert outer.value == 50_000
    answer = office.post(reverse("ledger:merge", args=[outer.pk]), {"version": 1, "others": [first.pk]})
    assert answer.status_code == 302
    first.refresh_from_db()
    assert first.merged_into == outer


def test_the_ledger_can_be_searched(cast: Cast) -> None:
    commitment(cast)
    client = cast.client("office")
    assert 'name="q"' in client.get(reverse("ledger:list")).content.decode()
    assert "共 1 条" in client.get(reverse("ledger:list"), {"q": "停车"}).content.decode()
    assert "没有符合条件" in client.get(reverse("ledger:list"), {"q": "公园"}).content.decode()
