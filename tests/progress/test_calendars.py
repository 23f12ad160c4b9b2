"""The calendar people subscribe to: what is due to them and nothing else, in the time of China, revocable."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from icalendar import Calendar

from taizhang.accounts.actions.own import open_calendar
from taizhang.accounts.models import CalendarKey, Membership
from taizhang.progress.actions.replying import reply
from tests.cast import Cast
from tests.progress.makers import opened, split_target
from tests.progress.slips import EVE, at, issued, led

pytestmark = pytest.mark.django_db


def _fetched(secret: str) -> Any:
    return Client().get(reverse("supervision:calendar", args=[secret]))


def _calendar(cast: Cast, part: str) -> Any:
    answer = _fetched(open_calendar(actor=cast.people[part]))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def _days(calendar: Any) -> dict[str, date]:
    return {str(event["SUMMARY"]): event.decoded("DTSTART") for event in calendar.walk("VEVENT")}


def test_it_holds_what_is_due_and_parses(cast: Cast) -> None:
    with at(EVE):
        split_target(cast, deadline=date(2024, 12, 31))
        period = opened(cast)
        slip = issued(cast)
        calendar = _calendar(cast, "town")
    assert calendar.errors == []
    assert str(calendar["X-WR-TIMEZONE"]) == "Asia/Shanghai"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    days = _days(calendar)
    assert days[f"填报截止：{period.name}（1 项）"] == period.due
    assert days[f"{slip.code}回复截止：长安镇人民政府"] == slip.due
    assert date(2024, 12, 31) in days.values()
    for event in calendar.walk("VEVENT"):
        assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(days=1)
        assert event.walk("VALARM")
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids))


def test_it_holds_nothing_beyond_the_persons_scope(cast: Cast) -> None:
    with at(EVE):
        split_target(cast)
        opened(cast)
        issued(cast)
        led(cast, "elsewhere", title="水利工程", deadline=date(2024, 6, 30))
        for part in ("village", "stranger", "hotline", "auditor"):
            assert _days(_calendar(cast, part)) == {}, part
        assert not [title for title in _days(_calendar(cast, "other_town")) if "长安" in title]
        assert list(_days(_calendar(cast, "elsewhere"))) == ["目标期限：水利工程 8万个以上"]


def test_those_who_issued_a_slip_see_its_limit_and_leaders_are_left_in_peace(cast: Cast) -> None:
    with at(EVE):
        issued(cast)
        assert len(_days(_calendar(cast, "office"))) == len(_days(_calendar(cast, "supervision"))) == 1
        assert _days(_calendar(cast, "leader")) == {}


def test_what_is_done_goes_from_the_calendar(cast: Cast) -> None:
    with at(EVE):
        slip = issued(cast, commitments=[led(cast, deadline=None)])
        assert len(_days(_calendar(cast, "town"))) == 1
        reply(actor=cast.town, slip=slip, version=slip.version, words="已办")
        assert _days(_calendar(cast, "town")) == {}


def test_an_address_works_until_it_is_replaced_or_revoked(cast: Cast) -> None:
    client = cast.client("town")
    shown = client.post(reverse("accounts:calendar-open")).content.decode()
    secret = shown.partition("/supervision/calendar/")[2].partition(".ics")[0]
    assert _fetched(secret).status_code == 200
    assert secret not in client.get(reverse("accounts:self")).content.decode()
    assert secret not in CalendarKey.objects.get().digest
    client.post(reverse("accounts:calendar-open"))
    assert _fetched(secret).status_code == 404
    newer = open_calendar(actor=cast.town)
    client.post(reverse("accounts:calendar-close"))
    assert _fetched(newer).status_code == 404


@pytest.mark.parametrize("secret", ["x", "0" * 43, "..", "a" * 4000])
def test_a_guess_finds_nothing(cast: Cast, secret: str) -> None:
    open_calendar(actor=cast.town)
    assert Client().get(f"/supervision/calendar/{secret}.ics").status_code == 404


def test_an_account_that_was_stopped_or_has_no_role_any_more_has_no_calendar(cast: Cast) -> None:
    secret, other = open_calendar(actor=cast.town), open_calendar(actor=cast.office)
    cast.town.is_active = False
    cast.town.save()
    Membership.objects.filter(user=cast.office).update(until="2024-01-01T00:00:00Z")
    assert _fetched(secret).status_code == 404
    assert _fetched(other).status_code == 404


def test_links_lead_to_the_address_people_use(cast: Cast) -> None:
    with at(EVE), override_settings(SITE_ADDRESS="https://ledger.example.gov"):
        slip = issued(cast)
        events = _calendar(cast, "town").walk("VEVENT")
    addresses = {str(event["URL"]) for event in events}
    assert f"https://ledger.example.gov/supervision/{slip.pk}/" in addresses


def test_titles_of_people_break_nothing(cast: Cast) -> None:
    with at(EVE):
        led(cast, title="停车位\r\nEND:VEVENT\r\nBEGIN:VEVENT;,\\", deadline=date(2024, 12, 31))
        calendar = _calendar(cast, "town")
    (event,) = calendar.walk("VEVENT")
    assert "END:VEVENT" in str(event["SUMMARY"])
