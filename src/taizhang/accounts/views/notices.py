"""A person's notices."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from taizhang.accounts.actions.notices import mark_read
from taizhang.accounts.lists import NOTICES
from taizhang.accounts.models import Notice
from taizhang.accounts.requests import signed_in


def index(request: HttpRequest) -> HttpResponseBase:
    """One's own notices, newest first."""
    return NOTICES.respond(request, Notice.objects.filter(user=signed_in(request)), "accounts/notices.html")


def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the page a notice is about; it then counts as read."""
    user = signed_in(request)
    notice = get_object_or_404(Notice, pk=pk, user=user)
    mark_read(actor=user, notice=notice)
    return redirect(notice.url)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Count all as read."""
    mark_read(actor=signed_in(request))
    return redirect("accounts:notices")
