"""Changing lines of the ledger: edit, merge, split, strike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from taizhang.journal.actions import Act, Actor, action
from taizhang.ledger.actions.amending import UNANSWERED
from taizhang.ledger.actions.changing import latest, live, move, reason_given, refresh, saved
from taizhang.ledger.models import Commitment, CoOwner, Indicator
from taizhang.ledger.queries.naming import last_day
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError


@dataclass(frozen=True, slots=True)
class Edit:
    """What a commitment says, as a person writes it anew; a task leaves the figure's fields empty."""

    title: str
    kind: str
    place: Place
    indicator: Indicator | None = None
    measure: str = ""
    direction: str = ""
    comparator: str = ""
    value: Decimal | None = None
    unit: str = ""
    period: str = ""
    area: str = ""
    strength: str = "plain"
    start_by: date | None = None
    deadline: date | None = None
    key: bool = False
    note: str = ""

    def fields(self) -> Mapping[str, Any]:
        """By column."""
        return {name: getattr(self, name) for name in self.__slots__}


def edit(*, actor: Actor, commitment: Commitment, version: int, to: Edit) -> Commitment:
    """Write a commitment anew. Raises StaleError if somebody else changed it since ``version``."""
    with action(actor, "ledger.edit", commitment) as act:
        if not actor.has_perm("ledger.edit", to.place):
            raise ActionError(_("%(place)s不在您的工作范围内。") % {"place": to.place})
        now = latest(commitment, version)
        live(now)
        if now.parent_id and now.place_id != to.place.pk:
            raise ActionError(_("这是上级目标分给%(place)s的份额，地区不能改。") % {"place": now.place})
        _answered_for(now, to)
        act.watch(now)
        _write(now, to)
        refresh(commitment, saved(now))
    return commitment


def reject(*, actor: Actor, commitment: Commitment, version: int, reason: str) -> Commitment:
    """Strike a commitment from the ledger, with the reason; it stays to be read."""
    with action(actor, "ledger.reject", commitment, note=reason_given(reason)) as act:
        now = latest(commitment, version)
        _childless(now)
        act.watch(now)
        move(now, "ledger.reject")
        refresh(commitment, saved(now))
    return commitment


def merge(*, actor: Actor, into: Commitment, others: Sequence[Commitment], reason: str = "") -> Commitment:
    """Make several commitments one: ``into`` takes the sources and the co-owners of the others."""
    with action(actor, "ledger.merge", into, note=reason.strip()) as act:
        now = latest(into)
        live(now)
        act.watch(now)
        if not others or now in others:
            raise ActionError(_("请选择另外的条目来合并。"))
        for each in others:
            if not actor.has_perm("ledger.merge", each):
                raise ActionError(_("“%(title)s”不在您的工作范围内。") % {"title": each.title})
            swallow(act, now, latest(each))
        act.record(now, note=_("并入：%(titles)s") % {"titles": "、".join(str(each) for each in others)})
        refresh(into, saved(now))
    return into


def split(*, actor: Actor, commitment: Commitment, version: int, parts: Sequence[Edit]) -> list[Commitment]:
    """Make two or more commitments of one that promised several things: the first stays, the others join it.

    Every part keeps all sources, because the words are the same.
    """
    with action(actor, "ledger.split", commitment) as act:
        if len(parts) < 2:
            raise ActionError(_("拆分至少要有两项。"))
        now = latest(commitment, version)
        live(now)
        _childless(now)
        if now.parent_id:
            raise ActionError(_("这是上级目标的份额，请在上级目标的分解里调整。"))
        act.watch(now)
        _write(now, parts[0])
        refresh(commitment, saved(now))
        fresh = [_another(now, part) for part in parts[1:]]
        act.created(*fresh)
    return [commitment, *fresh]


def _answered_for(commitment: Commitment, to: Edit) -> None:
    """What somebody answers for is not quietly made another: figure, deadline and promised start are amended, with reason and paper."""
    if commitment.state in UNANSWERED:
        return
    if _figure(commitment) != _figure(to):
        raise ActionError(_("已交办的目标值不能直接改，请用“调整目标”，写明依据。"))
    if commitment.deadline and _deadline(to) != commitment.deadline:
        raise ActionError(_("已交办的期限不能直接改，请用“延期”，写明依据。"))
    if commitment.start_by and to.start_by != commitment.start_by:
        raise ActionError(_("已交办的应开工日期不能直接改，请用“延期”，写明依据。"))


def _figure(of: Commitment | Edit) -> tuple[Any, ...]:
    return (of.value, of.unit, of.comparator or "=") if of.kind == Commitment.Kind.FIGURE else ()


def _deadline(to: Edit) -> date | None:
    return to.deadline or last_day(to.period)


def swallow(act: Act, into: Commitment, other: Commitment) -> None:
    """Within an action: of two locked commitments one takes the words and the owners of the other, which stays to be read.

    Raises ActionError where the other is split into shares or further on its way than the table of moves allows.
    """
    _childless(other)
    act.watch(other)
    move(other, "ledger.merge")
    other.merged_into = into
    saved(other)
    other.sources.update(commitment=into)
    other.discrepancies.update(commitment=into)
    into.lead = into.lead or other.lead
    held = {into.lead_id, *into.co_owners.values_list("pk", flat=True)}
    gained = {other.lead_id, *other.co_owners.values_list("pk", flat=True)} - held
    CoOwner.objects.bulk_create(CoOwner(commitment=into, organisation_id=pk) for pk in gained if pk)


def _write(commitment: Commitment, to: Edit) -> None:
    for name, value in to.fields().items():
        setattr(commitment, name, value)
    _check(commitment)
    commitment.deadline = _deadline(to)
    day = last_day(to.period) or to.deadline
    commitment.year = day.year if day else commitment.year


def _check(commitment: Commitment) -> None:
    if not commitment.title.strip():
        raise ActionError(_("请填写指标或事项的名称。"))
    if commitment.kind == Commitment.Kind.TASK:
        commitment.value, commitment.unit, commitment.comparator, commitment.measure = None, "", "", ""
    elif commitment.value is None or not commitment.unit:
        raise ActionError(_("目标要有数值和单位；没有数字的请改为“事项”。"))
    else:
        commitment.comparator, commitment.measure = commitment.comparator or "=", commitment.measure or "level"


def _another(of: Commitment, part: Edit) -> Commitment:
    fresh = Commitment(lead=of.lead, state=of.state)
    _write(fresh, part)
    fresh.save()
    CoOwner.objects.bulk_create(CoOwner(commitment=fresh, organisation=each) for each in of.co_owners.all())
    for source in of.sources.all():
        source.pk = None
        source._state.adding = True
        source.commitment = fresh
        source.save()
    return fresh


def _childless(commitment: Commitment) -> None:
    if commitment.shares.exclude(state__in=["ended", "merged"]).exists():
        raise ActionError(_("“%(title)s”已分解到下级，请先收回分解。") % {"title": commitment.title})
