"""Rankings as they went out with a briefing; what is not frozen yet is nobody's but the office's."""

from __future__ import annotations

from taizhang.exchange.columns import column
from taizhang.exchange.readers import Reader
from taizhang.exchange.resources.resource import Resource, Rows, below, equal, since, until
from taizhang.rankings.models import Frozen, FrozenRow


def _rows(reader: Reader) -> Rows:
    """Every row of a ranking that the reader may see: who is compared sees with whom."""
    seen = reader.within("rankings.view", Frozen.objects.order_by())
    return FrozenRow.objects.filter(frozen__in=seen.values("pk"))


RESOURCES = (
    Resource(
        "rankings",
        "rankings.view",
        FrozenRow,
        "exchange.ranking",
        _rows,
        (
            column("id"),
            column("ranking_id", "frozen_id"),
            column("scheme_id", "frozen__scheme_id"),
            column("scheme_name", "frozen__scheme__name"),
            column("group_name", "frozen__scheme__group__name"),
            column("group_kind", "frozen__scheme__group__kind"),
            column("number", "frozen__number"),
            column("on", "frozen__day"),
            column("bulletin", "frozen__bulletin"),
            column("place_code", "place__code"),
            column("place_name", "place__name"),
            column("position"),
            column("rank"),
            column("score"),
            column("rules_version", "frozen__rules__number"),
            column("frozen_at", "frozen__frozen_at"),
            column("digest", "frozen__digest"),
        ),
        (
            below("place__"),
            equal("scheme", "integer", "frozen__scheme_id"),
            equal("ranking", "integer", "frozen_id"),
            since("frozen__day"),
            until("frozen__day"),
        ),
    ),
)
