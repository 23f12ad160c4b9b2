"""What deliveries show on a commitment's page: the list that counts it, or the way to set one up."""

from __future__ import annotations

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.deliveries.queries import address, list_of
from taizhang.ledger import states
from taizhang.ledger.models import Commitment
from taizhang.ledger.panels import Panel


def panel(user: User, commitment: Commitment) -> Panel | None:
    """The door to what was counted; for whoever may, the door to counting."""
    if commitment.counted_by == "deliveries" and list_of(commitment) is not None:
        return Panel("deliveries/_panel.html", {"address": address(commitment, clock.today())})
    able = commitment.parent_id is None and commitment.value is not None and commitment.adds_up == "sum"
    if able and commitment.state not in states.GONE and user.has_perm("deliveries.set_up", commitment):
        return Panel("deliveries/_set_up.html")
    return None
