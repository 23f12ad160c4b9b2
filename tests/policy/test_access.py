"""Every URL must answer, at start-up and in the gate."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from taizhang.policy.access import Access, answers, routes
from taizhang.policy.table import UnknownActionError
from tests.cast import Cast


@pytest.fixture
def silent_url() -> Any:
    """A site with one URL that declares nothing."""
    urls = ModuleType("silent")
    urls.urlpatterns = [path("silent/", lambda _request: HttpResponse("x"), name="silent")]  # type: ignore[attr-defined]
    answers.cache_clear()
    with override_settings(ROOT_URLCONF=urls):
        yield
    answers.cache_clear()


@pytest.mark.usefixtures("silent_url")
def test_a_url_without_an_answer_stops_the_start() -> None:
    with pytest.raises(SystemCheckError, match="declares no access"):
        call_command("check")


def test_access_to_an_unknown_action_is_refused() -> None:
    with pytest.raises(UnknownActionError):
        Access("places.fly")


def test_every_route_of_the_site_has_a_name() -> None:
    assert all(route.name for route in routes())


@pytest.mark.usefixtures("silent_url")
def test_the_gate_refuses_a_url_without_an_answer(cast: Cast) -> None:
    client = cast.client("office")
    with pytest.raises(ImproperlyConfigured, match="declares no access"):
        client.get("/silent/")
