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

Promise = tuple[object, ...]
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


def before(candidate: Candidate) -> Candidate | None:
    """The one on the line above it in the same section."""
    rows = Candidate.objects.filter(SHOWN, document=candidate.document_id)
    above = rows.filter(Q(start__lt=candidate.start) | Q(start=candidate.start, pk__lt=candidate.pk)).last()
    return above if above and above.section == candidate.section else None


def after(candidate: Candidate, *, but: Sequence[Candidate] = ()) -> Candidate | None:
    """The one on the line below it in the same section, passing over some."""
    rows = Candidate.objects.filter(SHOWN, document=candidate.document_id).exclude(pk__in=[each.pk for each in but])
    below = rows.filter(Q(start__gt=candidate.start) | Q(start=candidate.start, pk__gt=candidate.pk)).first()
    return below if below and below.section == candidate.section else None


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


def promise(candidate: Candidate) -> Promise:
    """What makes two promises the very same, besides their place: name, figure and period."""
    figure = (candidate.measure, candidate.direction, candidate.comparator, candidate.value, candidate.unit)
    said = () if candidate.kind == "task" else figure
    return candidate.kind, candidate.indicator, candidate.place_name, candidate.period, *said


def equal_commitments(candidates: Sequence[Candidate]) -> dict[int, Commitment]:
    """The commitment that promises the very same as a target, by the candidate's number; the oldest where several do."""
    targets = [each for each in candidates if each.role == "target"]
    if not targets:
        return {}
    places = places_of(targets, targets[0].document)
    living = Commitment.objects.exclude(state__in=GONE).filter(parent=None, place__in=places)
    alike = living.filter(title__in={each.indicator for each in targets}).order_by("-pk")
    there = {_said(each, each.title, each.place_id): each for each in alike}
    wanted = {each.pk: _said(each, each.indicator, place.pk) for each, place in zip(targets, places, strict=True)}
    return {pk: there[key] for pk, key in wanted.items() if key in there}


def _said(one: Candidate | Commitment, name: str, place: int) -> tuple[object, ...]:
    figure = (one.measure, one.direction, one.comparator, one.value, one.unit)
    return one.kind, name, place, one.period, *(() if one.kind == "task" else figure)


def mergeable(candidate: Candidate, words: str = "") -> list[Candidate]:
    """The other candidates it may be merged into, with those words in them: those alike first, then those near."""
    others = Candidate.objects.filter(document=candidate.document_id, state__in=[WAITING, Candidate.State.ACCEPTED])
    rows = others.exclude(pk=candidate.pk).defer("derivation")
    if words.strip():
        rows = rows.filter(Q(indicator__icontains=words.strip()) | Q(quote__icontains=words.strip()))
    return sorted(rows, key=lambda other: (*_unlike(candidate, other), abs(other.start - candidate.start)))


def _unlike(one: Candidate, other: Candidate) -> tuple[bool, bool]:
    named = one.indicator in other.indicator or other.indicator in one.indicator
    return not named, (one.value, one.unit) != (other.value, other.unit)
