"""Refuses requests that are too large before their body is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class UploadLimitMiddleware:
    """Answers 413 with a page in words to a request whose declared length exceeds ``UPLOAD_LIMIT``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) <= settings.UPLOAD_LIMIT:
            return self.get_response(request)
        context = {"limit": settings.UPLOAD_LIMIT // (1024 * 1024)}
        return render(request, "413.html", context, status=413)


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0
