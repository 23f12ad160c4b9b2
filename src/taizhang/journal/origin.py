"""Where the work at hand comes from: the address of a request, or the name of a command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_origin: ContextVar[str] = ContextVar("origin", default="")


def current() -> str:
    """The origin to write into entries now; empty when nobody said."""
    return _origin.get()


@contextmanager
def coming_from(name: str) -> Iterator[None]:
    """Name the origin of everything recorded inside."""
    token = _origin.set(name[:64])
    try:
        yield
    finally:
        _origin.reset(token)


class OriginMiddleware:
    """Names the client's address as origin for the time of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with coming_from(request.META.get("REMOTE_ADDR", "")):
            return self.get_response(request)
