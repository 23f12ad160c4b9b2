"""What progress shows on a commitment's page of the ledger: the latest number, how complete it is, what it is made of."""

from __future__ import annotations

from taizhang.accounts.models import User
from taizhang.ledger.models import Commitment
from taizhang.ledger.panels import Panel
from taizhang.progress.queries.lights import newest
from taizhang.progress.queries.numbers import position, to_enter


def number(user: User, commitment: Commitment) -> Panel | None:
    """The number, for those who may see reports of it, once something was asked about."""
    found = position(commitment)
    if found is None or not user.has_perm("progress.view", commitment):
        return None
    context = {
        "position": found,
        "report": to_enter(user, commitment),
        "lit": newest(commitment),
        "judges": user.has_perm("progress.judge", found),
    }
    return Panel("progress/_number.html", context)
