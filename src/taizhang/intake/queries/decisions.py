"""Decisions: which of them a person can undo, and what was decided since a page was shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from taizhang.accounts.models import User
from taizhang.intake.models import Candidate, Decision
from taizhang.ledger.models import Document

#: How many of the own decisions are looked through for one that can be undone.
FAR_BACK = 50


def last_decision(document: Document, user: User) -> Decision | None:
    """What the person would undo: the own last decision that nobody has since gone on from."""
    for decision in undoable(document, user)[:FAR_BACK]:
        versions = Candidate.objects.filter(pk__in=[int(pk) for pk in decision.versions]).values_list("pk", "version")
        if {str(pk): version for pk, version in versions} == decision.versions:
            return decision
    return None


def undoable(document: Document, user: User) -> QuerySet[Decision]:
    """The person's own decisions that still stand, the last one first."""
    return Decision.objects.filter(document=document, by=user, undone=False, undoes=None)


def standing_on(document: Document) -> set[int]:
    """The numbers of the candidates on which a decision stands that was not undone."""
    kept = Decision.objects.filter(document=document, undone=False, undoes=None)
    return {int(pk) for versions in kept.values_list("versions", flat=True) for pk in versions}


def changed_by_others(document: Document, user: User, *, since: int) -> set[int]:
    """The numbers of the candidates about which somebody else decided after the decision ``since``."""
    later = Decision.objects.filter(document=document, pk__gt=since).exclude(by=user)
    return {int(pk) for versions in later.values_list("versions", flat=True) for pk in versions}


@dataclass(frozen=True, slots=True)
class Changes:
    """What was decided about a document since a decision its page knows of.

    ``latest`` is the number of the last decision, ``touched`` and ``gone`` those of the candidates to show anew or no
    more, ``spans`` where candidates came to stand or went away, ``others`` what colleagues decided, the last first.
    """

    latest: int
    touched: frozenset[int]
    gone: frozenset[int]
    spans: tuple[tuple[int, int], ...]
    others: tuple[Decision, ...]


def latest(document: Document) -> int:
    """The number of the last decision about a document, 0 before the first."""
    number: int | None = Decision.objects.filter(document=document).values_list("pk", flat=True).first()
    return number or 0


def log(document: Document) -> QuerySet[Decision]:
    """What was decided about a document, the last first, with who did."""
    return Decision.objects.filter(document=document).select_related("by")


def changes(document: Document, user: User, since: int) -> Changes:
    """What was decided after the decision ``since``."""
    decisions = list(log(document).filter(pk__gt=since).defer("before"))
    touched = {int(pk) for each in decisions for pk in each.versions}
    there = set(
        Candidate.objects.filter(pk__in=touched).exclude(state=Candidate.State.SPLIT).values_list("pk", flat=True)
    )
    return Changes(
        latest=decisions[0].pk if decisions else since,
        touched=frozenset(there),
        gone=frozenset(touched - there),
        spans=tuple({(start, end) for each in decisions for start, end in each.spans}),
        others=tuple(each for each in decisions if each.by_id != user.pk),
    )
