"""Taking confirmations back, while nothing else was done with what they brought into the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from taizhang.journal.actions import Act, Actor, action
from taizhang.ledger.models import Commitment, Source
from taizhang.policy.errors import ActionError


def withdraw(*, actor: Actor, sources: Sequence[Source]) -> None:
    """Take confirmations of one document back: the sources go, and with its last source each commitment.

    Raises ActionError where that is the last source of a commitment with which something was done since: it would
    stand in the ledger without the words it came from, or somebody's work would be lost.
    """
    if not sources:
        return
    with action(actor, "ledger.confirm", sources[0].document, note=_("撤销核对")) as act:
        act.deleting(*sources)
        Source.objects.filter(pk__in=[each.pk for each in sources]).delete()
        _remove(act, {each.commitment_id for each in sources if each.commitment_id is not None})


def _remove(act: Act, numbers: set[int]) -> None:
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("place", "lead", "indicator")
    left = list(rows.filter(pk__in=numbers, sources=None))
    if not left:
        return
    holding = Commitment.objects.filter(Q(parent__in=left) | Q(merged_into__in=left))
    in_use = {pk for pair in holding.values_list("parent", "merged_into") for pk in pair}
    for each in left:
        if each.state != "confirmed" or each.version != 1 or each.pk in in_use:
            raise _worked_on(each)
    act.deleting(*left)
    try:
        Commitment.objects.filter(pk__in=[each.pk for each in left]).delete()
    except ProtectedError:
        raise _worked_on(left[0]) from None


def _worked_on(commitment: Commitment) -> ActionError:
    return ActionError(
        _("“%(title)s”入账后已有改动（现为“%(state)s”），不能撤回。要去掉它，请到台账里处理这一条。")
        % {"title": commitment.title, "state": commitment.standing.label}
    )
