"""Letting people in and out, and what their pages show."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from taizhang.accounts.models import User
from taizhang.journal.marks import mark
from tests.cast import PASSWORD, Cast

NEW = "/accounts/people/new/"
SIGN_IN = "/accounts/sign-in/"


def _address(cast: Cast, part: str, name: str = "person") -> str:
    return reverse(f"accounts:{name}", args=[cast.people[part].pk])


def test_the_list_shows_roles_in_a_bounded_number_of_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = cast.client("system")
    with django_assert_max_num_queries(10):
        page = client.get("/accounts/people/?role=town").content.decode()
    assert "长安镇人民政府 镇街" in page
    assert "市水务局" not in page


def test_a_new_person_signs_in_with_the_password_shown_once(cast: Cast) -> None:
    page = cast.client("system").post(NEW, {"username": "ligong", "name": "新来的"}).content.decode()
    password = re.search(r'初始密码</dt><dd class="code">([^<]+)<', page)
    assert password
    client = Client()
    client.post(SIGN_IN, {"username": "LIGONG", "password": password[1]})
    assert client.get("/").headers["Location"] == reverse("accounts:password")


def test_a_user_name_is_given_once_whatever_its_case(cast: Cast) -> None:
    answer = cast.client("system").post(NEW, {"username": "TOWN", "name": "另一人"})
    assert answer.status_code == 422
    assert "已被使用" in answer.content.decode()


def test_details_are_corrected_and_recorded(cast: Cast) -> None:
    fields = {"username": "town", "name": "改名", "phone": "0769-12345678", "seen": mark(cast.town)}
    assert cast.client("system").post(_address(cast, "town", "person-edit"), fields).status_code == 302
    page = cast.client("system").get(_address(cast, "town")).content.decode()
    assert "手机号：<ins>0769-12345678</ins>" in page.replace("\n", "")


def test_two_people_editing_do_not_overwrite_each_other(cast: Cast) -> None:
    fields = {"username": "town", "name": "甲", "seen": mark(cast.town)}
    client = cast.client("system")
    client.post(_address(cast, "town", "person-edit"), fields)
    answer = client.post(_address(cast, "town", "person-edit"), {**fields, "name": "乙"})
    assert answer.status_code == 422
    assert "刚被他人修改过" in answer.content.decode()
    assert User.objects.get(username="town").name == "甲"


def test_a_disabled_account_is_signed_out_at_once(cast: Cast) -> None:
    theirs = cast.client("town")
    cast.client("system").post(_address(cast, "town", "person-admit"))
    assert theirs.get("/").status_code == 302
    assert Client().post(SIGN_IN, {"username": "town", "password": PASSWORD}).status_code == 422
    cast.client("system").post(_address(cast, "town", "person-admit"), {"active": "yes"})
    assert Client().post(SIGN_IN, {"username": "town", "password": PASSWORD}).status_code == 302


def test_nobody_disables_the_own_account(cast: Cast) -> None:
    page = cast.client("system").post(_address(cast, "system", "person-admit"), follow=True).content.decode()
    assert "不能停用自己的账号" in page


def test_a_reset_password_replaces_the_old_one(cast: Cast) -> None:
    cast.client("system").post(_address(cast, "town", "person-password"))
    assert Client().post(SIGN_IN, {"username": "town", "password": PASSWORD}).status_code == 422


def test_a_script_in_a_name_is_shown_as_it_is_written(cast: Cast) -> None:
    cast.client("system").post(NEW, {"username": "x", "name": "<script>alert(1)</script>"})
    page = cast.client("system").get("/accounts/people/?q=script").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
