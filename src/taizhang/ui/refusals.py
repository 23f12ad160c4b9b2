"""The last net: an action that could not be done, where no view said so beside its form."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang.policy.errors import ActionError


class RefusalMiddleware:
    """Turns an ActionError that comes out of a view into a page with its words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for an ActionError; anything else is not for here."""
        if not isinstance(exception, ActionError):
            return None
        return render(request, "409.html", {"problem": str(exception)}, status=409)
