"""What every change of an object shares: it is locked, still what was shown, and its version rises."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.actions.notices import staff, tell
from taizhang.accounts.models import User
from taizhang.journal import versions
from taizhang.journal.actions import Actor
from taizhang.journal.versions import latest, reason_given, refresh
from taizhang.ledger import followers, states
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError
from taizhang.policy.table import action as row

__all__ = ["inform", "latest", "live", "move", "person", "reason_given", "refresh", "saved"]

M = TypeVar("M", bound=models.Model)


def saved(changed: M) -> M:
    """Save under the next version; who follows a commitment is told."""
    versions.saved(changed)
    if isinstance(changed, Commitment):
        followers.tell(changed)
    return changed


def move(commitment: Commitment, action: str) -> None:
    """Bring the commitment into the state the action leads to; raises ActionError where the table forbids it."""
    try:
        commitment.state = states.after(action, commitment.state)
    except states.UnknownMoveError:
        raise ActionError(
            _("“%(title)s”现为“%(state)s”，不能%(action)s。")
            % {"title": commitment.title, "state": commitment.standing.label, "action": row(action).label}
        ) from None


def live(commitment: Commitment) -> None:
    """Raises ActionError if the commitment was ended or merged."""
    if commitment.state in states.GONE:
        raise ActionError(
            _("“%(title)s”已%(state)s，不能再改。") % {"title": commitment.title, "state": commitment.standing.label}
        )


def inform(commitment: Commitment, words: str) -> None:
    """Leave a notice with everybody at the organisations that lead or help."""
    owners = [each for each in (commitment.lead, *commitment.co_owners.all()) if each is not None]
    if owners:
        tell(staff(*owners), words, reverse("ledger:commitment", args=[commitment.pk]))


def person(actor: Actor) -> User | None:
    """The actor as a person, ``None`` for taizhang itself."""
    return actor if isinstance(actor, User) else None
