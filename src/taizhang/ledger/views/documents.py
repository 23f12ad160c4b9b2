"""The list of documents, and each one's page with its text and its original file."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.requests import signed_in
from taizhang.files.answers import file_answer
from taizhang.journal.queries import history
from taizhang.ledger import actions
from taizhang.ledger.forms.documents import DescribeForm
from taizhang.ledger.lists import DOCUMENTS
from taizhang.ledger.queries import documents as queries
from taizhang.ledger.views.fetching import document_for, trail
from taizhang.ui.asking import done

#: A passage of a text, by code points.
_PASSAGE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


def index(request: HttpRequest) -> HttpResponseBase:
    """Every document within the person's scope."""
    rows = queries.listed(signed_in(request))
    return DOCUMENTS.respond(request, rows, "ledger/documents.html", {"trail": trail()})


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A document: its facts, and its text with the confirmed figures marked, and what ``?at=start-stop`` asks for."""
    _user, document = document_for(request, pk)
    stretches = queries.marked(document)
    if passage := _PASSAGE.fullmatch(request.GET.get("at", "")):
        stretches = queries.sought(stretches, *map(int, passage.groups()))
    context = {
        "document": document,
        "stretches": stretches,
        "areas": queries.areas(document),
        "trail": trail((_("来源文件"), reverse("ledger:documents"))),
        "history": history(document)[:50],
    }
    return render(request, "ledger/document.html", context)


def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was handed in, byte for byte; never shown inside the site."""
    _user, document = document_for(request, pk)
    return file_answer(document.original, document.name)


def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is said of a document."""
    user, document = document_for(request, pk, "ledger.edit_document")
    names = ("title", "kind", "issuer", "year", "version")
    shown = {name: getattr(document, name) for name in names} | {"place": document.place.name}
    form = DescribeForm(request.POST or None, initial=shown)
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        if done(request, form, lambda: actions.describe(actor=user, document=document, **asked), _("已保存。")):
            return redirect("ledger:document", pk=pk)
    back = reverse("ledger:document", args=[pk])
    context = {
        "title": _("修改文件信息"),
        "heading": document.title,
        "form": form,
        "submit": _("保存"),
        "back": back,
        "trail": trail((_("来源文件"), reverse("ledger:documents")), (document.title, back)),
    }
    return render(request, "ledger/change.html", context, status=422 if form.is_bound else 200)
