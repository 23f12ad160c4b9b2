"""Stating the facts that figures are divided by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.journal.actions import Actor, action
from taizhang.ledger.actions.changing import person
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError
from taizhang.rankings.models import Fact
from taizhang.rankings.rules import VILLAGES


@dataclass(frozen=True, slots=True)
class Stated:
    """One number of a place: what, as at which day, how much."""

    place: Place
    kind: str
    on: date
    value: Decimal


def state_facts(*, actor: Actor, within: Place, facts: Sequence[Stated], source: str) -> list[Fact]:
    """State facts of places within one place, all or none, with where they are from.

    Raises ActionError for a number that cannot be divided by, a day to come, a place outside, villages (which are counted from the
    divisions), or without a source.
    """
    with action(actor, "rankings.enter_facts", within, note=source[:200]) as act:
        if not source.strip():
            raise ActionError(_("请写明数据来源，如“2023年统计年鉴”。"))
        if not facts:
            raise ActionError(_("没有要登记的数据。"))
        for each in facts:
            _check(each, within)
        made = Fact.objects.bulk_create(
            Fact(
                place=each.place,
                kind=each.kind,
                on=each.on,
                value=each.value,
                source=source.strip()[:200],
                made_by=person(actor),
            )
            for each in facts
        )
        act.record(within, after={"facts": [[str(each.place), each.kind, str(each.value)] for each in made]})
    return made


def _check(each: Stated, within: Place) -> None:
    if each.value <= 0:
        raise ActionError(
            _("%(place)s的分母 %(value)s 不大于零，不能作分母。") % {"place": each.place, "value": each.value}
        )
    if each.value >= Decimal(10) ** 18:
        raise ActionError(_("%(place)s的分母 %(value)s 太大。") % {"place": each.place, "value": each.value})
    if each.on > clock.today():
        raise ActionError(_("数据日期 %(day)s 还没有到。") % {"day": each.on.isoformat()})
    if not each.place.path.startswith(within.path):
        raise ActionError(_("%(place)s不在%(whole)s之内。") % {"place": each.place, "whole": within})
    if not each.kind.strip() or len(each.kind) > 20:
        raise ActionError(_("请写明是什么数据，如人口、面积，不超过20字。"))
    if each.kind == VILLAGES:
        raise ActionError(_("村（社区）数由区划直接计数，不用登记。"))
