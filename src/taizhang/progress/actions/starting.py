"""A start 开工 reported: what was promised to begin by a day has begun, on which."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.journal.actions import Actor, action
from taizhang.journal.versions import latest, refresh
from taizhang.ledger.actions.changing import saved
from taizhang.ledger.models import Commitment
from taizhang.ledger.states import GONE
from taizhang.policy.errors import ActionError


def start(*, actor: Actor, commitment: Commitment, version: int, on: date | None) -> Commitment:
    """Say on which day work began; ``None`` takes back what was said. The light follows at once, and none of a day that is past.

    Raises StaleError if somebody else changed the commitment since ``version``, ActionError for a day to come.
    """
    with action(actor, "progress.start", commitment) as act:
        now = latest(commitment, version)
        if now.state in GONE:
            raise ActionError(
                _("“%(title)s”已%(state)s，不用登记开工。") % {"title": now.title, "state": now.standing.label}
            )
        if on is not None and on > clock.today():
            raise ActionError(_("开工日期 %(day)s 还没有到；开工后再登记。") % {"day": on.isoformat()})
        act.watch(now)
        now.started_on = on
        # Whoever follows the ledger asks the rules anew.
        saved(now)
        refresh(commitment, now)
    return commitment
