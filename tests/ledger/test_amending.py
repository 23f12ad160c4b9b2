"""Putting off, revising and ending what somebody already answers for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from taizhang.journal.models import Entry
from taizhang.ledger import actions
from taizhang.ledger.actions import Basis, Later
from taizhang.ledger.models import Amendment, Commitment
from taizhang.measures.quantities import Quantity
from taizhang.policy.errors import ActionError, Refused, StaleError
from tests.cast import Cast
from tests.ledger.makers import commitment, document

YEAR_END, NEXT_SUMMER = date(2024, 12, 31), date(2025, 6, 30)


def _answered(cast: Cast, **changes: object) -> Commitment:
    return commitment(cast, lead="department", state="accepted", deadline=YEAR_END, **changes)


def _paper() -> Basis:
    return Basis("汛期长，工期顺延", paper=ContentFile("同意延期".encode(), "批复.pdf"))


def test_a_deadline_is_put_off_with_its_paper(cast: Cast) -> None:
    made = _answered(cast)
    actions.extend(actor=cast.office, commitment=made, version=1, to=Later(NEXT_SUMMER), basis=_paper())
    assert (made.state, made.deadline, made.version) == ("extended", NEXT_SUMMER, 2)
    kept = Amendment.objects.get()
    assert (kept.deadline_before, kept.deadline_after, kept.paper_name) == (YEAR_END, NEXT_SUMMER, "批复.pdf")
    assert kept.paper is not None
    with kept.paper.open() as file:
        assert file.read() == "同意延期".encode()
    told = Entry.objects.filter(action="ledger.extend", object_id=str(made.pk))
    assert any("批复.pdf" in entry.note for entry in told)
    assert any(entry.before.get("deadline") == "2024-12-31" for entry in told)
    assert "2025-06-30" in cast.department.notices.get().words


@pytest.mark.parametrize(
    ("basis", "deadline", "words"),
    [
        (Basis("工期顺延"), NEXT_SUMMER, "要有批准延期的文件"),
        (Basis(" ", paper=ContentFile(b"x", "a.pdf")), NEXT_SUMMER, "写明理由"),
        (Basis("x", paper=ContentFile(b"", "a.pdf")), NEXT_SUMMER, "空文件"),
        (Basis("x", paper=ContentFile(b"x", "a.pdf")), YEAR_END, "要晚于原期限"),
    ],
)
def test_what_puts_nothing_off(cast: Cast, basis: Basis, deadline: date, words: str) -> None:
    made = _answered(cast)
    with pytest.raises(ActionError, match=words):
        actions.extend(actor=cast.office, commitment=made, version=1, to=Later(deadline), basis=basis)
    made.refresh_from_db()
    assert (made.state, made.deadline) == ("accepted", YEAR_END)
    assert not Amendment.objects.exists()


def test_an_extension_the_lead_has_not_accepted_yet_still_waits_for_it(cast: Cast) -> None:
    made = commitment(cast, lead="department", state="assigned", deadline=YEAR_END)
    actions.extend(actor=cast.office, commitment=made, version=1, to=Later(NEXT_SUMMER), basis=_paper())
    assert made.state == "assigned"
    actions.accept(actor=cast.department, commitment=made, version=made.version)
    assert made.state == "accepted"


def test_shares_of_the_same_deadline_go_along_when_asked(cast: Cast) -> None:
    whole = _answered(cast)
    town = commitment(cast, code="441900119", lead="town", state="accepted", deadline=YEAR_END, parent=whole)
    village = commitment(cast, code="441900119004", lead="village", state="accepted", deadline=YEAR_END, parent=town)
    sooner = commitment(cast, code="441900121", state="accepted", deadline=date(2024, 6, 30), parent=whole)
    actions.extend(actor=cast.office, commitment=whole, version=1, to=Later(NEXT_SUMMER), basis=_paper(), shares=True)
    for each in (town, village, sooner):
        each.refresh_from_db()
    assert (town.deadline, village.deadline, sooner.deadline) == (NEXT_SUMMER, NEXT_SUMMER, date(2024, 6, 30))
    assert Amendment.objects.count() == 3


def test_a_target_is_revised_and_the_old_one_kept(cast: Cast) -> None:
    made = _answered(cast)
    basis = Basis("规划用地调减", document=document(cast))
    to = Quantity(Decimal(60_000), "个", ">=")
    actions.revise(actor=cast.office, commitment=made, version=1, to=to, basis=basis)
    assert (made.state, made.value, made.amount) == ("revised", 60_000, "6万个以上")
    kept = Amendment.objects.get()
    assert (kept.figure_before, kept.figure_after) == ("8万个以上", "6万个以上")
    with pytest.raises(ActionError, match="相同"):
        actions.revise(actor=cast.office, commitment=made, version=made.version, to=to, basis=basis)


def test_a_target_is_not_revised_without_a_paper_nor_a_task_at_all(cast: Cast) -> None:
    to = Quantity(Decimal(5), "个", "=")
    with pytest.raises(ActionError, match="要有依据"):
        actions.revise(actor=cast.office, commitment=_answered(cast), version=1, to=to, basis=Basis("少做些"))
    task = _answered(cast, kind="task", value=None, unit="", title="编制规划")
    with pytest.raises(ActionError, match="事项没有数值"):
        actions.revise(actor=cast.office, commitment=task, version=1, to=to, basis=_paper())


def test_ended_with_its_open_shares(cast: Cast) -> None:
    whole = _answered(cast)
    town = commitment(cast, code="441900119", lead="town", state="under_way", parent=whole)
    done = commitment(cast, code="441900121", lead="other_town", state="closed", parent=whole)
    actions.end(actor=cast.office, commitment=whole, version=1, basis=Basis("项目取消"))
    for each in (whole, town, done):
        each.refresh_from_db()
    assert (whole.state, town.state, done.state) == ("ended", "ended", "closed")
    with pytest.raises(ActionError, match="请写明理由"):
        actions.end(actor=cast.office, commitment=_answered(cast), version=1, basis=Basis(""))


@pytest.mark.parametrize("state", ["closing", "verified", "closed", "ended", "merged", "confirmed"])
def test_from_other_states_nothing_is_put_off(cast: Cast, state: str) -> None:
    into = commitment(cast, title="另一条") if state == "merged" else None
    made = commitment(cast, lead="department", state=state, deadline=YEAR_END, merged_into=into)
    with pytest.raises(ActionError, match="不能延期"):
        actions.extend(actor=cast.office, commitment=made, version=1, to=Later(NEXT_SUMMER), basis=_paper())


@pytest.mark.parametrize("part", ["department", "town", "supervision", "leader"])
def test_only_the_office_amends(cast: Cast, part: str) -> None:
    made = _answered(cast)
    with pytest.raises(Refused):
        actions.end(actor=cast.people[part], commitment=made, version=1, basis=Basis("不想做"))


def test_an_amendment_of_something_since_changed_is_refused(cast: Cast) -> None:
    made = _answered(cast)
    actions.extend(actor=cast.office, commitment=made, version=1, to=Later(NEXT_SUMMER), basis=_paper())
    with pytest.raises(StaleError):
        actions.end(actor=cast.office, commitment=made, version=1, basis=Basis("取消"))


def test_the_database_too_wants_a_paper(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.create(
            commitment=_answered(cast),
            kind="extended",
            reason="顺延",
            deadline_before=YEAR_END,
            deadline_after=NEXT_SUMMER,
        )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"figure": "9万个以上"}, "请用“调整目标”"),
        ({"deadline": "2025-06-30"}, "请用“延期”"),
        ({"kind": "task"}, "调整"),
    ],
)
def test_what_is_answered_for_is_not_simply_edited(cast: Cast, changes: dict[str, str], words: str) -> None:
    made = _answered(cast)
    shown = {
        "version": 1,
        "title": "停车泊位",
        "kind": "figure",
        "figure": "8万个以上",
        "measure": "delta",
        "period": "2024",
        "place": "东莞市",
        "strength": "plain",
        "deadline": "2024-12-31",
    }
    client = cast.client("office")
    address = reverse("ledger:edit", args=[made.pk])
    refused = client.post(address, shown | changes)
    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert client.post(address, shown).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.value, made.deadline) == ("停车泊位", 80_000, YEAR_END)


def test_put_off_on_the_page_and_the_paper_fetched(cast: Cast) -> None:
    made = _answered(cast)
    office = cast.client("office")
    page = reverse("ledger:commitment", args=[made.pk])
    address = reverse("ledger:extend", args=[made.pk])
    assert address in office.get(page).content.decode()
    asked = {"version": 1, "deadline": "2025-06-30", "reason": "<b>汛期</b>"}
    bad = office.post(address, asked)
    assert bad.status_code == 422
    assert "要有批准延期的文件" in bad.content.decode()
    paper = SimpleUploadedFile("批复 2024.pdf", b"%PDF-1.4")
    assert office.post(address, asked | {"paper": paper}).status_code == 302
    shown = cast.client("department").get(page).content.decode()
    assert "2024-12-31" in shown
    assert "2025-06-30" in shown
    assert "&lt;b&gt;汛期" in shown
    file = cast.client("department").get(reverse("ledger:paper", args=[Amendment.objects.get().pk]))
    assert b"".join(file) == b"%PDF-1.4"  # type: ignore[arg-type]
    assert file.headers["Content-Type"] == "application/octet-stream"


def test_revised_on_the_page_by_a_document_of_the_ledger(cast: Cast) -> None:
    made = _answered(cast)
    plan = document(cast)
    office = cast.client("office")
    address = reverse("ledger:revise", args=[made.pk])
    asked = {"version": 1, "figure": "不少", "reason": "调减", "document": plan.pk}
    assert "看不懂" in office.post(address, asked).content.decode()
    assert office.post(address, asked | {"figure": "6万个以上"}).status_code == 302
    shown = office.get(reverse("ledger:commitment", args=[made.pk])).content.decode()
    assert "<del>8万个以上</del>" in shown
    assert f"《{plan}》" in shown


SUMMER, AUTUMN = date(2024, 6, 30), date(2024, 9, 30)


def test_a_promised_start_is_put_off_with_its_paper_and_the_deadline_stays(cast: Cast) -> None:
    made = _answered(cast, start_by=SUMMER)
    actions.extend(actor=cast.office, commitment=made, version=1, to=Later(start_by=AUTUMN), basis=_paper())
    assert (made.state, made.start_by, made.deadline) == ("extended", AUTUMN, YEAR_END)
    kept = Amendment.objects.get()
    assert (kept.start_before, kept.start_after, kept.deadline_after) == (SUMMER, AUTUMN, None)
    assert "2024-09-30" in cast.department.notices.get().words
    page = cast.client("office").get(reverse("ledger:commitment", args=[made.pk])).content.decode()
    assert "<del>2024-06-30</del> → <ins>2024-09-30</ins>" in page


@pytest.mark.parametrize(
    ("fields", "to", "words"),
    [
        ({}, Later(start_by=AUTUMN), "没有约定开工日期"),
        ({"start_by": SUMMER}, Later(), "延到哪一天"),
        ({"start_by": SUMMER}, Later(start_by=SUMMER), "要晚于原日期"),
        ({"start_by": SUMMER}, Later(start_by=NEXT_SUMMER), "一并延长期限"),
        ({"start_by": SUMMER, "started_on": date(2024, 7, 2)}, Later(start_by=AUTUMN), "已于 2024-07-02 开工"),
    ],
)
def test_what_puts_no_start_off(cast: Cast, fields: dict[str, date], to: Later, words: str) -> None:
    made = _answered(cast, **fields)
    with pytest.raises(ActionError, match=words):
        actions.extend(actor=cast.office, commitment=made, version=1, to=to, basis=_paper())
    assert not Amendment.objects.exists()


def test_shares_that_were_to_begin_the_same_day_go_along_unless_begun(cast: Cast) -> None:
    whole = _answered(cast, start_by=SUMMER)
    fields = {"state": "accepted", "parent": whole, "deadline": YEAR_END, "start_by": SUMMER}
    waits = commitment(cast, code="441900119", lead="town", **fields)
    begun = commitment(cast, code="441900121", lead="other_town", **fields, started_on=date(2024, 5, 6))
    to = Later(start_by=AUTUMN)
    actions.extend(actor=cast.office, commitment=whole, version=1, to=to, basis=_paper(), shares=True)
    waits.refresh_from_db()
    begun.refresh_from_db()
    assert (waits.start_by, begun.start_by) == (AUTUMN, SUMMER)


def test_an_assigned_start_is_put_off_on_its_page_and_not_simply_edited(cast: Cast) -> None:
    made = _answered(cast, start_by=SUMMER)
    client = cast.client("office")
    edit = reverse("ledger:edit", args=[made.pk])
    form = client.get(edit).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    sent |= {"start_by": "2024-09-30", "deadline": "2024-12-31", "indicator": ""}
    sent.pop("key", None)
    refused = client.post(edit, sent)
    assert refused.status_code == 422
    assert "应开工日期不能直接改" in refused.content.decode()
    extend = reverse("ledger:extend", args=[made.pk])
    assert "现为 2024-06-30" in client.get(extend).content.decode()
    paper = SimpleUploadedFile("批复.pdf", b"%PDF-1.7 ok")
    answer = client.post(extend, {"version": 1, "start_by": "2024-09-30", "paper": paper, "reason": "用地晚交"})
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.start_by, made.deadline) == (AUTUMN, YEAR_END)
