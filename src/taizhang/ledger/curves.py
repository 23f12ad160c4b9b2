"""The curve of a commitment as its page draws it: the planned points, and what was reached where that is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang.ledger.models import Commitment, PlanPoint
from taizhang.ledger.reached import Reached
from taizhang.measures.errors import MeasureError
from taizhang.measures.periods import Period
from taizhang.ui.charts import Figure, Point, curve


def planned_curve(
    commitment: Commitment, plan: Iterable[PlanPoint], *, today: date, reached: Reached | None = None
) -> Figure | None:
    """Planned against reached, in the commitment's own unit; ``None`` where there is neither."""
    planned = [Point(point.due, point.value) for point in plan]
    if not planned and not reached:
        return None
    return curve(
        title=_("计划与完成") if reached else _("计划曲线"),
        unit=commitment.unit,
        source=reached.source if reached else _("本条目的计划节点，截至 %(day)s") % {"day": today.isoformat()},
        planned=[*_start(commitment, planned), *planned],
        actual=reached.actual if reached else (),
        forecast=reached.forecast if reached else (),
        target=commitment.value,
        today=today,
        from_nought=commitment.measure != Commitment.Measure.LEVEL,
        note=reached.note if reached else "",
    )


def _start(commitment: Commitment, planned: Sequence[Point]) -> list[Point]:
    """Where amounts pile up over a period, its first day, with nothing done yet."""
    if commitment.measure != Commitment.Measure.DELTA or not planned:
        return []
    try:
        first = Period.parse_iso(commitment.period).first_day
    except MeasureError:
        return []
    return [Point(first, Decimal(0))] if first < min(point.day for point in planned) else []
