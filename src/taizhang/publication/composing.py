"""Composing an edition: from a commitment and what is locked of it, the fields that are public, one by one."""

from __future__ import annotations

from decimal import Decimal
from typing import overload

from taizhang.ledger.models import Commitment, Source
from taizhang.progress.curves import usual
from taizhang.progress.models import Position
from taizhang.progress.queries.courses import course
from taizhang.progress.queries.standings import aim_of, begins, ends
from taizhang.publication.content import Content, Mark, Quote
from taizhang.publication.models import Publication

#: More sentences than a reader would go through are left out.
QUOTES = 5


def compose(publication: Publication) -> Content:
    """What the public would see if it were published now."""
    of = Commitment.objects.select_related("place", "indicator", "position").get(pk=publication.commitment_id)
    position: Position | None = getattr(of, "position", None)
    steps = course(of) if of.value is not None else []
    return Content(
        title=of.title,
        place=of.place.name,
        code=of.place.code,
        explanation=publication.explanation,
        title_en=publication.title_en,
        explanation_en=publication.explanation_en,
        area=of.area,
        figure=of.amount,
        target=_plain(of.value),
        unit=of.unit,
        year=of.year,
        deadline=of.deadline,
        on=steps[-1].on if steps else None,
        value=_plain(steps[-1].value) if steps else None,
        gathers=of.accumulates,
        colour=position.colour if position else "",
        quotes=_quotes(of),
        planned=_planned(of),
        actual=tuple(Mark(step.on, _plain(step.value)) for step in steps),
    )


def _planned(of: Commitment) -> tuple[Mark, ...]:
    """The points of the plan; without one, for what is filled from nothing, the usual curve that its light is judged by."""
    points = tuple(Mark(point.due, _plain(point.value)) for point in of.plan.all())
    aim, first, last = aim_of(of), begins(of), of.deadline or ends(of)
    if points or not of.accumulates or aim is None or first is None or last is None or last < first:
        return points
    return tuple(Mark(day, _plain(value)) for day, value in usual(aim, first, last).points)


@overload
def _plain(value: Decimal) -> Decimal: ...
@overload
def _plain(value: None) -> None: ...
def _plain(value: Decimal | None) -> Decimal | None:
    """Without the noughts that columns add, whole numbers as such."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _quotes(of: Commitment) -> tuple[Quote, ...]:
    """The sentences that promise it, of the newest documents first."""
    rows = of.sources.filter(role=Source.Role.TARGET).select_related("document")
    rows = rows.order_by("-document__year", "pk").defer("document__text", "document__reading", "record")[:QUOTES]
    return tuple(Quote(each.document.title, each.quote, each.document.year) for each in rows)
