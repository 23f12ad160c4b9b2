"""What a decision is answered with: the next record and what changed beside it, or the whole page without JavaScript."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from taizhang.accounts.models import User
from taizhang.intake import queries
from taizhang.intake.models import Candidate
from taizhang.ledger.models import Document

STALE = 409
WRONG = 422


def workspace_url(document: Document, candidate: Candidate | None = None) -> str:
    """The address of the workspace, at a candidate."""
    address = reverse("intake:document", args=[document.pk])
    return f"{address}?at={candidate.pk}" if candidate else address


def record_context(candidate: Candidate, user: User) -> dict[str, Any]:
    """What the record's own template needs."""
    alike = list(queries.named_alike(candidate)[:3]) if not candidate.done else []
    return {
        "candidate": candidate,
        "document": candidate.document,
        "alike": alike,
        "merged": candidate.merged.all(),
        "last": queries.last_decision(candidate.document, user),
    }


def answer(
    request: HttpRequest,
    user: User,
    candidate: Candidate | None,
    changed: Sequence[Candidate] = (),
    *,
    document: Document,
    said: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show ``candidate`` next; ``changed`` are the rows to renew beside it."""
    if not request.headers.get("HX-Request"):
        if problem:
            messages.error(request, problem)
        elif said:
            messages.success(request, said)
        return redirect(workspace_url(document, candidate))
    counted = queries.progress(document)
    context: dict[str, Any] = {"document": document, "progress": counted, "said": said, "problem": problem}
    context["rows"] = queries.candidates_of(document).filter(pk__in=[each.pk for each in changed])
    if candidate is not None:
        context |= record_context(candidate, user)
    return render(request, "intake/_answer.html", context, status=status)
