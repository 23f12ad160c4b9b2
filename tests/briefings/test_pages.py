"""Pages of briefings, by the client: they work, then who may not, then bad input."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang import clock
from taizhang.briefings.models import Briefing, Template
from taizhang.briefings.word.template import default_template
from tests.briefings.makers import body, changed, drafted, issued, played
from tests.cast import Cast
from tests.progress.makers import opened, split_target

pytestmark = pytest.mark.database


def test_made_for_a_period_with_one_click(cast: Cast) -> None:
    period = played(cast)
    client = cast.client("office")
    page = client.get("/briefings/make/").content.decode()
    assert "2024年1月" in page
    answer = client.post("/briefings/make/", {"period": period.pk})
    made = Briefing.objects.get()
    assert answer.headers["Location"] == f"/briefings/{made.pk}/"
    assert made.title in client.get("/briefings/").content.decode()


def test_every_number_of_the_preview_leads_to_its_source(cast: Cast) -> None:
    """Links of the page to the ledger open; links to notes have their note."""
    made = drafted(cast)
    client = cast.client("office")
    page = client.get(f"/briefings/{made.pk}/").content.decode()
    addresses = set(re.findall(r'href="(/(?:ledger|progress)/[^"#]*)', page))
    assert addresses >= {each.url.partition("#")[0] for each in made.composition.notes}
    for address in addresses:
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address
    notes = {f"note{each.number}" for each in made.composition.notes}
    assert set(re.findall(r'href="#(note\d+)"', page)) <= notes == set(re.findall(r'id="(note\d+)"', page))


def test_edited_approved_and_issued(cast: Cast) -> None:
    made = drafted(cast)
    office, leader = cast.client("office"), cast.client("leader")
    texts = {"mark": "工作通报", "title": "一月通报", "lead": "现将情况通报如下。", "signatory": "市指挥部办公室"}
    sent = {**texts, "copies": "", "remark_0": "请抓紧。", "remark_1": "", "version": made.version}
    assert office.post(f"/briefings/{made.pk}/edit/", sent).status_code == 302
    made.refresh_from_db()
    assert made.own.remarks == {"改善出行": "请抓紧。"}
    assert leader.post(f"/briefings/{made.pk}/approve/", {"version": made.version}).status_code == 302
    made.refresh_from_db()
    page = office.post(f"/briefings/{made.pk}/issue/", {"version": made.version}, follow=True).content.decode()
    assert "已编号印发" in page
    assert "2024年第1期" in page
    town = cast.client("town").get(f"/briefings/{made.pk}/").content.decode()
    assert "请抓紧。" in town
    assert "按最新数据重编" not in town


@pytest.mark.parametrize(("kind", "start"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("xlsx", b"PK")])
def test_downloads_of_a_draft_and_of_an_issue(cast: Cast, kind: str, start: bytes) -> None:
    made = drafted(cast)
    draft = cast.client("office").get(f"/briefings/{made.pk}/{kind}/")
    assert b"".join(draft).startswith(start)  # type: ignore[arg-type]
    issued(cast, made)
    answer = cast.client("town").get(f"/briefings/{made.pk}/{kind}/")
    assert b"".join(answer).startswith(start)  # type: ignore[arg-type]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_period_without_anything_locked_is_said(cast: Cast) -> None:
    with clock.at(date(2024, 2, 20)):
        split_target(cast)
        period = opened(cast)
        client = cast.client("office")
        assert "还没有锁定的填报" in client.get("/briefings/make/").content.decode()
        answer = client.post("/briefings/make/", {"period": period.pk})
    assert answer.status_code == 422
    assert "还没有锁定的填报" in answer.content.decode()


@pytest.mark.parametrize("period", ["", "999", "x", "１", "-1"])
def test_a_period_that_is_none_is_said(cast: Cast, period: str) -> None:
    answer = cast.client("office").post("/briefings/make/", {"period": period})
    assert answer.status_code == 422
    assert "请选择填报期" in answer.content.decode()


@pytest.mark.parametrize("version", ["", "x", "99", "１"])
def test_a_stale_button_does_nothing(cast: Cast, version: str) -> None:
    made = drafted(cast)
    page = cast.client("leader").post(f"/briefings/{made.pk}/approve/", {"version": version}, follow=True)
    assert "刚被他人修改过" in page.content.decode()
    made.refresh_from_db()
    assert made.state == "draft"


def test_what_is_out_of_reach_is_not_there(cast: Cast) -> None:
    made = drafted(cast)
    assert cast.client("town").get(f"/briefings/{made.pk}/").status_code == 404
    assert cast.client("elsewhere").get(f"/briefings/{made.pk}/docx/").status_code == 404
    assert cast.client("leader").get(f"/briefings/{made.pk}/edit/").status_code == 403
    assert cast.client("office").get(f"/briefings/{made.pk}/exe/").status_code == 404


def test_a_template_is_handed_in_and_taken_back(cast: Cast) -> None:
    client = cast.client("office")
    assert b"".join(client.get("/briefings/templates/shipped/")) == default_template()  # type: ignore[arg-type]
    own = changed(body("数据出处", "出处一览"))
    answer = client.post("/briefings/templates/hand-in/", {"file": SimpleUploadedFile("本单位.docx", own)}, follow=True)
    assert "模板已采用" in answer.content.decode()
    template = Template.objects.get()
    assert b"".join(client.get(f"/briefings/templates/{template.pk}/")) == own  # type: ignore[arg-type]
    client.post("/briefings/templates/restore/")
    assert Template.objects.count() == 2


def test_what_is_wrong_with_a_template_is_listed(cast: Cast) -> None:
    wrong = changed(body("{{ lead }}", "{{ laed }}"))
    answer = cast.client("office").post("/briefings/templates/hand-in/", {"file": SimpleUploadedFile("a.docx", wrong)})
    assert answer.status_code == 422
    assert "是不是“lead”" in answer.content.decode()
    assert not Template.objects.exists()
    assert cast.client("leader").post("/briefings/templates/hand-in/", {}).status_code == 403
