"""Candidates within a person's scope, their neighbours, their places, and what the ledger says of the same."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.intake.models import Candidate
from taizhang.ledger.models import Commitment, Document
from taizhang.ledger.queries.naming import places_named
from taizhang.ledger.states import GONE
from taizhang.places.models import Place

WAITING = Candidate.State.WAITING
#: What stands beside the source: everything but what was replaced by its parts.
SHOWN = ~Q(state=Candidate.State.SPLIT)


def candidates_for(user: User, action: str) -> QuerySet[Candidate]:
    """The candidates to which the person may do ``action``."""
    rows = Candidate.objects.select_related("document__place", "commitment", "decided_by", "into")
    return within(user, action, rows.defer("document__text"))


def candidates_of(document: Document) -> QuerySet[Candidate]:
    """The candidates of a document in the order of its text."""
    return document.candidates.filter(SHOWN).select_related("decided_by", "commitment").defer("derivation", "quote")


def next_waiting(candidate: Candidate) -> Candidate | None:
    """The next one nobody has decided about, from the beginning again after the last."""
    waiting = Candidate.objects.filter(document=candidate.document_id, state=WAITING).exclude(pk=candidate.pk)
    after = Q(start__gt=candidate.start) | Q(start=candidate.start, pk__gt=candidate.pk)
    return waiting.filter(after).first() or waiting.first()


def place_of(candidate: Candidate) -> Place:
    """The place its words name, or that of the document."""
    [place] = places_of([candidate], candidate.document)
    return place


def places_of(candidates: Sequence[Candidate], document: Document) -> list[Place]:
    """The place of each, in one query; that of the document where the words name none at or below it."""
    root = document.place
    names = {each.place_name for each in candidates} - {"", root.name}
    named = places_named(names, root) if names else {}
    return [named.get(each.place_name, root) for each in candidates]


def named_alike(candidate: Candidate) -> QuerySet[Commitment]:
    """The commitments of the ledger that bear the candidate's name in its place, oldest first."""
    living = Commitment.objects.exclude(state__in=GONE).filter(parent=None, place=place_of(candidate))
    return living.filter(title=candidate.indicator, kind=candidate.kind).order_by("pk")


def equal_commitment(candidate: Candidate) -> Commitment | None:
    """The commitment that promises the very same: name, figure, period and place."""
    same = {
        name: getattr(candidate, name) for name in ("measure", "direction", "comparator", "value", "unit", "period")
    }
    if candidate.kind == "task":
        same = {"period": candidate.period}
    return named_alike(candidate).filter(**same).first()


def mergeable(candidate: Candidate) -> list[Candidate]:
    """The other candidates it may be merged into: those alike first, then those near."""
    others = Candidate.objects.filter(document=candidate.document_id, state__in=[WAITING, Candidate.State.ACCEPTED])
    rows = others.exclude(pk=candidate.pk).defer("derivation", "quote")
    return sorted(rows, key=lambda other: (*_unlike(candidate, other), abs(other.start - candidate.start)))


def _unlike(one: Candidate, other: Candidate) -> tuple[bool, bool]:
    named = one.indicator in other.indicator or other.indicator in one.indicator
    return not named, (one.value, one.unit) != (other.value, other.unit)
