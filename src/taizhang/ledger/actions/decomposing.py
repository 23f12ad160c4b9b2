"""Decomposition 分解: a target's shares, each a commitment of its own below the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.actions.notices import staff, tell
from taizhang.accounts.models import Organisation
from taizhang.journal.actions import Act, Actor, action
from taizhang.ledger import states
from taizhang.ledger.actions.amending import UNANSWERED
from taizhang.ledger.actions.changing import inform, latest, live, move, refresh, saved
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries.floors import in_force
from taizhang.ledger.shares import verdict
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError

#: What a share has in common with the whole.
_COMMON = (
    "kind",
    "title",
    "indicator",
    "measure",
    "direction",
    "unit",
    "period",
    "year",
    "area",
    "strength",
    "key",
    "counted_by",
)


@dataclass(frozen=True, slots=True)
class Share:
    """So much for one place below, whose own government answers for it unless ``lead`` does; or so much for an
    organisation at the place of the whole, which is then the ``lead``.
    """

    place: Place
    value: Decimal
    lead: Organisation | None = None

    @property
    def who(self) -> Place | Organisation:
        """Whose share it is, as people say it."""
        return self.lead if self.lead is not None and self.lead.place_id == self.place.pk else self.place


def divisible(commitment: Commitment) -> str:
    """Why a commitment cannot be divided among places and organisations, in words; empty if it can.

    Shares of what does not add up (rates, averages) are each one's own target; they are never summed.
    """
    if commitment.kind != Commitment.Kind.FIGURE:
        return _("事项没有数值，不能按份额分解。")
    if commitment.measure == Commitment.Measure.RANK:
        return _("位次只能由一个地方得到，不能分解。")
    return ""


def decompose(
    *, actor: Actor, commitment: Commitment, version: int, shares: Sequence[Share], assigning: bool = False
) -> list[Commitment]:
    """Make the shares of a commitment exactly these: new ones are added, others changed, the rest struck.

    Places and organisations may be mixed: the shares are summed over both. With ``assigning`` every share that has a
    lead is assigned to it at once. Shares need not make the whole: what they come to is shown and recorded. Raises
    StaleError, or ActionError for what cannot be divided.
    """
    with action(actor, "ledger.decompose", commitment) as act:
        now = latest(commitment, version)
        live(now)
        if problem := divisible(now):
            raise ActionError(problem)
        _check(now, shares)
        there = {_slot(now, each.place_id, each.lead_id): each for each in now.shares.exclude(state__in=states.GONE)}
        leads = _governments([share.place for share in shares])
        made = [_share(act, now, share, there.pop(_slot_of(now, share), None), leads) for share in shares]
        _strike(act, list(there.values()))
        if assigning:
            _assign(act, made)
        _record(act, now, shares)
        refresh(commitment, saved(now))
    return made


def _slot(whole: Commitment, place: int, lead: int | None) -> tuple[int, int | None]:
    """What two shares of one whole cannot both be: the same place below, or the same organisation at its own place."""
    return place, lead if place == whole.place_id else None


def _slot_of(whole: Commitment, share: Share) -> tuple[int, int | None]:
    return _slot(whole, share.place.pk, share.lead.pk if share.lead else None)


def _check(whole: Commitment, shares: Sequence[Share]) -> None:
    slots = [_slot_of(whole, share) for share in shares]
    if len(set(slots)) != len(slots):
        raise ActionError(_("同一个地方或单位分了两次。"))
    for share in shares:
        if share.value < 0:
            raise ActionError(_("%(place)s的份额不能小于零。") % {"place": share.who})
        if share.place == whole.place:
            _check_organisation(share)
        elif not share.place.path.startswith(whole.place.path):
            raise ActionError(_("%(place)s不在%(whole)s之下。") % {"place": share.place, "whole": whole.place})


def _check_organisation(share: Share) -> None:
    if share.lead is None or share.lead.place_id != share.place.pk:
        raise ActionError(_("分给%(place)s本级的份额要写明哪个单位。") % {"place": share.place})
    if not share.lead.active:
        raise ActionError(_("%(name)s已停用，不能分给它。") % {"name": share.lead})


def _share(
    act: Act, whole: Commitment, share: Share, there: Commitment | None, leads: dict[int, Organisation]
) -> Commitment:
    if there is not None:
        _change(act, there, share)
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


def _change(act: Act, there: Commitment, share: Share) -> None:
    if there.value == share.value:
        return
    if not states.allows("ledger.end", there.state) and there.state != "draft":
        raise ActionError(
            _("%(place)s的份额已%(state)s，不能再改。") % {"place": share.who, "state": there.standing.label}
        )
    before = there.amount
    act.watch(there)
    there.value = share.value
    saved(there)
    if there.state not in UNANSWERED:
        inform(there, _("目标已调整：%(item)s，原为 %(before)s") % {"item": there, "before": before})


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
        if not states.allows("ledger.end", each.state) and each.state != "draft":
            raise ActionError(
                _("%(place)s的份额已%(state)s，不能收回。")
                % {"place": each.lead or each.place, "state": each.standing.label}
            )
        act.watch(each)
        each.state = "ended"
        saved(each)
        inform(each, _("已终止：%(item)s") % {"item": each})


def _assign(act: Act, shares: Sequence[Commitment]) -> None:
    for each in shares:
        if each.lead is not None and each.state in {"confirmed", "returned"}:
            if not act.actor.has_perm("ledger.assign", each):
                raise ActionError(_("您可以分解，但交办要由市级专班进行。"))
            move(each, "ledger.assign")
            saved(each)
            tell(
                staff(each.lead),
                _("新交办，请签收：%(item)s") % {"item": each},
                reverse("ledger:commitment", args=[each.pk]),
            )


def _record(act: Act, whole: Commitment, shares: Sequence[Share]) -> None:
    if whole.adds_up != "sum":
        act.record(whole, note=_("下达 %(n)s 个目标，各自考核，不相加") % {"n": len(shares)})
        return
    made = verdict([share.value for share in shares], whole.value or Decimal(0))
    words = {"exact": _("恰好"), "short": _("不足"), "over": _("超出")}[made.judgement]
    note = _("分为 %(n)s 份，合计 %(total)s%(unit)s（%(verdict)s）") % {
        "n": len(shares),
        "total": f"{made.total.normalize():f}",
        "unit": whole.unit,
        "verdict": words,
    }
    below = _below_floor(whole, shares)
    act.record(whole, note=note + (_("，其中 %(n)s 份低于最低数") % {"n": below} if below else ""))


def _below_floor(whole: Commitment, shares: Sequence[Share]) -> int:
    floors = in_force(whole)
    return sum(
        share.value < (floors.of(share.place) or 0)
        for share in shares
        if floors.rows and share.place.pk != whole.place_id
    )
