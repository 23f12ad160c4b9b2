"""What can be read from outside: one module for each part of the house, and the list of them all."""

from __future__ import annotations

from collections.abc import Mapping

from taizhang.exchange.resources import commitments, deliveries, ground, rankings, reports, supervision
from taizhang.exchange.resources.resource import Filter, Nested, Resource

__all__ = ["RESOURCES", "Filter", "Nested", "Resource"]

_ALL = (
    *ground.RESOURCES,
    *commitments.RESOURCES,
    *reports.RESOURCES,
    *supervision.RESOURCES,
    *deliveries.RESOURCES,
    *rankings.RESOURCES,
)
#: Every resource by its name, in the order in which pages list them.
RESOURCES: Mapping[str, Resource] = {each.name: each for each in _ALL}
