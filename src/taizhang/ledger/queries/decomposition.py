"""What a decomposition page starts from: the places below, the shares there are, and those of the year before."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from taizhang.accounts.models import Organisation
from taizhang.ledger import states
from taizhang.ledger.models import Commitment
from taizhang.places.models import Place


def places_below(commitment: Commitment) -> QuerySet[Place]:
    """The places a target is split over: those directly below, placeholders passed over."""
    below = Q(parent=commitment.place) | Q(parent__parent=commitment.place, parent__kind=Place.Kind.PLACEHOLDER)
    rows = Place.objects.filter(below, valid_to=None).exclude(kind=Place.Kind.PLACEHOLDER)
    return rows.order_by("code")


def organisations_at(commitment: Commitment) -> QuerySet[Organisation]:
    """The organisations a target is split over beside the places: the departments at its own place."""
    kinds = [Organisation.Kind.DEPARTMENT, Organisation.Kind.OFFICE, Organisation.Kind.OTHER]
    rows = Organisation.objects.filter(place=commitment.place, kind__in=kinds, active=True)
    return rows.order_by("kind", "name")


def last_years(commitment: Commitment) -> list[Commitment]:
    """The shares of the same target a year earlier; empty if there was none or it was not split."""
    if commitment.year is None:
        return []
    same = Q(title=commitment.title) | (Q(indicator=commitment.indicator_id) & ~Q(indicator=None))
    before = Commitment.objects.filter(
        same,
        year=commitment.year - 1,
        place=commitment.place,
        unit=commitment.unit,
        measure=commitment.measure,
        parent__isnull=commitment.parent_id is None,
    ).exclude(state__in=states.GONE)
    rows = Commitment.objects.filter(parent__in=before.values("pk"), value__isnull=False)
    return list(rows.exclude(state__in=states.GONE).select_related("place", "lead"))
