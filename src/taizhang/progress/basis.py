"""What a light was made from, as JSON keeps it: anybody can ask the rules again with it. Knows no database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.progress.curves import Curve
from taizhang.progress.pace import Aim
from taizhang.progress.standings import Light, Standing

_DAYS = ("as_of", "actual_day", "begins", "deadline", "start_promised", "started", "report_due")
_PLAIN = ("state", "missed", "reported", "owed")


def data_of(standing: Standing) -> dict[str, Any]:
    """The standing in plain values.

    >>> standing_of(data_of(Standing(date(2024, 5, 31), actual=Decimal("1.50")))).actual
    Decimal('1.50')
    """
    kept: dict[str, Any] = {name: getattr(standing, name) for name in _PLAIN}
    kept |= {name: day.isoformat() for name in _DAYS if (day := getattr(standing, name)) is not None}
    kept["actual"] = None if standing.actual is None else str(standing.actual)
    kept["aim"] = None if standing.aim is None else _aim(standing.aim)
    kept["curve"] = None if standing.curve is None else _curve(standing.curve)
    kept["previous"] = None if standing.previous is None else standing.previous.data()
    return kept


def standing_of(data: Mapping[str, Any]) -> Standing:
    """What :func:`data_of` kept; raises ``KeyError`` or ``ValueError`` for anything else."""
    aim, curve, previous = data["aim"], data["curve"], data["previous"]
    kept: dict[str, Any] = {name: data[name] for name in _PLAIN}
    kept |= {name: date.fromisoformat(data[name]) for name in _DAYS if name in data}
    return Standing(
        **kept,
        actual=None if data["actual"] is None else Decimal(data["actual"]),
        aim=None if aim is None else Aim(**aim | {name: _decimal(aim[name]) for name in ("target", "baseline")}),
        curve=None if curve is None else _curve_of(curve),
        previous=None if previous is None else Light.from_data(previous),
    )


def _aim(aim: Aim) -> dict[str, Any]:
    kept = {name: getattr(aim, name) for name in ("comparator", "polarity", "unit", "measure")}
    return kept | {"target": str(aim.target), "baseline": None if aim.baseline is None else str(aim.baseline)}


def _curve(curve: Curve) -> dict[str, Any]:
    points = [[day.isoformat(), str(value)] for day, value in curve.points]
    return {"points": points, "how": curve.how, "made": curve.made}


def _curve_of(data: Mapping[str, Any]) -> Curve:
    points = tuple((date.fromisoformat(day), Decimal(value)) for day, value in data["points"])
    return Curve(points, data["how"], data["made"])


def _decimal(value: str | None) -> Any:
    return None if value is None else Decimal(value)
