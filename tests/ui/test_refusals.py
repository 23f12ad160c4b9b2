"""What an action refuses is told even where a view forgot to."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import RequestFactory

from taizhang.policy.errors import ActionError
from taizhang.ui.refusals import RefusalMiddleware


def test_the_words_are_shown(db: None) -> None:
    request = RequestFactory().get("/")
    answer = RefusalMiddleware(lambda _request: HttpResponse()).process_exception(request, ActionError("先签收"))
    assert answer is not None
    assert answer.status_code == 409
    assert '<p id="problem">先签收</p>' in answer.content.decode()


def test_other_errors_pass() -> None:
    middleware = RefusalMiddleware(lambda _request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), ValueError()) is None
