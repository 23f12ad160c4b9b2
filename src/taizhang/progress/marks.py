"""What progress adds to the ledger's list: what was reached, and the light."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.marks import Mark
from taizhang.ledger.models import Commitment
from taizhang.progress.models import Position
from taizhang.progress.queries.standings import figure
from taizhang.progress.reasons import Reason
from taizhang.ui.lists import Choices, Column, Filter

COLOURS = ("red", "yellow", "green", "waiting", "closed")


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
    position = _position(row)
    return light_label(position.colour) if position else ""


def _joined(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return rows.select_related("position", "indicator")


def _colours(_request: HttpRequest) -> Choices:
    return [(colour, light_label(colour)) for colour in COLOURS]


MARK = Mark(
    columns=(
        Column("reached", _("完成"), _reached, cell="progress/_reached.html", numeric=True),
        Column("light", _("灯"), _light, sort=("position__colour", "position__since"), cell="progress/_light.html"),
    ),
    prepare=_joined,
    filters=(Filter("light", _("灯"), lambda rows, colour: rows.filter(position__colour=colour), _colours),),
)
