"""Freezing a ranking as it goes out with a briefing."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.journal.actions import Actor, action
from taizhang.ledger.actions.changing import person
from taizhang.policy.errors import ActionError, StaleError
from taizhang.rankings.models import Frozen, FrozenRow, Scheme
from taizhang.rankings.queries.corrections import unprinted
from taizhang.rankings.queries.rankings import compute
from taizhang.rankings.queries.schemes import newest_version
from taizhang.rankings.seals import NOTHING, seal
from taizhang.rankings.tables import Correction, Table


def freeze(*, actor: Actor, scheme: Scheme, day: date, seen: int, bulletin: str = "") -> Frozen:
    """Freeze the ranking of a scheme about a day by the version of the rules that was seen; it never changes again.

    What was corrected in the year's frozen rankings and not printed since goes with it. Raises ActionError for a day to come, a day
    not after the last one frozen, or where nobody has a place yet; StaleError where the rules were changed meanwhile.
    """
    with action(actor, "rankings.freeze", scheme.group.place) as act:
        now = Scheme.objects.select_for_update(of=("self",)).select_related("group__place").get(pk=scheme.pk)
        version = newest_version(now)
        if version.number != seen:
            raise StaleError(now)
        before = list(Frozen.objects.filter(scheme=now).order_by("number"))
        _check(now, day, before)
        table = compute(version, day)
        if not any(row.rank for row in table.rows):
            raise ActionError(_("还没有一个地区能排出名次，不能冻结。请先锁定这一期的填报。"))
        content = content_of(table, unprinted([each for each in before if each.day.year == day.year]))
        rows = [row.data() for row in table.rows]
        made = Frozen.objects.create(
            scheme=now,
            rules=version,
            day=day,
            number=len(before) + 1,
            bulletin=bulletin.strip()[:80],
            content=content,
            digest=seal(before[-1].digest if before else NOTHING, content, rows),
            frozen_by=person(actor),
        )
        FrozenRow.objects.bulk_create(
            FrozenRow(frozen=made, place_id=row.place, position=at, rank=row.rank, score=row.score, content=data)
            for at, (row, data) in enumerate(zip(table.rows, rows, strict=True))
        )
        act.created(made)
    return made


def _check(scheme: Scheme, day: date, before: list[Frozen]) -> None:
    if scheme.ended:
        raise ActionError(_("方案“%(name)s”已停用，不能再冻结。") % {"name": scheme})
    if day > clock.today():
        raise ActionError(_("%(day)s 还没有到，不能冻结。") % {"day": day.isoformat()})
    if before and day <= before[-1].day:
        raise ActionError(
            _("第%(number)s期已冻结到 %(day)s，冻结后不再改动。只能冻结更晚的日期；更正会列入下一期。")
            % {"number": before[-1].number, "day": before[-1].day.isoformat()}
        )


def content_of(table: Table, corrections: list[Correction]) -> dict[str, object]:
    """What is common to all rows, as it is kept and sealed."""
    named = {name: getattr(table, name) for name in ("name", "version", "group", "kind", "place")}
    return named | {
        "rules": table.rules.table(),
        "headings": [each.data() for each in table.headings],
        "notices": [each.data() for each in table.notices],
        "corrections": [each.data() for each in corrections],
    }
