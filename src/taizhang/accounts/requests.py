"""The person behind a request, typed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from taizhang.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The signed-in person; the gate has made sure there is one wherever a URL is not public."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
