"""The home page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang.accounts.requests import signed_in
from taizhang.ui.navigation import links_for

NOTICES_SHOWN = 8


def home(request: HttpRequest) -> HttpResponse:
    """What this person finds here, where to begin, and what is new."""
    user = signed_in(request)
    context = {"links": list(links_for(user)), "notices": user.notices.all()[:NOTICES_SHOWN]}
    return render(request, "portal/home.html", context)
