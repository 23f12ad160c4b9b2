"""Taking back the last decision of a person about a document."""

from __future__ import annotations

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.intake.actions.deciding import CONFIRM
from taizhang.intake.actions.entering import leave
from taizhang.intake.models import Candidate, Decision
from taizhang.journal.actions import action
from taizhang.ledger.models import Document
from taizhang.policy.errors import ActionError


def undo(*, actor: User, document: Document) -> Candidate | None:
    """Put candidates back as they were before the person's last decision; the first of them is where to go on.

    Raises ActionError where there is nothing to undo, or somebody has since done something with the same candidates.
    """
    with action(actor, CONFIRM, document) as act:
        last = Decision.objects.select_for_update().filter(document=document, by=actor, undone=False).first()
        if last is None:
            raise ActionError(_("没有可以撤销的操作。"))
        rows = Candidate.objects.select_for_update(of=("self",)).select_related("source", "document__place")
        touched = {each.pk: each for each in rows.filter(pk__in=[int(pk) for pk in last.versions])}
        _check_still(last, touched)
        # What was merged goes before what it was merged into, so that the commitment is free to go at the end.
        changed = [touched[int(pk)] for pk in last.before]
        for each in reversed(changed):
            _restore(actor, each, last.before[str(each.pk)])
        _hand_back(last, changed)
        Candidate.objects.filter(pk__in=last.made).delete()
        last.undone = True
        last.save(update_fields=["undone"])
        act.record(document, note=_("撤销：%(words)s") % {"words": last.words})
    return changed[0] if changed else None


def _check_still(last: Decision, touched: dict[int, Candidate]) -> None:
    for pk, version in last.versions.items():
        now = touched.get(int(pk))
        if now is None or now.version != version:
            raise ActionError(_("“%(words)s”之后，他人又处理过同一条，不能撤销。") % {"words": last.words})


def _restore(actor: User, candidate: Candidate, before: dict[str, Any]) -> None:
    entered = candidate.source_id is not None and before["source_id"] is None
    if entered:
        leave(actor=actor, candidate=candidate)
    version = candidate.version + 1
    for name, value in before.items():
        setattr(candidate, name, parse_datetime(value) if name == "decided_at" and value else value)
    candidate.version = version
    candidate.save()


def _hand_back(last: Decision, restored: list[Candidate]) -> None:
    """The decisions before now stand again: what they left has a new version."""
    sought = {str(each.pk): (last.before[str(each.pk)]["version"], each.version) for each in restored}
    earlier = Decision.objects.filter(document=last.document_id, undone=False, pk__lt=last.pk)
    for decision in earlier.iterator():
        again = {pk: new for pk, (old, new) in sought.items() if decision.versions.get(pk) == old}
        if again:
            decision.versions |= again
            decision.save(update_fields=["versions"])
            sought = {pk: versions for pk, versions in sought.items() if pk not in again}
        if not sought:
            return
