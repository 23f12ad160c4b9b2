"""Reporting periods: opened with a preview, watched, asked again, closed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from taizhang import clock
from taizhang.accounts.models import Notice
from taizhang.progress.actions.reviewing import correct
from taizhang.progress.models import Period, Report
from taizhang.ui.keeping import FRESH
from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.progress.makers import locked, opened, report_of, split_target

OPEN = "/progress/periods/open/"
MONTH = {"kind": "month", "year": "2024", "number": "5"}


def test_a_preview_says_whom_it_asks_before_anything_happens(cast: Cast) -> None:
    split_target(cast)
    commitment(cast, title="未交办的")
    page = cast.client("office").post(OPEN, MONTH | {"do": "preview"}).content.decode()
    assert "2024年5月" in page
    assert "2024-06-07" in page  # the fifth working day after the end of May
    assert "长安镇人民政府 1" in page
    assert "另有 1 项还没有交办" in page
    assert not Period.objects.exists()


def test_opening_asks_the_owners_and_tells_them(cast: Cast) -> None:
    split_target(cast)
    client = cast.client("office")
    page = client.post(OPEN, MONTH | {"do": "open"}, follow=True)
    period = Period.objects.get()
    assert (period.name, period.first, period.last) == ("2024年5月", date(2024, 5, 1), date(2024, 5, 31))
    assert "2 个单位一项没填" in page.content.decode()
    assert Report.objects.filter(period=period).count() == 2
    notice = Notice.objects.get(user=cast.town)
    assert "2024年5月" in notice.words
    report = report_of(cast, "town", period)
    leads = cast.client("town").get(notice.url)
    assert leads["Location"] == f"/progress/reports/{report.pk}/entry/"


@pytest.mark.parametrize(
    ("kind", "fields", "first", "last"),
    [
        ("quarter", {"number": "2"}, date(2024, 4, 1), date(2024, 6, 30)),
        ("custom", {"first": "2024-03-01", "last": "2024-04-15"}, date(2024, 3, 1), date(2024, 4, 15)),
    ],
)
def test_quarters_and_any_other_stretch(cast: Cast, kind: str, fields: dict[str, str], first: date, last: date) -> None:
    split_target(cast)
    cast.client("office").post(OPEN, {"kind": kind, "year": "2024", "do": "open"} | fields)
    period = Period.objects.get()
    assert (period.kind, period.first, period.last) == (kind, first, last)


def test_by_area_document_place_or_picked(cast: Cast) -> None:
    split_target(cast)
    commitment(cast, code="441900119", lead="town", state="accepted", title="植树", area="绿化")
    client = cast.client("office")
    page = client.post(OPEN, MONTH | {"do": "preview", "areas": ["绿化"]}).content.decode()
    assert "<strong>1</strong> 项" in page
    page = client.post(OPEN, MONTH | {"do": "preview", "places": [cast.places["441900121"].pk]}).content.decode()
    assert "虎门镇人民政府 1" in page
    assert "长安镇人民政府 1" not in page
    tree = Report.objects.none().model._meta.get_field("commitment").related_model
    picked = tree.objects.get(title="植树")
    client.post(OPEN, MONTH | {"do": "open", "shown": "1", "pick": [picked.pk]})
    assert [each.commitment for each in Report.objects.all()] == [picked]


def test_what_was_assigned_later_is_asked_too(cast: Cast) -> None:
    split_target(cast)
    period = opened(cast)
    commitment(cast, code="441900119", lead="town", state="assigned", title="植树")
    client = cast.client("office")
    assert "又有 1 项可以填报" in client.get(f"/progress/periods/{period.pk}/").content.decode()
    client.post(f"/progress/periods/{period.pk}/more/")
    assert Report.objects.filter(period=period, commitment__title="植树").exists()
    assert Notice.objects.filter(user=cast.town).count() == 2


def test_nobody_is_asked_twice_about_the_same_day(cast: Cast) -> None:
    split_target(cast)
    opened(cast, 3)
    page = cast.client("office").post(OPEN, {"kind": "quarter", "year": "2024", "number": "1", "do": "preview"})
    assert "没有可以填报的条目" in page.content.decode()


def test_the_office_sees_who_answered_and_who_never_did(cast: Cast) -> None:
    split_target(cast)
    january = opened(cast, 1)
    locked(report_of(cast, "town", january), 100)
    february = opened(cast, 2)
    page = cast.client("office").get(f"/progress/periods/{february.pk}/").content.decode()
    assert "<strong>0/2</strong> 镇街" in page
    assert page.index("从未上报过") < page.index("本期一项没填")
    page = cast.client("office").get(f"/progress/periods/{january.pk}/").content.decode()
    assert "<strong>1/2</strong> 镇街" in page
    listed = cast.client("office").get("/progress/periods/").content.decode()
    assert "1/2" in listed
    assert "0/2" in listed


def test_what_is_being_corrected_stays_counted_as_locked_and_answered(cast: Cast) -> None:
    split_target(cast)
    period = opened(cast)
    report = locked(report_of(cast, "town", period), 100)

    def listed() -> list[str]:
        page = cast.client("office").get("/progress/periods/?export=csv")
        _head, row = b"".join(page).decode("utf-8-sig").splitlines()  # type: ignore[call-overload]
        return row.split(",")

    before = listed()
    assert before[5:9] == ["2", "1", "1", "1/2"]
    correct(actor=cast.office, report=report, version=report.version, reason="多报了一处")
    report.refresh_from_db()
    assert report.state != "locked"
    assert listed() == before


def test_closing_takes_no_more_reports(cast: Cast) -> None:
    split_target(cast)
    period = opened(cast)
    report = report_of(cast, "town", period)
    client = cast.client("office")
    client.post(f"/progress/periods/{period.pk}/close/", {"version": period.version})
    period.refresh_from_db()
    assert period.state == "closed"
    page = cast.client("town").post(
        f"/progress/reports/{report.pk}/entry/",
        {f"r{report.pk}-version": report.version, f"r{report.pk}-value": "5"},
    )
    assert page.status_code == 422
    assert "已截止" in page.content.decode()
    stale = client.post(f"/progress/periods/{period.pk}/close/", {"version": 0}, follow=True)
    assert "刚被他人修改过" in stale.content.decode()


def test_a_town_sees_the_periods_it_reports_in_and_opens_none(cast: Cast) -> None:
    split_target(cast)
    period = opened(cast)
    client = cast.client("town")
    page = client.get(f"/progress/periods/{period.pk}/").content.decode()
    assert "长安镇人民政府" in page
    assert "虎门镇人民政府" not in page
    assert client.get(OPEN).status_code == 403
    assert client.post(f"/progress/periods/{period.pk}/close/").status_code == 403
    assert cast.client("stranger").get(f"/progress/periods/{period.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"number": "13"}, "12"),
        ({"kind": "quarter", "number": "5"}, "请填 1 到 4"),
        ({"kind": "custom"}, "要填起止日期"),
        ({"kind": "custom", "first": "2024-05-31", "last": "2024-05-01", "do": "open"}, "止日早于起日"),
        ({"due": "2024-05-01", "do": "open"}, "早于填报期结束"),
        ({"year": "0"}, "2000"),
        ({"areas": ["没有的领域"]}, "没有的领域"),
    ],
)
def test_what_makes_no_period_is_said(cast: Cast, fields: dict[str, Any], words: str) -> None:
    split_target(cast)
    page = cast.client("office").post(OPEN, MONTH | {"do": "preview"} | fields)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not Period.objects.exists()


def test_opening_twice_is_refused_in_words(cast: Cast) -> None:
    split_target(cast)
    client = cast.client("office")
    client.post(OPEN, MONTH | {"do": "open"})
    commitment(cast, code="441900119", lead="town", state="accepted", title="植树")
    page = client.post(OPEN, MONTH | {"do": "open"})
    assert page.status_code == 422
    assert "已经开启" in page.content.decode()


def test_early_in_a_month_the_last_one_is_offered(cast: Cast) -> None:
    with clock.at(date(2024, 6, 3)):
        page = cast.client("office").get(OPEN).content.decode()
    assert 'name="number" value="5"' in page


def test_the_list_takes_a_bounded_number_of_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    split_target(cast)
    periods = [opened(cast, number) for number in range(1, 7)]
    client = cast.client("office")
    with django_assert_max_num_queries(12):
        client.get("/progress/periods/")
    with django_assert_max_num_queries(18):
        client.get(f"/progress/periods/{periods[0].pk}/")


def test_very_many_reports_are_counted_once_a_minute(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taizhang.progress.queries.periods.LARGE", 1)
    cache.clear()
    split_target(cast)
    period = opened(cast)

    def listed() -> str:
        return cast.client("office").get("/progress/periods/").content.decode()

    now = clock.now()
    with clock.at(now):
        before = listed()
        locked(report_of(cast, "town", period), 100)
        again = listed()
    with clock.at(now + FRESH):
        after = listed()
    cache.clear()
    assert ["0/2" in before, "0/2" in again, "1/2" in after] == [True, True, True]
    assert f"截至 {timezone.localtime(now):%H:%M}" in again
