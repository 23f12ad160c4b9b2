"""What was decided since a page was shown, so that colleagues' decisions appear on it without loading it again."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.intake.models import Candidate
from taizhang.intake.queries import candidates, decisions, declarations, documents
from taizhang.intake.source import lines_at, paragraphs_at
from taizhang.ledger.models import Document

#: How many of the last decisions are listed.
LISTED = 12
#: Up to so many new rows are put in their places; for more the whole list is sent.
MOST_COMING = 30


def news(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows, marks and counts that changed since the page's mark; nothing at all where nothing did."""
    user = signed_in(request)
    asked = documents.document(user, "intake.view").defer("text", "reading")
    document = get_object_or_404(asked, pk=pk)
    if request.GET.get("seen") == seen_mark(document):
        return HttpResponse(status=204)
    return render(request, "intake/_news.html", news_context(request, user, document))


def seen_mark(document: Document) -> str:
    """How the document stands, as its page sends it back: the last decision and the document's own version."""
    return f"{decisions.latest(document)}.{document.version}"


def seen_decision(request: HttpRequest) -> int | None:
    """The last decision the page knows of, ``None`` where it does not say."""
    words = (request.POST.get("seen") or request.GET.get("seen") or "").partition(".")[0]
    return int(words) if words.isascii() and words.isdigit() and len(words) < 12 else None


def news_context(request: HttpRequest, user: User, document: Document) -> dict[str, Any]:
    """What the fragment that renews a page needs."""
    changes = decisions.changes(document, user, seen_decision(request) or 0)
    version = (request.POST.get("seen") or request.GET.get("seen") or "").partition(".")[2]
    context = standing(document) | {
        "seen": f"{changes.latest}.{document.version}",
        "outdated": bool(version) and version != str(document.version),
        "others": changes.others,
    }
    rows = candidates.candidates_of(document)
    touched = list(rows.filter(pk__in=changes.touched))
    if not changes.spans and not changes.gone:
        return context | {"changed": touched}
    lines = lines_at(document.text, changes.spans)
    marked = list(rows.filter(reduce(or_, (Q(start__lt=end, end__gt=start) for start, end in lines), Q(pk=None))))
    context["paragraphs"] = list(paragraphs_at(document.text, lines, marked))
    coming = [each for each in touched if (each.start, each.end) in changes.spans]
    places = [_beside(each, coming) for each in coming] if len(coming) <= MOST_COMING else [""]
    if not all(places):
        return context | {"rows": list(rows)}
    return context | {
        "changed": [each for each in touched if each not in coming],
        "gone": sorted(changes.gone),
        "coming": [(place, [each]) for place, each in zip(places, coming, strict=True)],
    }


def _beside(row: Candidate, coming: list[Candidate]) -> str:
    """Where htmx is to put a new row; empty where no row of its section is there."""
    if above := candidates.before(row):
        return f"afterend:#row-{above.pk}"
    below = candidates.after(row, but=coming)
    return f"beforebegin:#row-{below.pk}" if below else ""


def standing(document: Document) -> dict[str, Any]:
    """How far confirming has come, for the head of the page."""
    return {
        "document": document,
        "progress": documents.progress(document),
        "declared": declarations.declared(document),
        "log": decisions.log(document)[:LISTED],
    }
