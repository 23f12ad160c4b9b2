"""Notices and sessions: one's own and nobody else's."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from taizhang.accounts.actions.notices import staff, tell
from taizhang.accounts.models import UserSession
from tests.cast import Cast


def test_a_notice_leads_to_its_page_and_is_read_then(cast: Cast) -> None:
    tell([cast.town, cast.town], "交办：新增停车位", "/places/")
    client = cast.client("town")
    assert '<span class="unread">1</span>' in client.get("/").content.decode()
    notice = cast.town.notices.get()
    assert client.get(reverse("accounts:notice", args=[notice.pk])).headers["Location"] == "/places/"
    assert "unread" not in client.get("/").content.decode()


def test_all_are_read_at_once(cast: Cast) -> None:
    tell([cast.town, cast.office], "一", "/")
    tell([cast.town], "二", "/")
    cast.client("town").post(reverse("accounts:notices-read"))
    assert (cast.town.unread, cast.office.unread) == (0, 1)


def test_the_staff_of_organisations_are_those_with_a_role_there(cast: Cast) -> None:
    assert staff(cast.organisations["town"], cast.organisations["office"]) == sorted(
        [cast.town, cast.office], key=lambda person: person.name
    )


def test_a_session_elsewhere_is_ended(cast: Cast) -> None:
    here, there = cast.client("town"), cast.client("town")
    here.post(reverse("accounts:end-session", args=[_handle(there)]))
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_somebody_elses_session_is_not_found(cast: Cast) -> None:
    handle = _handle(cast.client("office"))
    assert cast.client("town").post(reverse("accounts:end-session", args=[handle])).status_code == 404


def test_a_page_never_shows_a_session_key(cast: Cast) -> None:
    here, there = cast.client("town"), cast.client("town")
    page = here.get(reverse("accounts:self")).content.decode()
    assert _handle(there) in page
    assert str(there.session.session_key) not in page


def _handle(client: Client) -> str:
    return UserSession.objects.get(session_key=client.session.session_key).handle
