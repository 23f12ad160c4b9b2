"""The rankings of the demonstration: three peer groups, a scheme for each, frozen month after month as briefings would be.

Who is in which group is drawn by lot, as the figures are: it says nothing of any real town.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from taizhang.journal.actions import System
from taizhang.ledger.models import Indicator
from taizhang.places.models import Place
from taizhang.rankings.actions import Grouping, freeze, make_scheme, set_members, write_group
from taizhang.rankings.models import Scheme
from taizhang.rankings.rules import DEFAULTS, VILLAGES

ACTOR = System("演示模拟")
DIVISION = "创先·进位·消薄（模拟）"
#: Name, kind, why; per cent of each weight that goes to the change; how missing figures count.
GROUPS = (
    ("创先组", "leading", "基础较好，比水平。（模拟，随机分组）", "30", "reweight"),
    ("进位组", "rising", "基础中等，比进步。（模拟，随机分组）", "60", "reweight"),
    ("消薄组", "lifting", "基础较弱，比补短板。（模拟，随机分组）", "50", "minimum"),
)
#: Indicator, weight, normalisation, denominator.
_INDICATORS = (
    ("公共充电桩", "30", "target", ""),
    ("5G基站", "25", "target", ""),
    ("口袋公园", "15", "minmax", VILLAGES),
    ("美丽庭院", "15", "minmax", VILLAGES),
    ("植树", "15", "percentile", ""),
)


def set_up(city: Place, towns: Sequence[Place], lot: Callable[[str], float], on: date) -> None:
    """Groups by lot, and a scheme for each; nothing where the plan brought none of the indicators."""
    indicators = Indicator.objects.in_bulk([name for name, *_rest in _INDICATORS], field_name="name")
    if len(indicators) < len(_INDICATORS):
        return
    drawn = sorted(towns, key=lambda town: lot(f"分组{town.code}"))
    for at, (name, kind, basis, change, missing) in enumerate(GROUPS):
        grouping = Grouping(DIVISION, name, kind, "town", basis)
        group = write_group(actor=ACTOR, place=city, grouping=grouping)
        set_members(actor=ACTOR, group=group, version=group.version, places=drawn[at :: len(GROUPS)], on=on)
        items = [_item(indicators[name], *rest, change=change) for name, *rest in _INDICATORS]
        content = DEFAULTS | {"items": items, "missing": missing, "against": "last_frozen"}
        title = f"{name}月度比拼（模拟）"
        make_scheme(actor=ACTOR, group=group, name=title, content=content, reason="按年度工作要点制定。（模拟）")


def freeze_month(day: date) -> None:
    """Freeze every group about the end of a month, as its briefing goes out."""
    for scheme in Scheme.objects.filter(ended=False).order_by("pk"):
        seen = scheme.versions.latest("number").number
        freeze(actor=ACTOR, scheme=scheme, day=day, seen=seen, bulletin=f"{day.month}月通报（模拟）")


def _item(indicator: Indicator, weight: str, normalisation: str, per: str, *, change: str) -> dict[str, Any]:
    common = {"measure": "delta", "direction": "up", "floor": "0", "cap": "100", "change": change}
    return common | {"indicator": indicator.pk, "weight": weight, "normalisation": normalisation, "per": per}
