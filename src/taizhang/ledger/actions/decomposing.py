"""Decomposition 分解: a target's shares, each a commitment of its own below the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang.accounts.models import Organisation
from taizhang.journal.actions import Act, Actor, action
from taizhang.ledger import states
from taizhang.ledger.actions.changing import latest, live, move, refresh, saved
from taizhang.ledger.models import Commitment
from taizhang.ledger.shares import verdict
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError

#: What a share has in common with the whole.
_COMMON = ("kind", "title", "indicator", "measure", "direction", "unit", "period", "year", "area", "strength", "key")


@dataclass(frozen=True, slots=True)
class Share:
    """So much for one place; ``lead`` answers for it, by default the place's own government."""

    place: Place
    value: Decimal
    lead: Organisation | None = None


def divisible(commitment: Commitment) -> str:
    """Why a commitment cannot be split into shares that add up, in words; empty if it can."""
    if commitment.kind != Commitment.Kind.FIGURE:
        return _("事项没有数值，不能按份额分解。")
    if commitment.measure in {"growth", "rank"} or commitment.unit in {"%", "‰", "百分点"}:
        return _("增速、比率和位次不能相加，不能按份额分解。")
    if commitment.indicator and commitment.indicator.adds_up in {"ratio", "none"}:
        return _("指标“%(name)s”各地的数不能相加，不能按份额分解。") % {"name": commitment.indicator}
    return ""


def decompose(
    *, actor: Actor, commitment: Commitment, version: int, shares: Sequence[Share], assigning: bool = False
) -> list[Commitment]:
    """Make the shares of a commitment exactly these: new ones are added, others changed, the rest struck.

    With ``assigning`` every share that has a lead is assigned to it at once. Shares need not make the whole: what they
    come to is shown and recorded. Raises StaleError, or ActionError for a target whose parts do not add up.
    """
    with action(actor, "ledger.decompose", commitment) as act:
        now = latest(commitment, version)
        live(now)
        if problem := divisible(now):
            raise ActionError(problem)
        _check(now, shares)
        there = {each.place_id: each for each in now.shares.exclude(state__in=states.GONE)}
        leads = _governments([share.place for share in shares])
        made = [_share(act, now, share, there.pop(share.place.pk, None), leads) for share in shares]
        _strike(act, list(there.values()))
        if assigning:
            _assign(act, made)
        _record(act, now, shares)
        refresh(commitment, saved(now))
    return made


def _check(whole: Commitment, shares: Sequence[Share]) -> None:
    places = [share.place.pk for share in shares]
    if len(set(places)) != len(places):
        raise ActionError(_("同一个地方分了两次。"))
    for share in shares:
        if share.value < 0:
            raise ActionError(_("%(place)s的份额不能小于零。") % {"place": share.place})
        if not share.place.path.startswith(whole.place.path) or share.place == whole.place:
            raise ActionError(_("%(place)s不在%(whole)s之下。") % {"place": share.place, "whole": whole.place})


def _share(
    act: Act, whole: Commitment, share: Share, there: Commitment | None, leads: dict[int, Organisation]
) -> Commitment:
    if there is not None:
        act.watch(there)
        if there.value != share.value:
            there.value = share.value
            saved(there)
        return there
    fields = {name: getattr(whole, name) for name in _COMMON}
    fresh = Commitment.objects.create(
        **fields,
        comparator=whole.comparator,
        value=share.value,
        place=share.place,
        lead=share.lead or leads.get(share.place.pk),
        deadline=whole.deadline,
        parent=whole,
    )
    act.created(fresh)
    return fresh


def _governments(places: Sequence[Place]) -> dict[int, Organisation]:
    """The one town or village government at each place."""
    kinds = [Organisation.Kind.TOWN, Organisation.Kind.VILLAGE]
    found: dict[int, list[Organisation]] = {}
    for each in Organisation.objects.filter(place__in=places, kind__in=kinds, active=True, parent=None):
        found.setdefault(each.place_id, []).append(each)
    return {place: those[0] for place, those in found.items() if len(those) == 1}


def _strike(act: Act, gone: Sequence[Commitment]) -> None:
    for each in gone:
        if each.shares.exclude(state__in=states.GONE).exists():
            raise ActionError(_("%(place)s的份额已再分解，请先收回。") % {"place": each.place})
        act.watch(each)
        each.state = "ended"
        saved(each)


def _assign(act: Act, shares: Sequence[Commitment]) -> None:
    for each in shares:
        if each.lead is not None and each.state in {"confirmed", "returned"}:
            if not act.actor.has_perm("ledger.assign", each):
                raise ActionError(_("您可以分解，但交办要由市级专班进行。"))
            move(each, "ledger.assign")
            saved(each)


def _record(act: Act, whole: Commitment, shares: Sequence[Share]) -> None:
    made = verdict([share.value for share in shares], whole.value or Decimal(0))
    words = {"exact": _("恰好"), "short": _("不足"), "over": _("超出")}[made.judgement]
    note = _("分为 %(n)s 份，合计 %(total)s%(unit)s（%(verdict)s）") % {
        "n": len(shares),
        "total": f"{made.total.normalize():f}",
        "unit": whole.unit,
        "verdict": words,
    }
    act.record(whole, note=note)
