"""A version of a scheme in words, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from taizhang.ledger.models import Commitment
from taizhang.rankings.models import SchemeVersion
from taizhang.rankings.queries.figures import named
from taizhang.rankings.rules import Item, Rules
from taizhang.rankings.words import AGAINST, DIRECTIONS, MISSING, NORMALISATIONS, PER, TAKEN, TIES


@dataclass(frozen=True, slots=True)
class Told:
    """A version with its rules in words: facts for all, one line for each indicator, what changed since the one before."""

    version: SchemeVersion
    facts: list[tuple[str, str]]
    items: list[dict[str, Any]]
    changes: list[str]


def told(version: SchemeVersion, before: SchemeVersion | None) -> Told:
    """The version in words."""
    rules = version.rules
    names = {pk: each.name for pk, each in named([*rules.items, *(before.rules.items if before else ())]).items()}
    changes = [] if before is None else _changes(before.rules, rules, names)
    return Told(version, facts(rules), [_item(each, names) for each in rules.items], changes)


def facts(rules: Rules) -> list[tuple[str, str]]:
    """What holds for all indicators."""
    return [
        (_("缺数时"), str(MISSING[rules.missing])),
        (_("不排名次"), _("有数的权重不足 %(n)s%%") % {"n": rules.least}),
        (_("同分时"), str(TIES[rules.ties])),
        (_("变化与谁比"), f"{AGAINST[rules.against]} · {TAKEN[rules.taken]}"),
        (_("得分保留几位小数"), str(rules.decimals)),
    ]


def _item(item: Item, names: dict[int, str]) -> dict[str, Any]:
    return {
        "name": names.get(item.indicator, f"#{item.indicator}"),
        "measure": Commitment.Measure(item.measure).label,
        "weight": item.weight,
        "change": item.change,
        "direction": DIRECTIONS[item.direction],
        "normalisation": NORMALISATIONS[item.normalisation],
        "per": PER.get(item.per, item.per),
        "floor": item.floor,
        "cap": item.cap,
    }


def _changes(old: Rules, new: Rules, names: dict[int, str]) -> list[str]:
    """Each difference in words."""
    found = [
        _("%(what)s：%(was)s → %(now)s") % {"what": label, "was": was, "now": now}
        for (label, was), (_label, now) in zip(facts(old), facts(new), strict=True)
        if was != now
    ]
    before = {(each.indicator, each.measure): each for each in old.items}
    after = {(each.indicator, each.measure): each for each in new.items}
    for key, item in after.items():
        name = names.get(item.indicator, "")
        if key not in before:
            found.append(_("新增“%(name)s”，权重 %(weight)s") % {"name": name, "weight": item.weight})
        elif before[key] != item:
            found.append(_differing(name, _item(before[key], names), _item(item, names)))
    found += [
        _("去掉“%(name)s”") % {"name": names.get(each.indicator, "")}
        for key, each in before.items()
        if key not in after
    ]
    return found


def _differing(name: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    labels = {
        "weight": _("权重"),
        "change": _("变化占比%"),
        "direction": _("方向"),
        "normalisation": _("计分"),
        "per": _("折算"),
        "floor": _("底分"),
        "cap": _("封顶分"),
    }
    parts = [f"{label} {old[key]} → {new[key]}" for key, label in labels.items() if old[key] != new[key]]
    return f"{name}：{'，'.join(parts)}"
