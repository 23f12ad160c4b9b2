"""The pages of review: together, all or none; returned one by one; nobody decides what is not theirs."""

from __future__ import annotations

from decimal import Decimal

from django.urls import reverse

from taizhang.progress.actions.reporting import Entry, enter, submit
from taizhang.progress.models import Position, Report
from tests.cast import Cast
from tests.progress.makers import locked, opened, report_of, split_target

REVIEW = "/progress/review/"


def _submitted(cast: Cast, value: int = 30, explanation: str = "") -> list[Report]:
    split_target(cast)
    period = opened(cast)
    reports = [report_of(cast, part, period) for part in ("town", "other_town")]
    for each in reports:
        entry = Entry(value=Decimal(value), explanation=explanation)
        enter(
            actor=cast.town if each.owner == cast.organisation("town") else cast.other_town,
            report=each,
            version=each.version,
            entry=entry,
        )
        submit(
            actor=cast.town if each.owner == cast.organisation("town") else cast.other_town,
            report=each,
            version=each.version,
        )
    return reports


def _ticked(reports: list[Report]) -> dict[str, object]:
    return {"row": [each.pk for each in reports], **{f"v{each.pk}": each.version for each in reports}}


def test_the_department_passes_and_the_office_locks_what_it_ticks(cast: Cast) -> None:
    reports = _submitted(cast)
    page = cast.client("department").get(REVIEW).content.decode()
    assert "长安镇人民政府" in page
    assert "虎门镇人民政府" in page
    assert cast.client("office").get(REVIEW).content.decode().count('name="row"') == 0
    cast.client("department").post(REVIEW, _ticked(reports))
    reports = list(Report.objects.order_by("pk"))
    assert {each.state for each in reports} == {"passed"}
    answer = cast.client("office").post(REVIEW, _ticked(reports), follow=True)
    assert "锁定 2 项" in answer.content.decode()
    assert Position.objects.get(commitment__parent=None).value == 60


def test_doubts_are_shown_with_the_owners_word(cast: Cast) -> None:
    _submitted(cast, 99_000, "新城市投集中交付")
    page = cast.client("department").get(REVIEW).content.decode()
    assert "新城市投集中交付" in page
    assert 'class="doubt"' in page
    assert cast.client("department").get(REVIEW, {"doubtful": "no"}).content.decode().count('name="row"') == 0


def test_a_report_changed_meanwhile_stops_the_batch_and_nothing_is_locked(cast: Cast) -> None:
    reports = _submitted(cast)
    cast.client("department").post(REVIEW, _ticked(reports))
    stale = {**_ticked(list(Report.objects.all())), f"v{reports[0].pk}": 1}
    answer = cast.client("office").post(REVIEW, stale, follow=True)
    assert "刚被他人修改过" in answer.content.decode()
    assert not Report.objects.filter(state="locked").exists()


def test_nothing_ticked_is_said_and_strangers_decide_nothing(cast: Cast) -> None:
    reports = _submitted(cast)
    assert "请先勾选" in cast.client("department").post(REVIEW, {}, follow=True).content.decode()
    cast.client("stranger").post(REVIEW, _ticked(reports))
    cast.client("other_town").post(REVIEW, _ticked(reports))
    assert {each.state for each in Report.objects.all()} == {"submitted"}


def test_one_is_returned_with_a_reason(cast: Cast) -> None:
    report = _submitted(cast)[0]
    address = reverse("progress:send-back", args=[report.pk])
    client = cast.client("department")
    assert address in client.get(reverse("progress:report", args=[report.pk])).content.decode()
    assert client.post(address, {"version": report.version, "reason": ""}).status_code == 422
    assert client.post(address, {"version": report.version, "reason": "口径不符"}).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.returned_for) == ("returned", "口径不符")


def test_a_locked_report_is_opened_for_correction(cast: Cast) -> None:
    split_target(cast)
    report = locked(report_of(cast, "town", opened(cast)), 30)
    address = reverse("progress:correct", args=[report.pk])
    assert cast.client("town").post(address, {"version": report.version, "reason": "重复"}).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.correcting_for) == ("draft", "重复")
    assert "更正" in cast.client("town").get("/progress/owed/").content.decode()


def test_the_page_takes_as_many_queries_for_two_as_for_one(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    _submitted(cast)
    client = cast.client("department")
    with django_assert_max_num_queries(14):
        client.get(REVIEW)
