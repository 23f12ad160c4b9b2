"""Answering the public: in the language of the address, without asking who it is, to be kept by whoever likes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from taizhang.publication.models import Stamp
from taizhang.publication.shelf import MARK
from taizhang.publication.showing import LANGUAGES

#: For so many seconds browsers and proxies need not ask again; what was withdrawn may be seen there as long.
KEPT = 60


@dataclass(frozen=True, slots=True)
class Frame:
    """Which of the two languages is asked for, and what absolute addresses begin with."""

    space: str
    base: str

    @property
    def language(self) -> str:
        """Its code."""
        return LANGUAGES[self.space]

    @property
    def other(self) -> str:
        """The namespace of the other language."""
        return next(space for space in LANGUAGES if space != self.space)

    def page(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """A page of it. No request reaches the template, so that nothing of a person can."""
        shared = {
            "frame": self,
            "space": self.space,
            "demonstration": settings.DEMONSTRATION,
            "home": reverse(f"{self.space}:list"),
        }
        return HttpResponse(render_to_string(template, {**shared, **context}), status=status)


View = Callable[..., HttpResponse]


def to_the_public(view: View) -> View:
    """A view that gets a :class:`Frame` after the request; its answer may be kept."""

    @require_safe
    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        frame = frame_of(request)
        with translation.override(frame.language):
            answer = view(request, frame, *args, **kwargs)
        answer.headers["Content-Language"] = frame.language
        return kept(answer)

    return answering


def frame_of(request: HttpRequest) -> Frame:
    """By the address asked for."""
    match = request.resolver_match
    space = match.namespace if match and match.namespace in LANGUAGES else "public"
    return Frame(space, settings.SITE_ADDRESS or f"{request.scheme}://{request.get_host()}")


def kept(answer: HttpResponse) -> HttpResponse:
    """The answer with what caches go by."""
    changed = Stamp.objects.filter(pk=1).values_list("changed_at", flat=True).first()
    if changed is not None:
        answer.headers["Last-Modified"] = http_date(changed.timestamp())
    answer.headers["Cache-Control"] = f"public, max-age={KEPT}, s-maxage={KEPT}, must-revalidate"
    setattr(answer, MARK, True)
    return answer
