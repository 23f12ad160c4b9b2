"""What progress does when the ledger changes a commitment: its reports go with the owner, its tree is added up anew."""

from __future__ import annotations

from taizhang.journal.actions import System, action
from taizhang.ledger import states
from taizhang.ledger.models import Commitment
from taizhang.progress.actions.lighting import light_up
from taizhang.progress.actions.totals import hold, rebuild, settle
from taizhang.progress.models import Position, Report
from taizhang.progress.states import WITH_OWNER

ACTOR = System("taizhang")


def changed(commitment: Commitment) -> None:
    """Called by the ledger inside its transaction, after every change of a commitment."""
    if not Position.objects.filter(pk=commitment.pk).exists():
        if commitment.start_by is not None:
            light_up([commitment.pk])
        return
    _hand_over(commitment)
    _add_up_anew(commitment)
    light_up([commitment.pk])


def _hand_over(commitment: Commitment) -> None:
    """Reports still with the owner go to the lead of today."""
    if commitment.lead_id is None:
        return
    rows = Report.objects.filter(commitment=commitment, state__in=WITH_OWNER).exclude(owner=commitment.lead_id)
    reports = list(rows.select_for_update())
    if not reports:
        return
    with action(ACTOR, "progress.hand_over") as act:
        act.watch(*reports)
        for each in reports:
            each.owner_id = commitment.lead_id
            each.version += 1
            each.save()


def _add_up_anew(commitment: Commitment) -> None:
    """A share that was struck or taken up again changes everything above it."""
    if commitment.parent_id is None:
        return
    counts = Position.objects.filter(pk=commitment.parent_id, expected__gt=0).exists()
    if counts and commitment.state in states.GONE:
        lines = hold([commitment])
        nodes = rebuild({lines.root(commitment.pk)})
        settle(nodes)
        light_up(nodes)
