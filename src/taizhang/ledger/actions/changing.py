"""What every change of an object shares: it is locked, still what was shown, and its version rises."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.actions.notices import staff, tell
from taizhang.accounts.models import User
from taizhang.journal.actions import Actor
from taizhang.ledger import states
from taizhang.ledger.models import Commitment, Discrepancy, Document, Indicator
from taizhang.policy.errors import ActionError, StaleError
from taizhang.policy.table import action as row

Versioned = TypeVar("Versioned", Commitment, Discrepancy, Document, Indicator)


def latest(shown: Versioned, version: int | None = None) -> Versioned:
    """The object as it stands now, locked until the transaction ends.

    ``version`` is the one the person saw; raises StaleError, whose ``on`` is the object as it is, if it changed since.
    """
    now = type(shown)._default_manager.select_for_update().get(pk=shown.pk)
    if version is not None and now.version != version:
        raise StaleError(now)
    return now


def saved(changed: Versioned) -> Versioned:
    """Save under the next version."""
    changed.version += 1
    changed.save()
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


def reason_given(reason: str) -> str:
    """The reason without spaces around it; raises ActionError without one."""
    if not (given := reason.strip()):
        raise ActionError(_("请写明理由。"))
    return given


def inform(commitment: Commitment, words: str) -> None:
    """Leave a notice with everybody at the organisations that lead or help."""
    owners = [each for each in (commitment.lead, *commitment.co_owners.all()) if each is not None]
    if owners:
        tell(staff(*owners), words, reverse("ledger:commitment", args=[commitment.pk]))


def person(actor: Actor) -> User | None:
    """The actor as a person, ``None`` for taizhang itself."""
    return actor if isinstance(actor, User) else None


def refresh(shown: models.Model, now: models.Model) -> None:
    """Give the caller's object the values just saved."""
    for each in now._meta.concrete_fields:
        setattr(shown, each.attname, getattr(now, each.attname))
