"""Closing 销号: applied for with evidence, reviewed, drawn or not, verified by others, struck off, looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.actions.notices import staff, tell
from taizhang.accounts.models import Organisation
from taizhang.files.actions import keep
from taizhang.journal.actions import Act, Actor, action
from taizhang.journal.versions import latest, reason_given, refresh, saved
from taizhang.ledger import states as ledger_states
from taizhang.ledger.actions.changing import move as move_commitment
from taizhang.ledger.actions.changing import person
from taizhang.ledger.actions.changing import saved as commitment_saved
from taizhang.ledger.models import Commitment
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError
from taizhang.policy.table import action as row
from taizhang.policy.workflow import UnknownMoveError
from taizhang.progress.models import Closing, Draw, Position, Proof, Recheck
from taizhang.progress.sampling import fresh_seed, sample
from taizhang.progress.states import CLOSING


@dataclass(frozen=True, slots=True)
class Attached:
    """A file handed in: its content, its name and what it is."""

    content: File[Any]
    name: str
    media_type: str = ""


def apply_closing(
    *, actor: Actor, commitment: Commitment, version: int, words: str, files: Sequence[Attached]
) -> Closing:
    """The owner says that a commitment is done, and shows it.

    Raises ActionError without words or evidence, from a state that is not under way, and while shares below are not closed.
    """
    with action(actor, "progress.apply_closing", _lead(commitment)) as act:
        now = latest(commitment, version)
        lead = _lead(now)
        _is_done_below(now)
        if not words.strip():
            raise ActionError(_("请写明办结情况。"))
        if not files:
            raise ActionError(_("请附上佐证材料：验收文件、照片或清单。"))
        _move_commitment(act, now, "progress.apply_closing")
        position = Position.objects.filter(pk=now.pk).first()
        closing = Closing.objects.create(
            commitment=now,
            owner=lead,
            reviewer=_reviewer(now, lead),
            words=words.strip(),
            value=position.value if position else None,
            applied_by=person(actor),
        )
        act.created(closing)
        _attach(act, closing, files)
        refresh(commitment, now)
    return closing


def review(*, actor: Actor, closing: Closing, version: int) -> Closing:
    """The department that leads the target above finds it done; without one, the office does."""
    with action(actor, "progress.review_closing", reviewed_by(closing)) as act:
        now = latest(closing, version)
        act.watch(now)
        _move(now, "progress.review_closing")
        now.reviewed_by, now.reviewed_at = person(actor), clock.now()
        if now.commitment.key:
            _move(now, "progress.draw")
        refresh(closing, saved(now))
    return closing


def refuse(*, actor: Actor, closing: Closing, version: int, reason: str) -> Closing:
    """Send an application back: the reviewer before, supervision after its verification. The work goes on."""
    on = reviewed_by(closing) if closing.state == "applied" else closing
    with action(actor, "progress.refuse_closing", on, note=reason_given(reason)) as act:
        now = latest(closing, version)
        act.watch(now)
        if now.state != "applied" and not actor.has_perm("progress.verify_closing", now):
            raise ActionError(_("“%(closing)s”已审核通过，只有督查可以退回。") % {"closing": now})
        _move(now, "progress.refuse_closing")
        now.refused_for = reason_given(reason)[:300]
        _move_commitment(act, latest(now.commitment), "progress.refuse_closing")
        _tell_owner(now, _("“%(closing)s”的销号申请被退回：%(reason)s") % {"closing": now, "reason": now.refused_for})
        refresh(closing, saved(now))
    return closing


def draw(*, actor: Actor, place: Place, share: int, seed: str = "") -> Draw:
    """Draw so many in a hundred of what was reviewed and is not key, to be verified; the rest are spared.

    The seed is made here and goes into the journal with the population, so that anybody can draw again. Raises ActionError
    where nothing waits.
    """
    with action(actor, "progress.draw", place) as act:
        rows = Closing.objects.select_for_update().filter(state="reviewed", commitment__place__path__within=place.path)
        waiting = list(rows.order_by("pk"))
        if not waiting:
            raise ActionError(_("没有等待抽样的销号申请。"))
        if not 0 <= share <= 100:
            raise ActionError(_("抽样比例应在 0 到 100 之间。"))
        seed = seed or fresh_seed()
        population = [each.pk for each in waiting]
        chosen = sample(population, share, seed)
        made = Draw.objects.create(
            place=place, seed=seed, share=share, population=population, chosen=chosen, drawn_by=person(actor)
        )
        act.created(made)
        act.watch(*waiting)
        for each in waiting:
            each.draw = made
            _move(each, "progress.draw" if each.pk in chosen else "progress.spare")
            saved(each)
    return made


def verify(*, actor: Actor, closing: Closing, version: int, findings: str, files: Sequence[Attached] = ()) -> Closing:
    """Supervision has looked and finds it true. Raises ActionError for whoever applied or reviewed."""
    with action(actor, "progress.verify_closing", closing) as act:
        now = latest(closing, version)
        act.watch(now)
        if person(actor) is not None and person(actor) in {now.applied_by, now.reviewed_by}:
            raise ActionError(_("申请或审核过“%(closing)s”的人不能核验。") % {"closing": now})
        if not findings.strip():
            raise ActionError(_("请写明核验情况：何时、如何、看到什么。"))
        _move(now, "progress.verify_closing")
        now.verified_by, now.verified_at, now.findings = person(actor), clock.now(), findings.strip()
        _move_commitment(act, latest(now.commitment), "progress.verify_closing")
        _attach(act, now, files)
        refresh(closing, saved(now))
    return closing


def close(*, actor: Actor, closing: Closing, version: int) -> Closing:
    """Strike it off the ledger's open lines: verified, or not drawn."""
    with action(actor, "progress.close", closing) as act:
        now = latest(closing, version)
        act.watch(now)
        _move(now, "progress.close")
        now.closed_at = clock.now()
        _move_commitment(act, latest(now.commitment), "progress.close")
        _tell_owner(now, _("“%(closing)s”已销号。") % {"closing": now})
        refresh(closing, saved(now))
    return closing


def look_again(
    *, actor: Actor, closing: Closing, version: int, holds: bool, findings: str, files: Sequence[Attached] = ()
) -> Recheck:
    """Look again 回头看 at something closed; where it does not hold, it is reopened and its owner told."""
    with action(actor, "progress.recheck", closing, note=reason_given(findings)) as act:
        now = latest(closing, version)
        if now.state != "closed":
            raise ActionError(_("“%(closing)s”还没有销号，不用回头看。") % {"closing": now})
        made = Recheck.objects.create(closing=now, holds=holds, findings=findings.strip(), made_by=person(actor))
        act.created(made)
        _attach(act, now, files, made)
        act.watch(now)
        if not holds:
            _move(now, "progress.reopen")
            _move_commitment(act, latest(now.commitment), "progress.reopen")
            words = _("回头看发现“%(closing)s”未落实，已重开：%(findings)s")
            _tell_owner(now, words % {"closing": now, "findings": findings.strip()})
        refresh(closing, saved(now))
    return made


def _lead(commitment: Commitment) -> Organisation:
    if commitment.lead is None:
        raise ActionError(_("“%(title)s”还没有交办给任何单位。") % {"title": commitment.title})
    return commitment.lead


def _reviewer(commitment: Commitment, lead: Organisation) -> Organisation | None:
    above = commitment.parent.lead if commitment.parent else None
    return above if above != lead else None


def reviewed_by(closing: Closing) -> Organisation | Place:
    """What permission to review is asked of: the reviewing organisation, or the place where the office of that place reviews."""
    return closing.reviewer or closing.commitment.place


def _is_done_below(commitment: Commitment) -> None:
    open_shares: QuerySet[Commitment] = commitment.shares.exclude(state__in=[*ledger_states.GONE, "closed"])
    if left := open_shares.count():
        raise ActionError(
            _("“%(title)s”下级还有 %(n)s 项没有销号，先办结这些。") % {"title": commitment.title, "n": left}
        )


def _move(closing: Closing, name: str) -> None:
    try:
        closing.state = CLOSING.after(name, closing.state)
    except UnknownMoveError:
        raise ActionError(
            _("“%(closing)s”的销号申请现为“%(state)s”，不能%(action)s。")
            % {"closing": closing, "state": closing.standing.label, "action": row(name).label}
        ) from None


def _move_commitment(act: Act, commitment: Commitment, name: str) -> None:
    act.watch(commitment)
    move_commitment(commitment, name)
    commitment_saved(commitment)


def _attach(act: Act, closing: Closing, files: Sequence[Attached], recheck: Recheck | None = None) -> None:
    for each in files:
        stored = keep(each.content)
        proof, fresh = Proof.objects.get_or_create(
            closing=closing,
            file=stored,
            defaults={
                "name": each.name[-200:],
                "media_type": each.media_type[:120],
                "recheck": recheck,
                "added_by": person(act.actor),
            },
        )
        if fresh:
            act.created(proof)


def _tell_owner(closing: Closing, words: str) -> None:
    tell(staff(closing.owner), words, reverse("ledger:commitment", args=[closing.commitment_id]))
