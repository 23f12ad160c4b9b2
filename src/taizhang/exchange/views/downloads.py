"""The entrance of the exchange: choose what to download, and the ways to the interface, the keys and what comes in."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from taizhang.accounts.requests import signed_in
from taizhang.exchange.forms.downloads import DownloadForm
from taizhang.exchange.readers import Person


def index(request: HttpRequest) -> HttpResponse:
    """Choose; what is chosen well leads to the file."""
    form = DownloadForm(request.GET if "what" in request.GET else None, reader=Person(signed_in(request)))
    if form.is_bound and form.is_valid():
        name = form.cleaned_data["what"]
        return redirect(f"{reverse(f'api:{name}-bulk')}?{urlencode(form.asked)}")
    return render(request, "exchange/index.html", {"form": form}, status=422 if form.is_bound else 200)
