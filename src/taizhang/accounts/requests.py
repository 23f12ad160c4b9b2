"""The person behind a request, and where that person was heading."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from taizhang.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The signed-in person; the gate has made sure there is one wherever a URL is not public."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def destination(request: HttpRequest) -> str:
    """Where the person was heading before signing in, if that is a page of this site; else the home page."""
    wanted = request.POST.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else settings.LOGIN_REDIRECT_URL
