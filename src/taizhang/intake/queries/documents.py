"""Documents within a person's scope, and how far confirming them has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from taizhang import __version__
from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.intake.models import Candidate
from taizhang.intake.queries.candidates import SHOWN, WAITING
from taizhang.journal.queries import history
from taizhang.ledger.models import Document
from taizhang.ui.lists import tally


def documents(user: User) -> QuerySet[Document]:
    """The documents the person may see, with what is left to confirm."""
    rows = within(user, "intake.view", Document.objects.all())
    counted = rows.annotate(
        found=tally(Candidate.objects.filter(SHOWN), "document"),
        left=tally(Candidate.objects.filter(state=WAITING), "document"),
    )
    return counted.select_related("place", "uploaded_by").defer("text", "reading")


def document(user: User, action: str) -> QuerySet[Document]:
    """The documents to which the person may do ``action``."""
    return within(user, action, Document.objects.select_related("place", "original", "uploaded_by"))


@dataclass(frozen=True, slots=True)
class Corrected:
    """The year and place a person gave a document, ``None`` for what is as it was read or first taken."""

    year: int | None
    place: str | None


def corrected(document: Document) -> Corrected:
    """What the journal says was corrected by hand: the reader is to believe it more than the text."""
    fields: set[str] = set()
    for after in history(document).filter(action="ledger.edit_document").values_list("after", flat=True):
        fields |= set(after)
    year = document.year if "year" in fields else None
    return Corrected(year, document.place.name if "place" in fields else None)


def outdated(document: Document) -> bool:
    """Whether reading it anew may give something else: the reader has changed, or its year or place was corrected."""
    said, facts = document.reading, corrected(document)
    return (
        said.get("reader") != __version__
        or (facts.year is not None and facts.year != said.get("year"))
        or (facts.place is not None and facts.place != said.get("place"))
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far confirming has come: ``done`` of ``found`` candidates."""

    found: int
    done: int
    targets: int
    actuals: int
    tasks: int

    @property
    def left(self) -> int:
        """How many wait."""
        return self.found - self.done


def progress(document: Document) -> Progress:
    """The counts of one document, in one query."""
    counts: dict[str, Any] = document.candidates.filter(SHOWN).aggregate(
        found=Count("pk"),
        done=Count("pk", filter=~Q(state=WAITING)),
        targets=Count("pk", filter=Q(kind="figure", role="target")),
        actuals=Count("pk", filter=Q(kind="figure", role="actual")),
        tasks=Count("pk", filter=Q(kind="task")),
    )
    return Progress(**counts)
