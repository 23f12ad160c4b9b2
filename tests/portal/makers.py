"""A ledger with lights of every sort in several areas and places, for the tests of dashboards."""

from __future__ import annotations

from datetime import date
from typing import Any

from taizhang.ledger.models import Commitment
from taizhang.progress.light_rules import presets
from taizhang.progress.models import LightRecord, Position, RuleSet
from tests.cast import Cast
from tests.ledger.makers import commitment

TODAY = date(2024, 11, 4)


def lit(made: Commitment, *lights: tuple[str, date]) -> Commitment:
    """The commitment with the lights it had, the last of them burning now."""
    rules, _first = RuleSet.objects.get_or_create(
        number=1, defaults={"name": "常规", "content": presets()["standard"].table(), "valid_from": date(2024, 1, 1)}
    )
    for colour, on in lights:
        light = {
            "colour": colour,
            "reason": {"code": f"light_{colour}", "values": {}},
            "as_of": on.isoformat(),
            "rule": "pace",
            "version": "1",
            "others": [],
            "planned": None,
            "behind": None,
        }
        LightRecord.objects.create(
            commitment=made, on=on, colour=colour, light=light, rules=rules, lit_at=f"{on}T09:00+08:00"
        )
    colour, since = lights[-1]
    Position.objects.update_or_create(pk=made.pk, defaults={"colour": colour, "since": since})
    return made


def placed(cast: Cast, part: str, title: str, area: str, **facts: Any) -> Commitment:
    """A target at the part's place, led by its organisation."""
    fields = {"state": "under_way", **facts}
    return commitment(cast, code=cast.home(part).code, lead=part, title=title, area=area, **fields)


def ledger(cast: Cast) -> dict[str, Commitment]:
    """Two areas at the city, in two towns and a village; one without an area, one without a light, one of another year."""
    made = {
        "parking": lit(
            placed(cast, "department", "停车位", "改善出行"), ("green", date(2024, 6, 5)), ("red", date(2024, 8, 14))
        ),
        "chargers": lit(
            placed(cast, "department", "公共充电桩", "改善出行"),
            ("red", date(2024, 6, 5)),
            ("yellow", date(2024, 11, 2)),
        ),
        "water": lit(placed(cast, "stranger", "污水管网", "水环境"), ("green", date(2024, 6, 5))),
        "town": lit(placed(cast, "town", "停车位", "改善出行"), ("red", date(2024, 10, 9))),
        "village": lit(placed(cast, "village", "小公园", "改善出行"), ("red", date(2024, 9, 9))),
        "town water": lit(
            placed(cast, "town", "污水管网", "水环境"), ("green", date(2024, 6, 5)), ("closed", date(2024, 7, 1))
        ),
        "other town": lit(placed(cast, "other_town", "停车位", "改善出行"), ("yellow", date(2024, 10, 9))),
        "no area": lit(placed(cast, "other_town", "规划编制", ""), ("waiting", date(2024, 10, 9))),
        "unlit": placed(cast, "department", "路灯", "改善出行", state="confirmed"),
        "last year": lit(placed(cast, "department", "老旧小区", "改善出行", year=2023), ("red", date(2023, 12, 1))),
        "elsewhere": lit(placed(cast, "elsewhere", "碧道", "水环境"), ("red", date(2024, 5, 1))),
    }
    made["ended"] = placed(cast, "department", "旧事项", "改善出行", state="ended")
    return made
