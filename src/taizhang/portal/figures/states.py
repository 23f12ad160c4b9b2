"""The funnel of states: how many commitments stand at each step from confirmed to closed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.ledger.states import GONE, states
from taizhang.portal.queries.extents import Extent
from taizhang.ui.charts import Figure, Stage, funnel

#: In the order of work; what is neither here nor gone stands aside.
STEPS = ("draft", "confirmed", "assigned", "accepted", "under_way", "closing", "verified", "closed")


def funnel_of(extent: Extent, counted: dict[str, int]) -> Figure | None:
    """The funnel; ``None`` where there is nothing."""
    if not counted:
        return None
    steps = [name for name in STEPS if name != "draft" or counted.get(name)]
    aside = [name for name in states() if name not in {*STEPS, *GONE} and counted.get(name)]
    return funnel(
        title=_("办到哪一步"),
        unit=_("项"),
        source=_("本系统台账，截至 %(moment)s") % {"moment": clock.today().isoformat()},
        stages=[_stage(extent, name, counted) for name in steps],
        aside=[_stage(extent, name, counted) for name in aside],
    )


def _stage(extent: Extent, name: str, counted: dict[str, int]) -> Stage:
    return Stage(str(states()[name].label), counted.get(name, 0), extent.url(state=name))
