"""The catalogue of indicators: loaded from the table shipped, changed by the office."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from taizhang.journal.actions import Actor, action
from taizhang.ledger.actions.changing import latest, refresh, saved
from taizhang.ledger.models import Alias, Indicator
from taizhang.policy.errors import ActionError


def published() -> list[dict[str, str]]:
    """The common indicators that come with taizhang."""
    table = files("taizhang.ledger").joinpath("indicators.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines()))


def load_indicators(*, actor: Actor) -> int:
    """Add the published indicators that are missing, and how many they were; what is there stays as it is."""
    with action(actor, "ledger.edit_indicators") as act:
        known = set(Indicator.objects.values_list("name", flat=True)) | set(
            Alias.objects.values_list("name", flat=True)
        )
        fresh = [row for row in published() if row["name"] not in known]
        for row in fresh:
            aliases = [name for name in row.pop("aliases").split("|") if name and name not in known]
            made = Indicator.objects.create(**row)
            Alias.objects.bulk_create(Alias(indicator=made, name=name) for name in aliases)
            known |= {made.name, *aliases}
            act.created(made)
    return len(fresh)


def write_indicator(
    *, actor: Actor, indicator: Indicator, version: int, fields: Mapping[str, Any], aliases: list[str]
) -> Indicator:
    """Write an indicator anew, or for the first time, with exactly these other names."""
    with action(actor, "ledger.edit_indicators") as act:
        now = latest(indicator, version) if indicator.pk else indicator
        _check(now, fields, aliases)
        act.watch(now)
        before = sorted(each.name for each in now.aliases.all()) if now.pk else []
        for name, value in fields.items():
            setattr(now, name, value)
        saved(now)
        now.aliases.exclude(name__in=aliases).delete()
        Alias.objects.bulk_create(Alias(indicator=now, name=name) for name in aliases if name not in before)
        if before != sorted(aliases):
            act.record(now, before={"aliases": before}, after={"aliases": sorted(aliases)})
        refresh(indicator, now)
    return indicator


def _check(indicator: Indicator, fields: Mapping[str, Any], aliases: list[str]) -> None:
    names = [str(fields["name"]), *aliases]
    taken = Alias.objects.exclude(indicator=indicator.pk).filter(name__in=names).first()
    other = Indicator.objects.exclude(pk=indicator.pk).filter(name__in=names).first()
    if taken or other:
        whose = taken.indicator if taken else other
        raise ActionError(_("名称或别名已属于指标“%(name)s”。") % {"name": whose})
    if fields["adds_up"] == Indicator.Adding.RATIO and not (fields["numerator"] and fields["denominator"]):
        raise ActionError(_("两个合计之比，请写明分子和分母。"))
