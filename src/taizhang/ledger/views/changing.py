"""The page of one form: what is to be changed, the button, the way back."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def change_page(
    request: HttpRequest,
    form: object,
    *,
    title: str,
    heading: str,
    submit: str,
    back: str,
    trail: Sequence[tuple[str, str]],
) -> HttpResponse:
    """The form as a page; sent and shown again, something in it is wrong."""
    context = {"form": form, "title": title, "heading": heading, "submit": submit, "back": back, "trail": trail}
    return render(request, "ledger/change.html", context, status=422 if request.method == "POST" else 200)
