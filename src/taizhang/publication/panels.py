"""What a commitment's page says of its publication."""

from __future__ import annotations

from taizhang.accounts.models import User
from taizhang.ledger.models import Commitment
from taizhang.ledger.panels import Panel
from taizhang.publication.models import Publication


def public(user: User, commitment: Commitment) -> Panel | None:
    """Whether and since when it is public, for those who may see publications."""
    found = Publication.objects.filter(commitment=commitment).first()
    if found is None or not user.has_perm("publication.view", found):
        return None
    return Panel("publication/_panel.html", {"publication": found}, below=True)
