"""Setting and dropping floors: what every unit must reach at least."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang.journal.actions import Actor, action
from taizhang.ledger.actions.changing import latest, live, saved
from taizhang.ledger.models import Commitment, Floor
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError


def set_floor(
    *,
    actor: Actor,
    commitment: Commitment,
    level: str,
    value: Decimal,
    name: str = "",
    count: int | None = None,
    places: Sequence[Place] = (),
    source: Commitment | None = None,
) -> Floor:
    """Ask so much of every unit of a level, or of certain ones: ``places``, or ``count`` of them under that name.

    The same level and name again replaces what was asked. Raises ActionError for what cannot be asked.
    """
    with action(actor, "ledger.decompose", commitment) as act:
        now = latest(commitment)
        live(now)
        name, count = name.strip()[:40], len(places) or count
        _check(now, level, value, name, count, places)
        floor = Floor.objects.filter(commitment=now, level=level, name=name).first() or Floor(commitment=now)
        act.watch(floor)
        floor.level, floor.name, floor.value, floor.count, floor.source = level, name, value, count, source
        floor.save()
        floor.places.set(places)
        act.record(now, note=_("最低数：%(who)s %(value)s%(unit)s") % _said(floor))
        saved(now)
    return floor


def drop_floor(*, actor: Actor, floor: Floor) -> None:
    """No longer ask it."""
    with action(actor, "ledger.decompose", floor.commitment) as act:
        now = latest(floor.commitment)
        act.record(now, note=_("取消最低数：%(who)s %(value)s%(unit)s") % _said(floor))
        act.deleting(floor)
        floor.delete()
        saved(now)


def _check(
    whole: Commitment, level: str, value: Decimal, name: str, count: int | None, places: Sequence[Place]
) -> None:
    if whole.adds_up != "sum":
        raise ActionError(_("这个目标各地的数不能相加，没有合计的最低数可核。"))
    if level not in Floor.Level.values or value <= 0:
        raise ActionError(_("请写明每个镇街还是每个村（社区），以及大于零的数。"))
    if count is not None and not name:
        raise ActionError(_("只对一部分单位的要求，请给这部分起个名称，如“典型村”。"))
    if count is None and name:
        raise ActionError(_("“%(name)s”有多少个？请填单位数，或粘贴名单。") % {"name": name})
    for each in places:
        if each.level != level or not each.path.startswith(whole.place.path):
            raise ActionError(_("%(place)s不是%(whole)s之下的%(level)s。") % _misplaced(each, whole, level))


def _misplaced(place: Place, whole: Commitment, level: str) -> dict[str, object]:
    return {"place": place, "whole": whole.place, "level": Place.Level(level).label}


def _said(floor: Floor) -> dict[str, object]:
    who = f"{floor}×{floor.count}" if floor.count is not None else str(floor)
    return {"who": who, "value": f"{floor.value.normalize():f}", "unit": floor.commitment.unit}
