"""Taking decisions back: a person's own last one, or what stands of one candidate, whoever decided it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.intake.actions.deciding import CONFIRM, State, decision, locked
from taizhang.intake.actions.entering import enter, enter_merged
from taizhang.intake.actions.holding import hold_open, hold_places
from taizhang.intake.models import Candidate, Decision
from taizhang.intake.queries.candidates import places_of
from taizhang.intake.queries.decisions import last_decision, undoable
from taizhang.journal.actions import action
from taizhang.ledger.actions import withdraw
from taizhang.ledger.models import Document, Source
from taizhang.policy.errors import ActionError, StaleError

#: Fields that JSON holds as words.
_WRITTEN: Mapping[str, Callable[[str], Any]] = {
    "value": Decimal,
    "start_by": date.fromisoformat,
    "decided_at": parse_datetime,
}


def undo(*, actor: User, document: Document, shown: int | None = None) -> Decision:
    """Put candidates back as they were before the person's last decision; returns that decision.

    ``shown`` is the number of the decision the person means to undo. Raises ActionError where there is nothing to
    undo, where somebody has since done something with the same candidates, or with what was entered.
    """
    with action(actor, CONFIRM, document) as act:
        hold_open(document)
        last = undoable(document, actor).filter(pk=shown).first() if shown else last_decision(document, actor)
        if last is None:
            raise ActionError(_("没有可以撤销的操作。"))
        touched = _touched(last, document)
        _check_still(last, touched)
        changed = [touched[int(pk)] for pk in last.before]
        _restore(actor, document, last, changed)
        _hand_back(last, changed)
        Candidate.objects.filter(pk__in=last.made).delete()
        last.undone = True
        last.save(update_fields=["undone"])
        words = _("撤销：%(words)s") % {"words": last.words}
        _keep(actor, last, words, changed)
        act.record(document, note=words)
    return last


def put_back(*, actor: User, candidate: Candidate, version: int) -> Candidate:
    """Let one candidate wait again, whoever decided about it; what was entered goes out of the ledger.

    Raises StaleError if it was changed since ``version``, ActionError where something was done with what was entered.
    """
    words = _("“%(what)s”放回待核") % {"what": candidate}
    with decision(actor, candidate.document, words) as deciding:
        now = locked(candidate)
        if now.version != version:
            raise StaleError(now)
        if now.state not in {State.ACCEPTED, State.REJECTED, State.MERGED}:
            raise ActionError(_("“%(what)s”正待核对，不必放回。") % {"what": now})
        going = [*now.merged.select_for_update(of=("self",)).select_related("source__document"), now]
        withdraw(actor=actor, sources=[each.source for each in going if each.source is not None])
        for each in going:
            deciding.touch(each)
            each.source = each.commitment = None
        now.state, now.into, now.decided_by, now.decided_at = State.WAITING, None, None, None
    return now


def _touched(last: Decision, document: Document) -> dict[int, Candidate]:
    rows = Candidate.objects.select_for_update(of=("self",)).select_related("source__commitment")
    touched = {each.pk: each for each in rows.filter(pk__in=[int(pk) for pk in last.versions])}
    for each in touched.values():
        # All of one document, whose text may be long: it is fetched once.
        each.document = document
        if each.source is not None:
            each.source.document = document
    return touched


def _check_still(last: Decision, touched: dict[int, Candidate]) -> None:
    for pk, version in last.versions.items():
        now = touched.get(int(pk))
        if now is None or now.version != version:
            raise ActionError(
                _("“%(words)s”之后，同一条又有人处理过，不能撤销。要改，请在那一条上点“放回待核”。")
                % {"words": last.words}
            )


def _restore(actor: User, document: Document, last: Decision, changed: list[Candidate]) -> None:
    """Every candidate as it was; what the decision entered goes, what it took out of the ledger is entered again."""
    entered, again = [], []
    for each in changed:
        was_in = last.before[str(each.pk)]["source_id"] is not None
        if each.source is not None and not was_in:
            entered.append(each.source)
        elif each.source is None and was_in:
            again.append(each)
    withdraw(actor=actor, sources=entered)
    for each in changed:
        _put(each, last.before[str(each.pk)])
    hold_places(places_of(again, document))
    _enter_again(actor, again)
    for each in changed:
        each.save()


def _put(candidate: Candidate, before: dict[str, Any]) -> None:
    version = candidate.version + 1
    for name, value in before.items():
        setattr(candidate, name, _WRITTEN[name](value) if value is not None and name in _WRITTEN else value)
    candidate.version = version


def _enter_again(actor: User, candidates: list[Candidate]) -> None:
    whole = [each for each in candidates if each.into_id is None]
    sources = {each.pk: source for each, source in zip(whole, enter(actor=actor, candidates=whole), strict=True)}
    merged = [each for each in candidates if each.into_id is not None]
    beside = [(each, source) for each in merged if (source := sources.get(each.into_id or 0) or _source_of(each))]
    for (each, _beside), source in zip(beside, enter_merged(actor=actor, beside=beside), strict=True):
        sources[each.pk] = source
    for each in candidates:
        each.source = sources.get(each.pk)
        each.commitment = each.source.commitment if each.source else None


def _source_of(merged: Candidate) -> Source | None:
    return merged.into.source if merged.into else None


def _hand_back(last: Decision, restored: list[Candidate]) -> None:
    """The decisions before now stand again: what they left has a new version."""
    sought = {str(each.pk): (last.before[str(each.pk)]["version"], each.version) for each in restored}
    earlier = Decision.objects.filter(document=last.document_id, undone=False, undoes=None, pk__lt=last.pk)
    for each in earlier.iterator():
        again = {pk: new for pk, (old, new) in sought.items() if each.versions.get(pk) == old}
        if again:
            each.versions |= again
            each.save(update_fields=["versions"])
            sought = {pk: versions for pk, versions in sought.items() if pk not in again}
        if not sought:
            return


def _keep(actor: User, last: Decision, words: str, changed: list[Candidate]) -> None:
    versions = {str(each.pk): each.version for each in changed} | {str(pk): 0 for pk in last.made}
    Decision.objects.create(
        document=last.document, by=actor, words=words[:300], undoes=last, versions=versions, spans=last.spans
    )
