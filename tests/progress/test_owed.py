"""What I owe: the sheet as a plain form, what is typed into it, and what it answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang import clock
from taizhang.progress.actions.reporting import Entry, enter
from taizhang.progress.actions.reviewing import correct, send_back
from taizhang.progress.models import Report
from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.progress.makers import SYSTEM, locked, opened, report_of, split_target

OWED = "/progress/owed/"


@pytest.fixture
def report(cast: Cast) -> Report:
    """What the town owes for January: parking places, delta."""
    split_target(cast)
    return report_of(cast, "town", opened(cast))


def _sent(report: Report, do: str = "save", **cells: Any) -> dict[str, Any]:
    report.refresh_from_db()
    return {f"r{report.pk}-version": report.version, "do": do} | {f"r{report.pk}-{k}": v for k, v in cells.items()}


def test_the_sheet_shows_what_is_owed_with_target_and_what_stood(cast: Cast) -> None:
    split_target(cast)
    locked(report_of(cast, "town", opened(cast, 1)), 1200)
    opened(cast, 2)
    page = cast.client("town").get(OWED).content.decode()
    assert "停车位" in page
    assert "40,000" in page
    assert "1,200" in page
    assert "虎门镇" not in page


def test_saving_and_submitting_in_one_go(cast: Cast, report: Report) -> None:
    client = cast.client("town")
    page = client.post(OWED, _sent(report, "submit", this="1,200", note="已开工"), follow=True)
    report.refresh_from_db()
    assert (report.state, report.this, report.value, report.note) == ("submitted", 1200, 1200, "已开工")
    assert "已上报 1 项" in page.content.decode()


def test_cumulative_follows_this_period_and_the_other_way_round(cast: Cast) -> None:
    split_target(cast)
    locked(report_of(cast, "town", opened(cast, 1)), 1200)
    report = report_of(cast, "town", opened(cast, 2))
    client = cast.client("town")
    client.post(OWED, _sent(report, this="300", value=""))
    report.refresh_from_db()
    assert (report.this, report.value) == (300, 1500)
    client.post(OWED, _sent(report, this="300", value="1600"))
    report.refresh_from_db()
    assert (report.this, report.value) == (400, 1600)
    client.post(OWED, _sent(report, this="500", value="1600"))
    report.refresh_from_db()
    assert (report.this, report.value) == (500, 1700)


def test_both_typed_and_contradicting_is_said_at_the_cell(cast: Cast) -> None:
    split_target(cast)
    locked(report_of(cast, "town", opened(cast, 1)), 1200)
    report = report_of(cast, "town", opened(cast, 2))
    page = cast.client("town").post(OWED, _sent(report, this="300", value="1,600", note="记着"))
    assert page.status_code == 422
    assert "相差 100" in page.content.decode()
    report.refresh_from_db()
    assert (report.this, report.value, report.note) == (None, None, "记着")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.5万", 15_000),
        ("１２００", 1200),
        ("12,000", 12_000),
        ("12，000", 12_000),
        ("1200个", 1200),
        (" 1200 ", 1200),
    ],
)
def test_what_people_type_is_understood(cast: Cast, report: Report, typed: str, value: int) -> None:
    cast.client("town").post(OWED, _sent(report, value=typed))
    report.refresh_from_db()
    assert report.value == value


def test_about_so_much_is_taken_and_remembered(cast: Cast, report: Report) -> None:
    cast.client("town").post(OWED, _sent(report, value="约300"))
    report.refresh_from_db()
    assert report.value == 300
    assert "约300" in report.explanation


@pytest.mark.parametrize(
    "typed", ["很多", "=1+1", "#REF!", "5000元", "100—200", "2024-05-31", "1e5", "300以上", "1,20"]
)
def test_what_is_no_figure_is_refused_at_its_cell_and_kept(cast: Cast, report: Report, typed: str) -> None:
    page = cast.client("town").post(OWED, _sent(report, "submit", value=typed, problem="缺地"))
    assert page.status_code == 422
    assert f'id="r{report.pk}-says-value"' in page.content.decode()
    assert f'value="{typed}"' in page.content.decode()
    report.refresh_from_db()
    assert (report.value, report.problem, report.state) == (None, "缺地", "draft")


def test_less_than_nothing_is_taken_with_a_word_only(cast: Cast, report: Report) -> None:
    client = cast.client("town")
    client.post(OWED, _sent(report, "submit", value="-5"))
    report.refresh_from_db()
    assert (report.state, report.value) == ("draft", -5)
    client.post(OWED, _sent(report, "submit", explanation="核减重复登记的"))
    report.refresh_from_db()
    assert report.state == "submitted"


def test_a_share_of_one_for_a_percentage(cast: Cast) -> None:
    commitment(
        cast, code="441900119", lead="town", state="accepted", unit="%", measure="level", value=95, title="达标率"
    )
    report = report_of(cast, "town", opened(cast))
    client = cast.client("town")
    client.post(OWED, _sent(report, value="0.86"))
    report.refresh_from_db()
    assert report.value == 86
    client.post(OWED, _sent(report, value="90%"))
    report.refresh_from_db()
    assert report.value == 90


def test_money_is_counted_in_the_unit_of_its_target(cast: Cast) -> None:
    commitment(
        cast,
        code="441900119",
        lead="town",
        state="accepted",
        unit="元",
        value=3_500_000_000,
        title="投资",
        measure="delta",
    )
    report = report_of(cast, "town", opened(cast))
    client = cast.client("town")
    assert "亿元" in client.get(OWED).content.decode()
    client.post(OWED, _sent(report, value="2.5"))
    report.refresh_from_db()
    assert report.value == 250_000_000
    client.post(OWED, _sent(report, value="3500万元"))
    report.refresh_from_db()
    assert report.value == 35_000_000
    assert client.post(OWED, _sent(report, value="3500万")).status_code == 422


def test_a_task_takes_a_note(cast: Cast) -> None:
    commitment(
        cast,
        code="441900119",
        lead="town",
        state="accepted",
        kind="task",
        value=None,
        unit="",
        measure="",
        comparator="",
    )
    report = report_of(cast, "town", opened(cast))
    client = cast.client("town")
    page = client.post(OWED, _sent(report, "submit"))
    assert page.status_code == 302
    report.refresh_from_db()
    assert report.state == "owed"
    client.post(OWED, _sent(report, "submit", note="规划已报批"))
    report.refresh_from_db()
    assert report.state == "passed"  # nobody leads a target above it, so the office alone reviews


def test_a_returned_report_goes_again_once_it_was_changed(cast: Cast, report: Report) -> None:
    enter(actor=SYSTEM, report=report, version=report.version, entry=Entry(value=Decimal(5)))
    client = cast.client("town")
    client.post(OWED, _sent(report, "submit"))
    report.refresh_from_db()
    send_back(actor=SYSTEM, report=report, version=report.version, reason="与台账不符")
    page = client.get(OWED).content.decode()
    assert "与台账不符" in page
    client.post(OWED, _sent(report, "submit"))
    report.refresh_from_db()
    assert report.state == "returned"
    client.post(OWED, _sent(report, "submit", value="6"))
    report.refresh_from_db()
    assert report.state == "submitted"


def test_a_correction_is_asked_for_even_when_the_period_is_closed(cast: Cast, report: Report) -> None:
    locked(report, 1200)
    report.period.state = "closed"
    report.period.save()
    report.refresh_from_db()
    correct(actor=SYSTEM, report=report, version=report.version, reason="漏计一处")
    assert "漏计一处" in cast.client("town").get(OWED).content.decode()


def test_a_day_to_come_and_no_day_at_all_are_refused(cast: Cast, report: Report) -> None:
    client = cast.client("town")
    with clock.at(date(2024, 2, 3)):
        for typed in ("2024-02-30", "上周", "2024-12-31"):
            page = client.post(OWED, _sent(report, value="5", data_date=typed))
            assert page.status_code == 422, typed
            assert f'id="r{report.pk}-says-data_date"' in page.content.decode()
        client.post(OWED, _sent(report, data_date="2024/1/31"))
    report.refresh_from_db()
    assert (report.value, report.data_date) == (5, date(2024, 1, 31))


def test_several_files_at_once_and_what_is_taken_back(cast: Cast, report: Report) -> None:
    client = cast.client("town")
    files = [SimpleUploadedFile("图.png", b"\x89PNG\r\n\x1a\nx"), SimpleUploadedFile("表.html", b"<script>")]
    client.post(OWED, _sent(report, value="5") | {f"r{report.pk}-files": files})
    picture, page = report.evidence.order_by("pk")
    shown = client.get(f"/progress/evidence/{picture.pk}/?show")
    assert (shown["Content-Type"], shown["Content-Disposition"].split(";")[0]) == ("image/png", "inline")
    b"".join(shown)  # type: ignore[arg-type]
    never = client.get(f"/progress/evidence/{page.pk}/?show")
    assert (never["Content-Type"], never["Content-Disposition"].split(";")[0]) == (
        "application/octet-stream",
        "attachment",
    )
    b"".join(never)  # type: ignore[arg-type]
    assert cast.client("other_town").get(f"/progress/evidence/{picture.pk}/").status_code == 404
    client.post(f"/progress/evidence/{page.pk}/remove/")
    assert [each.name for each in report.evidence.filter(removed_at=None)] == ["图.png"]


def test_withdrawing_brings_it_back(cast: Cast, report: Report) -> None:
    client = cast.client("town")
    client.post(OWED, _sent(report, "submit", value="5"))
    report.refresh_from_db()
    assert "撤回" in client.get(OWED).content.decode()
    client.post(f"/progress/reports/{report.pk}/withdraw/", {"version": report.version})
    report.refresh_from_db()
    assert report.state == "draft"


def test_nobody_fills_what_is_anothers(cast: Cast, report: Report) -> None:
    assert "没有要填的" in cast.client("village").get(OWED).content.decode()
    assert cast.client("other_town").post(OWED, _sent(report, "submit", value="9")).status_code == 302
    assert cast.client("department").get(f"/progress/reports/{report.pk}/entry/").status_code == 403
    report.refresh_from_db()
    assert (report.value, report.state) == (None, "owed")


def test_figures_from_below_are_shown_not_asked(cast: Cast, report: Report) -> None:
    locked(report, 1200)
    page = cast.client("department").get(OWED).content.decode()
    assert "不用您填的" in page
    assert "1/2" in page
    assert "1,200" in page


def test_the_sheet_takes_a_bounded_number_of_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for n in range(12):
        commitment(cast, code="441900119", lead="town", state="accepted", title=f"目标{n}")
    opened(cast)
    client = cast.client("town")
    with django_assert_max_num_queries(20):
        page = client.get(OWED)
    assert page.content.decode().count("data-line=") == 12


def test_saving_a_line_takes_a_bounded_number_of_queries(
    cast: Cast, report: Report, django_assert_max_num_queries: Any
) -> None:
    client = cast.client("town")
    sent = _sent(report, value="5")
    with django_assert_max_num_queries(40):
        answer = client.post(f"/progress/reports/{report.pk}/entry/", sent, headers={"accept": "application/json"})
    assert answer.json()["cells"]["this"] == "5"
    assert "上报填好的 1 项" in answer.json()["foot"]


def test_a_stale_line_answers_with_both_values_and_saves_nothing(cast: Cast, report: Report) -> None:
    sent = _sent(report, value="7", **{"value-seen": ""})
    enter(actor=SYSTEM, report=report, version=report.version, entry=Entry(value=Decimal(5)))
    address = f"/progress/reports/{report.pk}/entry/"
    answer = cast.client("town").post(address, sent, headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json()["clashes"] == ["value"]
    plain = cast.client("town").post(OWED, sent)
    assert plain.status_code == 422
    assert "对方 <strong>5</strong>" in plain.content.decode()
    assert 'value="7"' in plain.content.decode()
    report.refresh_from_db()
    assert report.value == 5


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "²"])
def test_a_version_that_is_none_saves_nothing(cast: Cast, report: Report, version: str) -> None:
    sent = _sent(report, value="7") | {f"r{report.pk}-version": version}
    assert cast.client("town").post(OWED, sent).status_code in {302, 422}
    report.refresh_from_db()
    assert report.value is None
