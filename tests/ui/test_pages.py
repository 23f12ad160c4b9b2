"""The frame of every page: language, security headers, words for what went wrong."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.mark.django_db
@pytest.mark.parametrize("wish", ["en-US,en;q=0.9", "zh-CN", ""])
def test_chinese_whatever_the_browser_wishes(wish: str) -> None:
    page = Client(headers={"Accept-Language": wish}).get("/accounts/sign-in/")
    assert "<h1>登录</h1>" in page.content.decode()
    assert page.headers["Content-Language"] == "zh-hans"


@pytest.mark.django_db
def test_the_language_switch_is_remembered() -> None:
    client = Client()
    client.post("/language/", {"language": "en", "next": "/accounts/sign-in/"})
    page = client.get("/accounts/sign-in/").content.decode()
    assert "<h1>Sign in</h1>" in page
    assert '<html lang="en">' in page


def test_no_chinese_is_left_on_an_english_page(cast: Cast) -> None:
    client = cast.client("office")
    client.post("/language/", {"language": "en"})
    page = client.get("/accounts/self/").content.decode()
    for words in ("Sign out", "Change password", "Devices signed in"):
        assert words in page


@pytest.mark.django_db
def test_scripts_come_from_here_only() -> None:
    headers = Client().get("/accounts/sign-in/").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_refusal_names_the_action(cast: Cast) -> None:
    answer = cast.client("town").get("/journal/")
    assert answer.status_code == 403
    assert "您没有“查看操作日志”" in answer.content.decode()


def test_a_page_that_is_not_there_says_so(cast: Cast) -> None:
    answer = cast.client("town").get("/places/999999/")
    assert answer.status_code == 404
    assert "没有找到" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/sign-in/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


@pytest.mark.django_db
def test_a_fragment_asked_for_by_a_visitor_sends_the_whole_page_to_sign_in() -> None:
    answer = Client().get("/places/?q=x", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/accounts/sign-in/?next=/places/%3Fq%3Dx")


@pytest.mark.parametrize("part", ["office", "auditor", "town"])
def test_the_navigation_shows_what_opens(cast: Cast, part: str) -> None:
    page = cast.client(part).get("/").content.decode()
    assert ('href="/journal/"' in page) == (part == "auditor")
    assert ('href="/accounts/people/"' in page) == (part != "auditor")
