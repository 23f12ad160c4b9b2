"""Assigning 交办: to whom, until when; and the owner's answer, accepted or returned with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.actions.notices import staff, tell
from taizhang.accounts.models import Organisation, User
from taizhang.journal.actions import Act, Actor, action
from taizhang.ledger.actions.amending import UNANSWERED
from taizhang.ledger.actions.changing import latest, live, move, reason_given, refresh, saved
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError


@dataclass(frozen=True, slots=True)
class Orders:
    """What several commitments are given at once; what is left empty stays as each has it.

    ``co_owners`` are added to those there are, or take their place with ``replacing``. Without ``assigning`` it is only
    noted, and nobody is asked to accept.
    """

    lead: Organisation | None = None
    co_owners: Sequence[Organisation] = ()
    replacing: bool = False
    deadline: date | None = None
    assigning: bool = True


def assign(
    *,
    actor: Actor,
    commitment: Commitment,
    version: int,
    lead: Organisation,
    co_owners: Sequence[Organisation] = (),
    deadline: date | None = None,
) -> Commitment:
    """Make an organisation answer for a commitment; it is asked to accept.

    Raises StaleError if the commitment was changed since ``version``, ActionError from a state that does not allow it.
    """
    with action(actor, "ledger.assign", commitment) as act:
        now = latest(commitment, version)
        _in_use(lead, *co_owners)
        _give(act, now, lead, [each for each in co_owners if each != lead], deadline)
        refresh(commitment, now)
        tell(staff(lead), _("新交办，请签收：%(item)s") % {"item": now}, _page(now))
    return commitment


def assign_together(*, actor: Actor, picked: Mapping[int, int], orders: Orders) -> list[Commitment]:
    """Give the same orders on several commitments, by number with the version that was seen; all of them or none.

    Each lead gets one notice. Raises StaleError if one of them was changed since, ActionError naming those that cannot
    be assigned: without a lead, or from a state that does not allow it.
    """
    with action(actor, "ledger.assign") as act:
        if not picked:
            raise ActionError(_("请先勾选条目。"))
        _in_use(*filter(None, [orders.lead]), *orders.co_owners)
        rows = Commitment.objects.filter(pk__in=picked).select_related("place", "lead").order_by("pk")
        given = [_ordered(act, each, picked[each.pk], orders) for each in rows]
        if orders.assigning:
            _tell_each_lead(given)
    return given


def _ordered(act: Act, commitment: Commitment, version: int, orders: Orders) -> Commitment:
    if not act.actor.has_perm("ledger.assign", commitment):
        raise ActionError(_("“%(title)s”不在您的工作范围内。") % {"title": commitment.title})
    now = latest(commitment, version)
    lead = orders.lead or now.lead
    helpers = [*(() if orders.replacing else now.co_owners.all()), *orders.co_owners]
    wanted = [each for each in dict.fromkeys(helpers) if each != lead]
    if orders.assigning:
        if lead is None:
            raise ActionError(_("“%(title)s”没有牵头单位，请选择。") % {"title": now.title})
        _give(act, now, lead, wanted, orders.deadline)
        return now
    live(now)
    if now.state not in UNANSWERED and (orders.deadline not in {None, now.deadline} or lead != now.lead):
        raise ActionError(
            _("“%(title)s”已交办：牵头单位要重新交办，期限要用“延期”；只能改配合单位。") % {"title": now.title}
        )
    act.watch(now)
    now.lead, now.deadline = lead, orders.deadline or now.deadline
    _help(act, now, wanted)
    return saved(now)


def _give(
    act: Act, now: Commitment, lead: Organisation, helpers: Sequence[Organisation], deadline: date | None
) -> None:
    act.watch(now)
    move(now, "ledger.assign")
    now.lead, now.deadline = lead, deadline or now.deadline
    _help(act, now, helpers)
    saved(now)


def _in_use(*organisations: Organisation) -> None:
    for each in organisations:
        if not each.active:
            raise ActionError(_("%(name)s已停用，不能交办。") % {"name": each})


def _tell_each_lead(given: Sequence[Commitment]) -> None:
    by_lead: dict[Organisation, list[Commitment]] = {}
    for each in given:
        if each.lead is not None:
            by_lead.setdefault(each.lead, []).append(each)
    for lead, items in by_lead.items():
        if len(items) == 1:
            tell(staff(lead), _("新交办，请签收：%(item)s") % {"item": items[0]}, _page(items[0]))
        else:
            tell(staff(lead), _("新交办 %(n)s 条，请签收") % {"n": len(items)}, reverse("ledger:assigned"))


def accept(*, actor: Actor, commitment: Commitment, version: int) -> Commitment:
    """The lead organisation takes the commitment on 签收."""
    with action(actor, "ledger.accept", _lead(commitment)) as act:
        now = latest(commitment, version)
        _lead(now)
        act.watch(now)
        move(now, "ledger.accept")
        refresh(commitment, saved(now))
    return commitment


def send_back(*, actor: Actor, commitment: Commitment, version: int, reason: str) -> Commitment:
    """The lead organisation returns the commitment 退回, saying why; the office assigns anew."""
    with action(actor, "ledger.return", _lead(commitment), note=reason_given(reason)) as act:
        now = latest(commitment, version)
        act.watch(now)
        move(now, "ledger.return")
        refresh(commitment, saved(now))
        tell(_assigners(now), _("已退回：%(item)s，%(reason)s") % {"item": now, "reason": reason.strip()}, _page(now))
    return commitment


def _lead(commitment: Commitment) -> Organisation:
    """Only the lead answers; who merely helps may not."""
    if commitment.lead is None:
        raise ActionError(_("“%(title)s”还没有交办给任何单位。") % {"title": commitment.title})
    return commitment.lead


def _page(commitment: Commitment) -> str:
    return reverse("ledger:commitment", args=[commitment.pk])


def _assigners(commitment: Commitment) -> list[User]:
    """The programme offices at the commitment's place or above, who assign it anew."""
    codes = [*commitment.place.ancestor_codes, commitment.place.code]
    offices = Organisation.objects.filter(kind=Organisation.Kind.OFFICE, place__code__in=codes, active=True)
    return staff(*offices)


def _help(act: Act, commitment: Commitment, wanted: Sequence[Organisation]) -> None:
    before = list(commitment.co_owners.order_by("pk"))
    if {each.pk for each in before} == {each.pk for each in wanted}:
        return
    commitment.co_owners.set(wanted)
    act.record(
        commitment,
        before={"co_owners": [str(each) for each in before]},
        after={"co_owners": [str(each) for each in wanted]},
    )
