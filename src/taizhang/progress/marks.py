"""What progress adds to the ledger's list: what was reached, and the light."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.marks import Mark
from taizhang.ledger.models import Commitment
from taizhang.progress.models import Position
from taizhang.progress.queries.lights import lit_on
from taizhang.progress.queries.standings import figure
from taizhang.progress.reasons import Reason
from taizhang.ui.lists import Choices, Column, Filter

#: The name under which rows carry the light they had on a day, where a day is asked for.
THEN = "lit_then"
#: Stands for no light at all in a URL.
UNLIT = "none"
COLOURS = ("red", "yellow", "green", "waiting", "closed")
#: Nothing was ever asked of it, or no light has been lit yet.
UNLIT_NOW = Q(position=None) | Q(position__colour="")


def light_label(colour: str) -> str:
    """The word that stands beside a light's shape."""
    return Reason.of(f"light_{colour}").words(get_language()) if colour else ""


def _position(row: Commitment) -> Position | None:
    return getattr(row, "position", None)


def _reached(row: Commitment) -> Decimal | None:
    position = _position(row)
    value = figure(row, position) if position else None
    return None if value is None else value.normalize() + 0


def _light(row: Commitment) -> str:
    if (then := getattr(row, THEN, None)) is not None:
        return light_label(then)
    position = _position(row)
    return light_label(position.colour) if position else ""


def _joined(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return rows.select_related("position", "indicator")


def _colours(_request: HttpRequest) -> Choices:
    return [*((colour, light_label(colour)) for colour in COLOURS), (UNLIT, _("未亮灯"))]


def _known(rows: QuerySet[Commitment], day: str) -> QuerySet[Commitment]:
    """With the light each had on the day; raises ValueError for what is no day."""
    return rows.annotate(**{THEN: lit_on(date.fromisoformat(day))})


def _by_light(rows: QuerySet[Commitment], chosen: str) -> QuerySet[Commitment]:
    colour = "" if chosen == UNLIT else chosen
    if THEN in rows.query.annotations:
        return rows.filter((THEN, colour))
    return rows.filter(position__colour=colour) if colour else rows.filter(UNLIT_NOW)


MARK = Mark(
    columns=(
        Column("reached", _("完成"), _reached, cell="progress/_reached.html", numeric=True),
        Column("light", _("灯"), _light, sort=("position__colour", "position__since"), cell="progress/_light.html"),
    ),
    prepare=_joined,
    filters=(
        Filter("known", _("某日的灯"), _known, kind="date", quiet=True),
        Filter("light", _("灯"), _by_light, _colours),
    ),
)
