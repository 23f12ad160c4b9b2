"""The home page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang.ui.navigation import links_for


def home(request: HttpRequest) -> HttpResponse:
    """What this person finds here and where to begin."""
    return render(request, "portal/home.html", {"links": list(links_for(request.user))})
