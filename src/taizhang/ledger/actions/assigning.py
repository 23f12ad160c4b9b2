"""Assigning 交办: to whom, until when; and the owner's answer, accepted or returned with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.actions.notices import staff, tell
from taizhang.accounts.models import Organisation, User
from taizhang.journal.actions import Act, Actor, action
from taizhang.ledger.actions.changing import latest, move, reason_given, refresh, saved
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError


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
        for each in (lead, *co_owners):
            if not each.active:
                raise ActionError(_("%(name)s已停用，不能交办。") % {"name": each})
        act.watch(now)
        move(now, "ledger.assign")
        now.lead, now.deadline = lead, deadline or now.deadline
        _help(act, now, [each for each in co_owners if each != lead])
        refresh(commitment, saved(now))
        tell(staff(lead), _("新交办，请签收：%(item)s") % {"item": now}, _page(now))
    return commitment


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
