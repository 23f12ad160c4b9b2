"""Lighting: after every change of a number, and each morning because days pass, the rules are asked again.

A light is kept when it says something else than the last; nothing is ever lit for a day that is past.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.journal.actions import Actor, System, action
from taizhang.journal.versions import reason_given
from taizhang.journal.writes import wrote
from taizhang.ledger.models import Commitment
from taizhang.ledger.states import GONE, states
from taizhang.policy.errors import ActionError
from taizhang.progress.actions.totals import BATCH
from taizhang.progress.light_rules import LightRules, RuleError, presets
from taizhang.progress.lights import light
from taizhang.progress.models import LightRecord, Position, RuleSet
from taizhang.progress.queries.standings import burnt, standings
from taizhang.progress.standings import Light, Standing

ACTOR = System("taizhang")
#: So many commitments are looked at together; each morning's round goes through all in such portions.
PORTION = 1000
LIVE = sorted(set(states()) - GONE)


def rules_on(day: date) -> tuple[RuleSet, LightRules]:
    """The version of the rules in force on a day; the first use of all keeps the usual preset as version 1."""
    chosen = RuleSet.objects.filter(valid_from__lte=day).order_by("-valid_from", "-number").first()
    chosen = chosen or RuleSet.objects.order_by("number").first() or _preset(day)
    return chosen, parsed(chosen)


def parsed(kept: RuleSet) -> LightRules:
    """The rules as the pure module takes them."""
    return LightRules.parse(kept.name, kept.content)


def change_rules(*, actor: Actor, name: str, content: Mapping[str, Any], valid_from: date, reason: str) -> RuleSet:
    """Put a new version of the rules in force from a day on, today at the earliest: no light is lit again for the past.

    Raises ActionError for content that makes no rules.
    """
    with action(actor, "progress.change_rules", note=reason_given(reason)) as act:
        if valid_from < clock.today():
            raise ActionError(_("规则从 %(day)s 起施行，早于今天；亮灯不追溯。") % {"day": valid_from.isoformat()})
        last = RuleSet.objects.order_by("-number").first() or _preset(clock.today())
        number = last.number + 1
        try:
            rules = LightRules.parse(name, {**content, "version": str(number), "dated": valid_from.isoformat()})
        except RuleError as error:
            raise ActionError(error.reason.words()) from None
        made_by = actor if isinstance(actor, User) else None
        made = RuleSet.objects.create(
            number=number, name=name, content=rules.table(), valid_from=valid_from, made_by=made_by
        )
        act.created(made)
    return made


def light_up(commitments: Collection[int]) -> list[LightRecord]:
    """Ask the rules about commitments as they stand; inside an action's transaction. Returns the lights that changed."""
    today = clock.today()
    kept, rules = rules_on(today)
    lights = burnt(commitments)
    last = {pk: records[0] for pk, records in lights.items()}
    seen = standings(commitments, today, lights)
    fresh = []
    for pk, standing in sorted(seen.items()):
        lit = light(standing, rules)
        if _says_the_same(last.get(pk), lit, standing, kept):
            continue
        about = standing.actual_day if standing.actual is not None else None
        fresh.append(
            LightRecord(
                commitment_id=pk,
                on=today,
                about=about,
                colour=lit.colour,
                light=lit.data(),
                basis=standing.data(),
                rules=kept,
            )
        )
    LightRecord.objects.bulk_create(fresh, batch_size=BATCH)
    _show(fresh, last)
    return fresh


def light_all() -> int:
    """The morning's round: every commitment that was ever asked about or promised to begin. Returns how many lights changed.

    Each portion is a transaction of its own, so that a round cut short is taken up where it stopped.
    """
    changed = 0
    asked = Q(position__isnull=False) | Q(start_by__isnull=False, state__in=LIVE)
    for portion in _portions(Commitment.objects.filter(asked).order_by("pk")):
        with action(ACTOR, "progress.light") as act:
            fresh = light_up(portion)
            if fresh:
                act.record(after={"lights": len(fresh)}, note=_("每日亮灯：%(n)s 项变化") % {"n": len(fresh)})
        changed += len(fresh)
    return changed


def _portions(rows: QuerySet[Commitment]) -> Iterator[list[int]]:
    at = 0
    while portion := list(rows.filter(pk__gt=at).values_list("pk", flat=True)[:PORTION]):
        yield portion
        at = portion[-1]


def _preset(day: date) -> RuleSet:
    usual = presets()["standard"]
    made, _first = RuleSet.objects.get_or_create(
        number=1, defaults={"name": usual.name, "content": usual.table(), "valid_from": day}
    )
    return made


def _says_the_same(last: LightRecord | None, lit: Light, standing: Standing, rules: RuleSet) -> bool:
    """The same colour for the same reason, of the same figure, by the same rules; days overdue may go on counting."""
    if last is None or last.colour != lit.colour or last.rules_id != rules.pk:
        return False
    about = standing.actual_day if standing.actual is not None else None
    was = Light.from_data(last.light)
    codes = [each.code for each in (was.reason, *was.others)]
    return (
        last.about == about and was.behind == lit.behind and codes == [each.code for each in (lit.reason, *lit.others)]
    )


def _show(fresh: Collection[LightRecord], last: Mapping[int, LightRecord]) -> None:
    """Bring the positions to the new lights; ``since`` is the day the colour began."""
    turned = [each for each in fresh if each.pk and _colour(last, each.commitment_id) != each.colour]
    positions = [Position(commitment_id=each.commitment_id, colour=each.colour, since=each.on) for each in turned]
    Position.objects.bulk_create(
        positions,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["commitment"],
        update_fields=["colour", "since"],
    )
    wrote(Position, (each.commitment_id for each in positions))


def _colour(last: Mapping[int, LightRecord], commitment: int) -> str:
    return last[commitment].colour if commitment in last else ""
