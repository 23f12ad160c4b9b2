"""What happens after too many wrong passwords: how long one waits, and the page that says so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang.accounts.actions.signing import note_lock_out


def cool_off(*_args: object) -> timedelta:
    """How long a name and address stay locked after the last wrong password."""
    return timedelta(minutes=settings.LOCKOUT_MINUTES)


def locked_out(request: HttpRequest, _original: Any = None, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """The page shown instead of the sign-in form while locked; the journal notes it once."""
    note_lock_out(username=request.POST.get("username", ""), address=request.META.get("REMOTE_ADDR", ""))
    return render(request, "accounts/locked_out.html", {"minutes": settings.LOCKOUT_MINUTES}, status=429)
