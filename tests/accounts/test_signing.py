"""Signing in and out, and changing one's password."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from taizhang.journal.models import Entry
from tests.cast import PASSWORD, Cast

SIGN_IN = "/accounts/sign-in/"


def test_the_right_password_opens_the_page_one_was_heading_for(cast: Cast) -> None:
    client = Client()
    assert client.get("/places/").headers["Location"] == f"{SIGN_IN}?next=/places/"
    answer = client.post(SIGN_IN, {"username": "town", "password": PASSWORD, "next": "/places/"})
    assert answer.headers["Location"] == "/places/"
    assert client.get("/").status_code == 200
    assert Entry.objects.get().action == "accounts.sign_in"


def test_a_destination_elsewhere_is_ignored(cast: Cast) -> None:
    answer = Client().post(SIGN_IN, {"username": "town", "password": PASSWORD, "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_is_told_in_words(cast: Cast) -> None:
    answer = Client().post(SIGN_IN, {"username": "town", "password": "wrong"})
    assert answer.status_code == 422
    assert "用户名或密码不对" in answer.content.decode()


def test_five_wrong_passwords_lock_the_name_at_that_address_only(cast: Cast) -> None:
    for _ in range(5):
        last = Client().post(SIGN_IN, {"username": "town", "password": "wrong"})
    assert last.status_code == 429
    right = {"username": "town", "password": PASSWORD}
    assert "15 分钟后再试" in Client().post(SIGN_IN, right).content.decode()
    assert Client().post(SIGN_IN, right, REMOTE_ADDR="10.9.8.7").status_code == 302
    assert Client().post(SIGN_IN, {"username": "office", "password": PASSWORD}).status_code == 302


def test_a_lock_is_in_the_journal_once(cast: Cast) -> None:
    for _ in range(7):
        Client().post(SIGN_IN, {"username": "town", "password": "wrong"})
    entry = Entry.objects.get(action="accounts.lock_out")
    assert (entry.label, entry.note) == (cast.town.name, "用户名 town 在 127.0.0.1 连续输错密码")


def test_somebody_who_left_cannot_sign_in(cast: Cast) -> None:
    cast.town.is_active = False
    cast.town.save()
    assert Client().post(SIGN_IN, {"username": "town", "password": PASSWORD}).status_code == 422


def test_signing_out_ends_the_session(cast: Cast) -> None:
    client = cast.client("town")
    client.post(reverse("accounts:sign-out"))
    assert client.get("/").status_code == 302


def test_a_first_password_must_be_changed_before_anything_else(cast: Cast) -> None:
    cast.town.must_change_password = True
    cast.town.save()
    client = cast.client("town")
    assert client.get("/places/").headers["Location"] == reverse("accounts:password")
    fields = {"old_password": PASSWORD, "new_password1": "Xinde-mima-88", "new_password2": "Xinde-mima-88"}
    assert client.post(reverse("accounts:password"), fields).status_code == 302
    assert client.get("/places/").status_code == 200


def test_a_plain_new_password_is_refused(cast: Cast) -> None:
    fields = {"old_password": PASSWORD, "new_password1": "abcdefghijkl", "new_password2": "abcdefghijkl"}
    answer = cast.client("town").post(reverse("accounts:password"), fields)
    assert answer.status_code == 422
    assert "至少三种" in answer.content.decode()


def test_changing_the_password_ends_other_sessions(cast: Cast) -> None:
    here, there = cast.client("town"), cast.client("town")
    fields = {"old_password": PASSWORD, "new_password1": "Xinde-mima-88", "new_password2": "Xinde-mima-88"}
    here.post(reverse("accounts:password"), fields)
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
