"""Reading the intake: documents and candidates within a person's scope, progress, neighbours, what the ledger says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.intake.models import Candidate, Decision
from taizhang.ledger.models import Commitment, Document
from taizhang.ledger.queries.naming import places_named
from taizhang.ledger.states import GONE
from taizhang.places.models import Place

WAITING = Candidate.State.WAITING
#: What stands beside the source: everything but what was replaced by its parts.
SHOWN = ~Q(state=Candidate.State.SPLIT)
#: How many of the own decisions are looked through for one that can be undone.
FAR_BACK = 50


def documents(user: User) -> QuerySet[Document]:
    """The documents the person may see, with what is left to confirm."""
    rows = within(user, "intake.view", Document.objects.all())
    counted = rows.annotate(
        found=Count("candidates", filter=~Q(candidates__state=Candidate.State.SPLIT)),
        left=Count("candidates", filter=Q(candidates__state=WAITING)),
    )
    return counted.select_related("place", "uploaded_by").defer("text", "reading")


def document(user: User, action: str) -> QuerySet[Document]:
    """The documents to which the person may do ``action``."""
    return within(user, action, Document.objects.select_related("place", "original", "uploaded_by"))


def candidates_for(user: User, action: str) -> QuerySet[Candidate]:
    """The candidates to which the person may do ``action``."""
    rows = Candidate.objects.select_related("document__place", "commitment", "decided_by", "into")
    return within(user, action, rows)


def candidates_of(document: Document) -> QuerySet[Candidate]:
    """The candidates of a document in the order of its text."""
    return document.candidates.filter(SHOWN).select_related("decided_by", "commitment").defer("derivation", "quote")


def next_waiting(candidate: Candidate) -> Candidate | None:
    """The next one nobody has decided about, from the beginning again after the last."""
    waiting = Candidate.objects.filter(document=candidate.document_id, state=WAITING).exclude(pk=candidate.pk)
    after = Q(start__gt=candidate.start) | Q(start=candidate.start, pk__gt=candidate.pk)
    return waiting.filter(after).first() or waiting.first()


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


def changed_by_others(document: Document, user: User, *, since: int) -> set[int]:
    """The numbers of the candidates about which somebody else decided after the decision ``since``."""
    later = Decision.objects.filter(document=document, pk__gt=since).exclude(by=user)
    return {int(pk) for versions in later.values_list("versions", flat=True) for pk in versions}


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


@dataclass(frozen=True, slots=True)
class Declared:
    """What the document says it holds, against what was found; ``found`` is ``None`` where that cannot be counted."""

    figure: str
    subject: str
    declared: int
    found: int | None

    @property
    def difference(self) -> int | None:
        """Found less declared."""
        return None if self.found is None else self.found - self.declared


def declared(document: Document, counted: Progress) -> list[Declared]:
    """The document's own counts beside what is in its candidates now."""
    return [
        Declared(row["figure"], row["subject"], row["declared"], _countable(row["subject"], counted))
        for row in document.reading.get("declared", [])
    ]


def _countable(subject: str, counted: Progress) -> int | None:
    if any(word in subject for word in ("目标", "指标")):
        return counted.targets
    if any(word in subject for word in ("事项", "任务", "措施")):
        return counted.tasks
    return None
