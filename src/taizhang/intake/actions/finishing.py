"""Ending the confirming of a document, and taking it up again."""

from __future__ import annotations

from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.intake.actions.deciding import CONFIRM
from taizhang.intake.actions.holding import hold
from taizhang.intake.models import Candidate
from taizhang.journal.actions import action
from taizhang.ledger.actions import complete, reopen
from taizhang.ledger.models import Document
from taizhang.policy.errors import ActionError


def finish(*, actor: User, document: Document) -> Document:
    """Say that everything was gone through. Raises ActionError while a candidate waits."""
    with action(actor, CONFIRM, document):
        hold(document)
        if left := document.candidates.filter(state=Candidate.State.WAITING).count():
            raise ActionError(_("还有 %(left)s 条待核，核完后再点“完成”。") % {"left": left})
        return complete(actor=actor, document=document)


def take_up(*, actor: User, document: Document) -> Document:
    """Let a completed document be decided about again."""
    with action(actor, CONFIRM, document):
        return reopen(actor=actor, document=document)
