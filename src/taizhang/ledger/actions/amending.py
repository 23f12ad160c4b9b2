"""Amending what somebody already answers for: 延期 with a paper, 调整 by a ruling or a paper, 终止 with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from taizhang.files.actions import keep
from taizhang.journal.actions import Act, Actor, action
from taizhang.ledger import states
from taizhang.ledger.actions.changing import inform, latest, move, person, reason_given, refresh, saved
from taizhang.ledger.models import Amendment, Commitment, Document, Ruling
from taizhang.measures.quantities import Quantity
from taizhang.policy.errors import ActionError

#: From these a target and its deadline are simply edited: nobody has been asked to answer for them yet.
UNANSWERED = frozenset({"draft", "confirmed", "returned"})


@dataclass(frozen=True, slots=True)
class Basis:
    """Why, and on what: a document of the ledger, a paper handed in for this, or a ruling."""

    reason: str
    document: Document | None = None
    paper: File[Any] | None = None
    ruling: Ruling | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """What is put off, and until when: the deadline 期限, the promised start 应开工, or both."""

    deadline: date | None = None
    start_by: date | None = None


def extend(
    *, actor: Actor, commitment: Commitment, version: int, to: Later, basis: Basis, shares: bool = False
) -> Amendment:
    """Put the deadline off, or the promised start; with ``shares`` also in every share below which had the same day.

    Raises StaleError, or ActionError without a paper, for a day that is no later, for the start of what has begun, and
    where the table of moves does not allow it.
    """
    with action(actor, "ledger.extend", commitment) as act:
        now = latest(commitment, version)
        _papered(actor, basis, _("延期要有批准延期的文件。请选择台账中的文件，或上传批准材料。"))
        _is_later(now, to)
        before, kept = Later(now.deadline, now.start_by), _kept(basis)
        made = _put_off(act, now, to, basis, kept)
        for each in _below(now) if shares else ():
            same = _same_days(each, before, to)
            if same != Later() and states.allows("ledger.extend", each.state):
                _put_off(act, each, same, basis, kept)
        refresh(commitment, now)
    return made


def _is_later(now: Commitment, to: Later) -> None:
    if to.deadline is None and to.start_by is None:
        raise ActionError(_("请填写延到哪一天。"))
    if to.deadline is not None:
        if now.deadline is None:
            raise ActionError(_("“%(title)s”还没有期限，请在交办时写明。") % {"title": now.title})
        if to.deadline <= now.deadline:
            raise ActionError(_("新期限要晚于原期限 %(day)s。") % {"day": now.deadline.isoformat()})
    if to.start_by is not None:
        _starts_later(now, to.start_by, to.deadline or now.deadline)


def _starts_later(now: Commitment, start_by: date, deadline: date | None) -> None:
    if now.start_by is None:
        raise ActionError(_("“%(title)s”没有约定开工日期，请用“修改”填写。") % {"title": now.title})
    if now.started_on is not None:
        raise ActionError(_("已于 %(day)s 开工，不用延后开工日期。") % {"day": now.started_on.isoformat()})
    if start_by <= now.start_by:
        raise ActionError(_("新的应开工日期要晚于原日期 %(day)s。") % {"day": now.start_by.isoformat()})
    if deadline is not None and start_by > deadline:
        raise ActionError(_("应开工日期晚于期限 %(day)s，请一并延长期限。") % {"day": deadline.isoformat()})


def _same_days(share: Commitment, before: Later, to: Later) -> Later:
    """What of a share is put off with the whole: the days it had in common, a start only while it is to come."""
    starts = share.start_by == before.start_by and share.started_on is None
    return Later(to.deadline if share.deadline == before.deadline else None, to.start_by if starts else None)


def revise(*, actor: Actor, commitment: Commitment, version: int, to: Quantity, basis: Basis) -> Amendment:
    """Set another figure; the old one stays in the amendment. Raises as :func:`extend` does."""
    with action(actor, "ledger.revise", commitment) as act:
        now = latest(commitment, version)
        if now.kind != Commitment.Kind.FIGURE:
            raise ActionError(_("事项没有数值，不能调整目标值；内容有变请用“修改”。"))
        if basis.ruling is None:
            _papered(actor, basis, _("调整目标要有依据。请选择台账中的文件，或上传批准材料。"))
        if (now.value, now.unit, now.comparator) == (to.value, to.unit, to.comparator):
            raise ActionError(_("新目标与现在的目标相同。"))
        made = amend(act, now, to, basis)
        refresh(commitment, now)
    return made


def end(*, actor: Actor, commitment: Commitment, version: int, basis: Basis) -> Amendment:
    """Give a commitment up, and with it every share below that is still open."""
    with action(actor, "ledger.end", commitment) as act:
        now = latest(commitment, version)
        _readable(actor, basis)
        made = give_up(act, now, basis)
        refresh(commitment, now)
    return made


def amend(act: Act, now: Commitment, to: Quantity | None, basis: Basis, deadline: date | None = None) -> Amendment:
    """Within an action: a locked commitment takes another figure, and another deadline if one is given, as an amendment."""
    act.watch(now)
    made = _amendment(act, now, Amendment.Kind.REVISED, basis, _kept(basis))
    move(now, "ledger.revise")
    if to is not None:
        made.value_before, made.unit_before, made.comparator_before = now.value, now.unit, now.comparator
        made.value_after, made.unit_after, made.comparator_after = to.value, to.unit, to.comparator
        now.value, now.unit, now.comparator = to.value, to.unit, to.comparator
    if deadline is not None:
        made.deadline_before, made.deadline_after = now.deadline, deadline
        now.deadline = deadline
    saved(now)
    _written(act, made)
    was = made.figure_before or (made.deadline_before.isoformat() if made.deadline_before else "")
    inform(now, _("目标已调整：%(item)s，原为 %(before)s") % {"item": now, "before": was})
    return made


def give_up(act: Act, now: Commitment, basis: Basis) -> Amendment:
    """Within an action: a locked commitment and the open shares below it are ended."""
    kept = _kept(basis)
    for each in [each for each in _below(now) if states.allows("ledger.end", each.state)]:
        _end(act, each, basis, kept)
    return _end(act, now, basis, kept)


def _put_off(act: Act, now: Commitment, to: Later, basis: Basis, kept: dict[str, Any]) -> Amendment:
    act.watch(now)
    made = _amendment(act, now, Amendment.Kind.EXTENDED, basis, kept)
    move(now, "ledger.extend")
    if to.deadline is not None:
        made.deadline_before, made.deadline_after = now.deadline, to.deadline
        now.deadline = to.deadline
    if to.start_by is not None:
        made.start_before, made.start_after = now.start_by, to.start_by
        now.start_by = to.start_by
    saved(now)
    _written(act, made)
    if to.deadline is not None:
        inform(now, _("期限延至 %(day)s：%(item)s") % {"day": to.deadline.isoformat(), "item": now})
    if to.start_by is not None:
        inform(now, _("应开工日期延至 %(day)s：%(item)s") % {"day": to.start_by.isoformat(), "item": now})
    return made


def _end(act: Act, now: Commitment, basis: Basis, kept: dict[str, Any]) -> Amendment:
    act.watch(now)
    made = _amendment(act, now, Amendment.Kind.ENDED, basis, kept)
    move(now, "ledger.end")
    saved(now)
    _written(act, made)
    inform(now, _("已终止：%(item)s") % {"item": now})
    return made


def _amendment(act: Act, now: Commitment, kind: str, basis: Basis, kept: dict[str, Any]) -> Amendment:
    return Amendment(
        commitment=now,
        kind=kind,
        reason=reason_given(basis.reason),
        document=basis.document,
        ruling=basis.ruling,
        made_by=person(act.actor),
        **kept,
    )


def _written(act: Act, made: Amendment) -> None:
    made.save()
    on = made.document or made.paper_name or made.ruling
    words = _("%(reason)s（依据：%(on)s）") % {"reason": made.reason, "on": on} if on else made.reason
    act.note = act.note or words[:300]


def _papered(actor: Actor, basis: Basis, otherwise: str) -> None:
    if basis.document is None and basis.paper is None:
        raise ActionError(otherwise)
    _readable(actor, basis)


def _readable(actor: Actor, basis: Basis) -> None:
    if basis.document is not None and not actor.has_perm("ledger.view_documents", basis.document):
        raise ActionError(_("您看不到所选的依据文件，请另选。"))
    if basis.paper is not None and not basis.paper.size:
        raise ActionError(_("批准材料是空文件，请重新选择。"))


def _kept(basis: Basis) -> dict[str, Any]:
    if basis.paper is None:
        return {}
    name = " ".join(str(basis.paper.name).replace("\0", "").split())[-200:]
    return {"paper": keep(basis.paper), "paper_name": name}


def _below(commitment: Commitment) -> Iterator[Commitment]:
    """Every share below, locked, level by level from the nearest."""
    above = [commitment.pk]
    while above:
        level = list(Commitment.objects.select_for_update().filter(parent__in=above).exclude(state__in=states.GONE))
        above = [each.pk for each in level]
        yield from level
