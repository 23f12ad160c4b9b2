"""Where things were delivered: how much in each place, and the point of each thing that has one."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.deliveries.models import DeliveryList
from taizhang.deliveries.queries import counted
from taizhang.ui.charts import Figure, Pin, PlaceValue, pinned, values_map
from taizhang.ui.charts.boundaries import MAPS


def delivery_map(user: User, of: DeliveryList) -> Figure | None:
    """What counts by today and the person may see; ``None`` where the target's place has no boundaries or nothing counts yet."""
    drawn = MAPS.get(of.commitment.place.code)
    if drawn is None:
        return None
    today = clock.today()
    rows = within(user, "deliveries.view", counted(of, of.commitment, today)).select_related("place")
    found = list(rows.order_by("-on", "-pk"))
    if not found:
        return None
    length = len(next(iter(drawn.names)))
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    named: dict[str, str] = {}
    for each in found:
        # A village lies in the town whose code its own begins with.
        code = each.place.code[:length]
        amounts[code] += each.quantity
        named.setdefault(code, drawn.names.get(code, each.place.name))
    address = reverse("deliveries:list", args=[of.pk])
    places = [PlaceValue(code, named[code], amounts[code], f"{address}?place={code}") for code in sorted(amounts)]
    figure = values_map(
        title=_("各地交付"),
        unit=of.commitment.unit,
        source=_("交付清单，截至 %(day)s") % {"day": today.isoformat()},
        boundaries=drawn.code,
        places=places,
    )
    pins = [
        Pin(each.longitude, each.latitude, str(each), reverse("deliveries:item", args=[each.pk]))
        for each in found
        if each.longitude is not None and each.latitude is not None
    ]
    return pinned(figure, pins)
