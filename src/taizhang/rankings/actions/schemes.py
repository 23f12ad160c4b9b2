"""Writing schemes: each change is a new version with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from taizhang.journal.actions import Actor, action
from taizhang.journal.versions import reason_given
from taizhang.ledger.actions.changing import person
from taizhang.ledger.models import Indicator
from taizhang.policy.errors import ActionError, StaleError
from taizhang.rankings.models import Group, Scheme, SchemeVersion
from taizhang.rankings.queries.schemes import newest_version, unrankable
from taizhang.rankings.rules import RuleError, Rules
from taizhang.rankings.words import refusal, said


def make_scheme(*, actor: Actor, group: Group, name: str, content: Mapping[str, Any], reason: str) -> Scheme:
    """Make a scheme for a group with the first version of its rules.

    Raises ActionError for rules that make no ranking (weights that are not 100 in all), indicators that must not be ranked, or a
    name taken.
    """
    with action(actor, "rankings.edit_scheme", group.place, note=reason_given(reason)) as act:
        rules = checked(content)
        if not name.strip():
            raise ActionError(_("请填写方案名称。"))
        if Scheme.objects.filter(group=group, name=name.strip()).exists():
            raise ActionError(_("“%(group)s”组已有方案“%(name)s”。") % {"group": group, "name": name.strip()})
        made = Scheme.objects.create(group=group, name=name.strip()[:80])
        first = SchemeVersion.objects.create(
            scheme=made, number=1, content=rules.table(), reason=reason_given(reason)[:300], made_by=person(actor)
        )
        act.created(made, first)
    return made


def change_scheme(*, actor: Actor, scheme: Scheme, seen: int, content: Mapping[str, Any], reason: str) -> SchemeVersion:
    """Put a new version of a scheme's rules in force; ``seen`` is the number of the version that was changed.

    Frozen rankings keep the version they were made by. Raises ActionError as :func:`make_scheme` does, and StaleError where somebody
    else has changed the scheme meanwhile.
    """
    with action(actor, "rankings.edit_scheme", scheme.group.place, note=reason_given(reason)) as act:
        now = Scheme.objects.select_for_update().get(pk=scheme.pk)
        _running(now)
        before = newest_version(now)
        if before.number != seen:
            raise StaleError(now)
        rules = checked(content)
        if rules == before.rules:
            raise ActionError(_("与现行版本相同，不用另存。"))
        try:
            with transaction.atomic():
                made = SchemeVersion.objects.create(
                    scheme=now,
                    number=seen + 1,
                    content=rules.table(),
                    reason=reason_given(reason)[:300],
                    made_by=person(actor),
                )
        except IntegrityError:
            raise StaleError(now) from None
        act.created(made)
    return made


def end_scheme(*, actor: Actor, scheme: Scheme, reason: str) -> Scheme:
    """Rank by a scheme no more; what was frozen stays."""
    with action(actor, "rankings.edit_scheme", scheme.group.place, note=reason_given(reason)) as act:
        now = Scheme.objects.select_for_update().get(pk=scheme.pk)
        _running(now)
        act.watch(now)
        now.ended = scheme.ended = True
        now.save()
    return scheme


def checked(content: Mapping[str, Any]) -> Rules:
    """The rules of a table; raises ActionError in words where they make no ranking or use what must not be ranked."""
    try:
        rules = Rules.parse(content)
    except RuleError as error:
        raise ActionError(said(error)) from None
    wanted = {item.indicator for item in rules.items}
    if missing := wanted - set(Indicator.objects.filter(pk__in=wanted).values_list("pk", flat=True)):
        raise ActionError(_("没有编号为 %(key)s 的指标。请重新选择。") % {"key": min(missing)})
    if wrong := unrankable(wanted):
        raise ActionError(refusal("unrankable", indicator=wrong[0].name))
    return rules


def _running(scheme: Scheme) -> None:
    if scheme.ended:
        raise ActionError(_("方案“%(name)s”已停用，不能再改。") % {"name": scheme})
