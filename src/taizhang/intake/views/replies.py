"""What a decision is answered with: the next record and what changed beside it, or the whole page without JavaScript."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from taizhang.accounts.models import User
from taizhang.intake.models import Candidate
from taizhang.intake.queries import candidates
from taizhang.intake.queries.decisions import last_decision
from taizhang.intake.views.news import news_context
from taizhang.ledger.models import Document

STALE = 409
WRONG = 422


def workspace_url(document: Document, candidate: Candidate | None = None) -> str:
    """The address of the workspace, at a candidate."""
    address = reverse("intake:document", args=[document.pk])
    return f"{address}?at={candidate.pk}" if candidate else address


def record_context(candidate: Candidate, user: User) -> dict[str, Any]:
    """What the record's own template needs."""
    alike = list(candidates.named_alike(candidate)[:3]) if not candidate.done else []
    return {
        "candidate": candidate,
        "document": candidate.document,
        "alike": alike,
        "merged": candidate.merged.all(),
        "last": last_decision(candidate.document, user),
    }


def answer(
    request: HttpRequest,
    user: User,
    document: Document,
    shown: Candidate | None,
    *,
    said: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show a candidate next, without one that which was on show, and renew what changed beside it."""
    if not request.headers.get("HX-Request"):
        if problem:
            messages.error(request, problem)
        elif said:
            messages.success(request, said)
        return redirect(workspace_url(document, shown or on_show(request, document)))
    shown = shown or on_show(request, document)
    context = news_context(request, user, document) | {"said": said, "problem": problem}
    if shown is not None:
        context |= record_context(candidates.candidates_for(user, "intake.view").get(pk=shown.pk), user)
    return render(request, "intake/_answer.html", context, status=status)


def on_show(request: HttpRequest, document: Document) -> Candidate | None:
    """The candidate that the page was showing, or else the first that waits, or else the first."""
    address = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    [asked] = parse_qs(urlsplit(address).query).get("at", [""])[:1]
    rows = document.candidates.filter(candidates.SHOWN)
    there = rows.filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() and len(asked) < 12 else None
    return there or rows.filter(state=candidates.WAITING).first() or rows.first()
