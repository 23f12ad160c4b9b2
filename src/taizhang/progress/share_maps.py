"""The lights of a target's shares on a map, where the places below it have boundaries: where it is behind, and why."""

from __future__ import annotations

from typing import cast, get_args

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger.models import Commitment
from taizhang.ledger.panels import Panel
from taizhang.ledger.queries.commitments import shares
from taizhang.progress.light_rules import Colour
from taizhang.progress.models import LightRecord, Position
from taizhang.progress.standings import Light
from taizhang.ui.charts import PlaceLight, lights_map
from taizhang.ui.charts.boundaries import MAPS


def share_map(user: User, commitment: Commitment) -> Panel | None:
    """The map, once a share of a place on it has a light, for those who may see reports of the whole."""
    if commitment.place.code not in MAPS or not user.has_perm("progress.view", commitment):
        return None
    places = _lit(user, commitment)
    if not any(place.code in MAPS[commitment.place.code].names for place in places):
        return None
    figure = lights_map(
        title=_("各地亮灯"),
        source=_("份额的亮灯，截至 %(day)s") % {"day": clock.today().isoformat()},
        boundaries=commitment.place.code,
        places=places,
    )
    return Panel("progress/_share_map.html", {"figure": figure}, below=True)


def _lit(user: User, commitment: Commitment) -> list[PlaceLight]:
    """Each share that has a light, with its latest reason; a door where the person may go in."""
    rows = list(shares(commitment))
    keys = [row.pk for row in rows]
    colours = dict(Position.objects.filter(pk__in=keys).values_list("pk", "colour"))
    reasons = _reasons(keys)
    seen = set(within(user, "ledger.view", Commitment.objects.filter(pk__in=keys)).values_list("pk", flat=True))
    return [
        PlaceLight(
            row.place.code,
            row.place.name,
            cast(Colour, colours[row.pk]),
            reasons.get(row.pk, ""),
            reverse("ledger:commitment", args=[row.pk]) if row.pk in seen else "",
        )
        for row in rows
        if colours.get(row.pk) in get_args(Colour)
    ]


def _reasons(keys: list[int]) -> dict[int, str]:
    """Why each has the light it has, in words."""
    rows = (
        LightRecord.objects.filter(commitment__in=keys).order_by("lit_at", "pk").values_list("commitment_id", "light")
    )
    latest = dict(rows)
    return {key: Light.from_data(light).reason.words(get_language()) for key, light in latest.items()}
