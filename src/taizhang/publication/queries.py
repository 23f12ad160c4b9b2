"""Publications as the office sees them, and the commitments that may be chosen."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries import commitments
from taizhang.publication.models import Publication


def visible(user: User) -> QuerySet[Publication]:
    """Every publication the person may see."""
    rows = Publication.objects.select_related(
        "commitment__place", "commitment__lead", "commitment__position", "current"
    )
    return within(user, "publication.view", rows)


def choosable(user: User) -> QuerySet[Commitment]:
    """The lines of the ledger the person may publish and has not chosen yet."""
    chosen = Publication.objects.filter(commitment=OuterRef("pk"))
    return within(user, "publication.choose", commitments.listed(user).exclude(Exists(chosen)))
