"""What a person asks by a button or a form: the version they saw, whether it was done, and the words for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from taizhang.policy.errors import ActionError

T = TypeVar("T")
#: The words for what was done, or what makes them of what the action gave.
Words = str | Callable[[T], str]


def told(request: HttpRequest, do: Callable[[], T], success: Words[T] = "") -> bool:
    """Whether the action went through; the next page tells that, or why not."""
    try:
        given = do()
    except ActionError as error:
        messages.error(request, str(error))
        return False
    _praise(request, given, success)
    return True


def done(
    request: HttpRequest, form: BaseForm, do: Callable[[], T], success: Words[T] = "", *, field: str | None = None
) -> bool:
    """Whether the action went through; its refusal is put into the form, beside ``field`` if it is about one."""
    try:
        given = do()
    except ActionError as error:
        form.add_error(field, str(error))
        return False
    _praise(request, given, success)
    return True


def version_seen(request: HttpRequest, name: str = "version") -> int:
    """The version of the object that the page showed, sent under that name; 0, which nothing ever has, where none was sent."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def _praise(request: HttpRequest, given: T, success: Words[T]) -> None:
    if words := success(given) if callable(success) else success:
        messages.success(request, words)
