"""Things delivered, one by one."""

from __future__ import annotations

from typing import Any

from taizhang.deliveries.models import Delivery
from taizhang.exchange.columns import column
from taizhang.exchange.readers import Reader
from taizhang.exchange.resources.resource import Filter, Resource, Rows, below, equal, since, until


def _deliveries(reader: Reader) -> Rows:
    return reader.within("deliveries.view", Delivery.objects.all())


def _withdrawn(rows: Rows, asked: Any) -> Rows:
    return rows.exclude(withdrawn_for="") if asked else rows.filter(withdrawn_for="")


RESOURCES = (
    Resource(
        "deliveries",
        "deliveries.view",
        Delivery,
        "deliveries.item",
        _deliveries,
        (
            column("id"),
            column("list_id"),
            column("commitment_id", "list__commitment_id"),
            column("name"),
            column("place_code", "place__code"),
            column("place_name", "place__name"),
            column("on"),
            column("quantity"),
            column("unit", "list__commitment__unit"),
            column("longitude"),
            column("latitude"),
            column("note"),
            column("withdrawn_for"),
            column("added_at"),
        ),
        (
            below("place__"),
            equal("commitment", "integer", "list__commitment_id"),
            equal("list", "integer", "list_id"),
            Filter("withdrawn", "truth", _withdrawn),
            since("on"),
            until("on"),
        ),
    ),
)
