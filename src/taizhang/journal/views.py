"""The journal's own pages, which the auditor alone may open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.journal.lists import ENTRIES
from taizhang.journal.models import Entry


def index(request: HttpRequest) -> HttpResponseBase:
    """The whole journal, newest first."""
    return ENTRIES.respond(request, Entry.objects.all(), "journal/list.html")


def detail(request: HttpRequest, sequence: int) -> HttpResponse:
    """One entry with its digests."""
    trail = [(_("操作日志"), reverse("journal:list"))]
    return render(request, "journal/detail.html", {"entry": get_object_or_404(Entry, pk=sequence), "trail": trail})
