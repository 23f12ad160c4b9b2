"""What is known of commitments on a day, gathered for the rules of lights: a few queries whatever the number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, DateField
from django.db.models.expressions import RawSQL

from taizhang.ledger.models import Commitment
from taizhang.measures.errors import MeasureError
from taizhang.measures.periods import Period
from taizhang.progress.amounts import Amount, percentage
from taizhang.progress.curves import Curve, PlanError, anchor, given
from taizhang.progress.models import LightRecord, Position
from taizhang.progress.pace import Aim, wanted
from taizhang.progress.standings import Light, Standing
from taizhang.progress.states import WITH_OWNER

_WITH_OWNER = ", ".join(f"'{state}'" for state in sorted(WITH_OWNER))
#: The earliest day by which a report still with its owner was due; a figure locked for a later day makes it up.
_OWED = f"""
SELECT MIN(r.due) FROM progress_report r
WHERE r.commitment_id = ledger_commitment.id AND r.locked_versions = 0 AND r.state IN ({_WITH_OWNER}) AND NOT EXISTS (
    SELECT 1 FROM progress_report l WHERE l.commitment_id = r.commitment_id AND l."on" > r."on" AND l.locked_versions > 0)
"""  # noqa: S608
#: Whether a figure was locked while the report before it never came.
_MISSED = """
SELECT r.locked_versions = 0 FROM progress_report r
WHERE r.commitment_id = progress_position.commitment_id AND r."on" < progress_position."on" ORDER BY r."on" DESC LIMIT 1
"""


def standings(
    commitments: Collection[int], as_of: date, lights: Mapping[int, Sequence[LightRecord]]
) -> dict[int, Standing]:
    """The standing of each commitment at the end of a day, by what is locked now; ``lights`` are those :func:`burnt`."""
    rows = Commitment.objects.filter(pk__in=commitments).select_related("indicator", "position")
    rows = rows.prefetch_related("plan").order_by()
    owed, missed = RawSQL(_OWED, [], DateField()), RawSQL(_MISSED, [], BooleanField())  # noqa: S611
    found = {}
    for each in rows.annotate(owed=owed, missed=missed):
        position = getattr(each, "position", None) or Position(commitment=each)
        found[each.pk] = Standing(
            as_of=as_of,
            state=each.state,
            aim=aim_of(each),
            actual=figure(each, position),
            actual_day=position.on if position.value is not None else None,
            curve=curve_of(each),
            begins=begins(each),
            deadline=each.deadline or ends(each),
            start_promised=each.start_by,
            started=each.started_on,
            report_due=each.owed,
            previous=_before(lights.get(each.pk, ()), position.on),
            missed=bool(each.missed),
            reported=position.reported if position.expected > 1 else None,
            owed=position.expected if position.expected > 1 else None,
        )
    return found


def figure(commitment: Commitment, position: Position) -> Decimal | None:
    """The figure that the target is held against: for a ratio the percentage."""
    if commitment.adds_up == "ratio":
        return percentage(Amount(position.value, position.denominator))
    return position.value


def begins(commitment: Commitment) -> date | None:
    """The first day of the commitment's period, or of its year."""
    try:
        return Period.parse_iso(commitment.period).first_day
    except MeasureError:
        return date(commitment.year, 1, 1) if commitment.year else None


def ends(commitment: Commitment) -> date | None:
    """The last day of the commitment's period, or of its year."""
    try:
        return Period.parse_iso(commitment.period).last_day
    except MeasureError:
        return date(commitment.year, 12, 31) if commitment.year else None


def aim_of(commitment: Commitment) -> Aim | None:
    """What the target is held to; ``None`` for a task."""
    if commitment.value is None:
        return None
    polarity: Any = commitment.indicator.polarity if commitment.indicator else None
    return Aim(
        target=commitment.value,
        comparator=commitment.comparator or "=",  # type: ignore[arg-type]
        polarity=wanted(polarity or "up", commitment.measure, commitment.direction),
        unit=commitment.unit,
        measure=commitment.measure or "level",
    )


def curve_of(commitment: Commitment) -> Curve | None:
    """The planned curve through the points of the plan; ``None`` where there are none that make one."""
    points = tuple((point.due, point.value) for point in commitment.plan.all())
    start, aim = begins(commitment), aim_of(commitment)
    if not points or start is None:
        return None
    try:
        return given(points, start, anchor(aim) if aim else Decimal(0))
    except PlanError:
        return None


def burnt(commitments: Collection[int]) -> dict[int, list[LightRecord]]:
    """The lights kept of each, latest first, without what they were lit from."""
    found: dict[int, list[LightRecord]] = {}
    for each in LightRecord.objects.filter(commitment__in=commitments).order_by("-lit_at", "-pk").defer("basis"):
        found.setdefault(each.commitment_id, []).append(each)
    return found


def _before(lights: Iterable[LightRecord], on: date | None) -> Light | None:
    """The last light whose figure spoke of an earlier day."""
    earlier = (each for each in lights if each.about is not None and (on is None or each.about < on))
    return next((Light.from_data(each.light) for each in earlier), None)
