"""What was asked is done and told, or its refusal is said where it belongs."""

from __future__ import annotations

from typing import NoReturn

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from taizhang.policy.errors import ActionError
from taizhang.ui.asking import done, told, version_seen


class Sentence(forms.Form):
    """A form with one field."""

    words = forms.CharField()


def test_what_was_done_is_told() -> None:
    request = asked()
    assert told(request, lambda: 3, "已办")
    assert told(request, lambda: 3, lambda given: f"已办 {given} 项")
    assert said(request) == [("success", "已办"), ("success", "已办 3 项")]


def test_without_words_nothing_is_told() -> None:
    request = asked()
    assert told(request, lambda: None)
    assert not said(request)


def test_a_refusal_is_told_instead() -> None:
    request = asked()
    assert not told(request, refuse, "已办")
    assert said(request) == [("error", "先签收再回复")]


@pytest.mark.parametrize(("field", "where"), [(None, "__all__"), ("words", "words")])
def test_a_refusal_is_put_into_the_form(field: str | None, where: str) -> None:
    request, form = asked(), Sentence({"words": "一句"})
    assert form.is_valid()
    assert not done(request, form, refuse, "已办", field=field)
    assert form.errors == {where: ["先签收再回复"]}
    assert not said(request)


def test_a_form_that_was_done_stays_without_errors() -> None:
    request, form = asked(), Sentence({"words": "一句"})
    assert done(request, form, lambda: None, "已办")
    assert not form.errors
    assert said(request) == [("success", "已办")]


def test_what_is_no_refusal_is_not_swallowed() -> None:
    with pytest.raises(ZeroDivisionError):
        told(asked(), lambda: 1 // 0)


@pytest.mark.parametrize(
    ("sent", "version"),
    [("7", 7), ("0", 0), ("", 0), ("-1", 0), ("1.5", 0), ("²", 0), ("٣", 0), ("９", 0), ("9" * 5000, 0), (" 3", 0)],
)
def test_the_version_is_a_small_whole_number_or_none(sent: str, version: int) -> None:
    assert version_seen(RequestFactory().post("/", {"version": sent})) == version


def test_no_version_was_sent() -> None:
    assert version_seen(RequestFactory().post("/")) == 0


def refuse() -> NoReturn:
    raise ActionError("先签收再回复")


def asked() -> HttpRequest:
    request = RequestFactory().post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def said(request: HttpRequest) -> list[tuple[str, str]]:
    return [(each.level_tag, str(each)) for each in get_messages(request)]
