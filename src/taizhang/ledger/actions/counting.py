"""Having a commitment counted from a register, with all its shares; or reported again."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from taizhang.journal.actions import Actor, action
from taizhang.ledger import counting, states
from taizhang.ledger.actions.changing import latest, live, refresh, saved
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError


def count_from(*, actor: Actor, commitment: Commitment, version: int, counter: str) -> Commitment:
    """Have a target and its shares counted by a register, or with an empty name reported again.

    Raises ActionError for a task, for a share (its target decides), and for a counter there is not.
    """
    with action(actor, "ledger.count_from", commitment) as act:
        now = latest(commitment, version)
        live(now)
        if now.value is None or now.adds_up != "sum":
            raise ActionError(_("“%(title)s”不是可以相加的数，不能由登记计数。") % {"title": now.title})
        if now.parent_id:
            raise ActionError(_("这是上级目标的份额，请在上级目标上设置计数。"))
        if counter and counter not in counting.counters():
            raise ActionError(_("没有名为“%(name)s”的登记。") % {"name": counter})
        whole = [now, *_below(now)]
        act.watch(*whole)
        for each in whole:
            each.counted_by = counter
            saved(each)
        counting.changed([each.pk for each in whole])
        now.refresh_from_db()
        refresh(commitment, now)
    return commitment


def _below(commitment: Commitment) -> Iterator[Commitment]:
    for share in commitment.shares.select_for_update().exclude(state__in=states.GONE).order_by("pk"):
        yield share
        yield from _below(share)
