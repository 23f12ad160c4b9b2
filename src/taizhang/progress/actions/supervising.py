"""Slips by rule: what is wrong on a day is found, grouped by organisation and level, and issued or proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from taizhang.accounts.actions.notices import tell
from taizhang.accounts.models import Organisation
from taizhang.journal.actions import Actor, System, action
from taizhang.journal.versions import reason_given
from taizhang.ledger.actions.changing import person
from taizhang.ledger.models import Commitment
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError
from taizhang.progress.actions.periods import ASKED
from taizhang.progress.actions.slips import Content, draw_up, issue_drawn_up
from taizhang.progress.faults import Fault, Seen, fault
from taizhang.progress.models import LightRecord, Slip, SlipItem, SlipRuleSet
from taizhang.progress.queries.standings import ends
from taizhang.progress.queries.supervision import offices, rules_for, supervisors
from taizhang.progress.slip_rules import LEVELS, SlipRuleError, SlipRules
from taizhang.progress.standings import Light
from taizhang.progress.states import OPEN

ACTOR = System("taizhang")
PORTION = 1000


@dataclass(frozen=True, slots=True)
class _Office:
    """Who supervises a place, by which rules."""

    organisation: Organisation
    kept: SlipRuleSet | None
    rules: SlipRules

    def works(self, day: date) -> bool:
        """Whether anything is issued that day: on free days nothing is."""
        return self.rules.calendar.is_workday(day)


def change_rules(*, actor: Actor, place: Place, content: Mapping[str, Any], reason: str) -> SlipRuleSet:
    """Put a new version of a place's rules in force. Raises ActionError for content that makes no rules."""
    with action(actor, "progress.change_slip_rules", place, note=reason_given(reason)) as act:
        numbers = SlipRuleSet.objects.select_for_update().filter(place=place).values_list("number", flat=True)
        number = max(numbers, default=0) + 1
        try:
            table = SlipRules.parse(str(place), content).table()
        except SlipRuleError as error:
            raise ActionError(error.reason.words()) from None
        try:
            made = SlipRuleSet.objects.create(
                place=place, number=number, content=table, reason=reason_given(reason)[:300], made_by=person(actor)
            )
        except IntegrityError:
            raise ActionError(_("规则刚被他人修改，请重新打开后再改。")) from None
        act.created(made)
    return made


def raise_slips(day: date) -> tuple[int, int]:
    """Find what deserves a slip on the day, and issue or propose it; returns how many of each. Twice a day gives nothing new."""
    covering = {each.organisation.place.path: each for each in map(_office, offices()) if each.works(day)}
    found: dict[tuple[str, int, str], list[tuple[Commitment, Fault]]] = defaultdict(list)
    for commitment, path, wrong in _faults(covering, day):
        found[path, commitment.lead_id or 0, wrong.cause].append((commitment, wrong))
    issued, proposed = 0, dict.fromkeys(covering, 0)
    with override(settings.LANGUAGE_CODE):
        for (path, _lead, _cause), faults in sorted(found.items(), key=lambda each: each[0]):
            match _raise(covering[path], faults):
                case True:
                    issued += 1
                case False:
                    proposed[path] += 1
        for path, count in proposed.items():
            if count:
                _tell_of_proposals(covering[path].organisation.place, count)
    return issued, sum(proposed.values())


def _office(organisation: Organisation) -> _Office:
    return _Office(organisation, *rules_for(organisation.place))


def _faults(covering: Mapping[str, _Office], day: date) -> Iterator[tuple[Commitment, str, Fault]]:
    for portion in _portions(day):
        pks = [each.pk for each in portion]
        lights, known, graver = _lights(pks), _known(pks), _open_levels(pks)
        for each in portion:
            path = _nearest(covering, each.place.path)
            wrong = fault(_seen(each, lights), day, covering[path].rules) if path else None
            if path is None or wrong is None or (each.pk, wrong.occasion) in known:
                continue
            if covering[path].rules.mode(wrong.level) == "off":
                continue
            if graver.get(each.pk, -1) < LEVELS.index(wrong.level):
                yield each, path, wrong


def _portions(day: date) -> Iterator[list[Commitment]]:
    """Everything somebody answers for, in portions."""
    rows = Commitment.objects.filter(state__in=ASKED, lead__isnull=False).select_related("place", "lead", "position")
    concerned = rows.filter(Q(year=None) | Q(year__lte=day.year + 1) | Q(position__colour__in=["yellow", "red"]))
    at = 0
    while portion := list(concerned.filter(pk__gt=at).order_by("pk")[:PORTION]):
        yield portion
        at = portion[-1].pk


def _seen(commitment: Commitment, lights: Mapping[int, Light]) -> Seen:
    position = getattr(commitment, "position", None)
    light = lights.get(commitment.pk)
    return Seen(
        deadline=commitment.deadline or ends(commitment),
        colour=position.colour if position else "",
        since=position.since if position else None,
        met=light is not None and light.reason.code == "met",
    )


def _lights(commitments: Iterable[int]) -> dict[int, Light]:
    rows = LightRecord.objects.filter(commitment__in=commitments).order_by("lit_at", "pk")
    last = {each.commitment_id: each.light for each in rows.defer("basis")}
    return {pk: Light.from_data(data) for pk, data in last.items()}


def _known(commitments: Iterable[int]) -> set[tuple[int, str]]:
    rows = SlipItem.objects.filter(commitment__in=commitments).exclude(occasion="")
    return set(rows.values_list("commitment_id", "occasion"))


def _open_levels(commitments: Iterable[int]) -> dict[int, int]:
    """The gravest level of the open or proposed slips of each: nothing milder is added to it."""
    rows = SlipItem.objects.filter(commitment__in=commitments, slip__state__in=[*OPEN, "proposed"])
    levels: dict[int, int] = {}
    for pk, level in rows.values_list("commitment_id", "slip__level"):
        levels[pk] = max(levels.get(pk, -1), LEVELS.index(level))
    return levels


def _nearest(covering: Mapping[str, _Office], path: str) -> str | None:
    return max((each for each in covering if path.startswith(each)), key=len, default=None)


def _raise(office: _Office, faults: list[tuple[Commitment, Fault]]) -> bool | None:
    """One slip for all that an organisation has to answer of one cause; whether it was issued, and not only proposed.

    ``None`` where another run has raised it at the same moment.
    """
    (first, wrong), *_others = faults
    at_once = office.rules.mode(wrong.level) == "raise"
    content = Content(
        level=wrong.level,
        cause=wrong.cause,
        addressee=first.lead,  # type: ignore[arg-type]
        commitments=[each for each, _wrong in faults],
        text=asked_for(wrong.cause),
        limit=office.rules.limit(wrong.level),
        occasions={each.pk: found.occasion for each, found in faults},
    )
    try:
        with action(ACTOR, "progress.propose_slip") as act:
            slip = draw_up(act, office.organisation.place, content, rules=office.kept, by_rule=True)
            if at_once:
                issue_drawn_up(act, slip, office.organisation)
            act.created(slip)
    except IntegrityError:
        return None
    return at_once


def asked_for(cause: str) -> str:
    """What a slip usually asks for, by what it is about."""
    return {
        Slip.Cause.NEAR.value: _(
            "所列事项临近完成期限。请抓紧推进，回复目前进展、剩余工作和能否按期完成；不能按期完成的，说明原因。"
        ),
        Slip.Cause.BEHIND.value: _("所列事项进度滞后。请查明原因，回复追赶措施、责任人和完成时间，并附佐证材料。"),
        Slip.Cause.QUALITY.value: _(
            "所列事项推进质量不符合要求。请逐项核实整改，回复整改情况和完成时间，并附佐证材料。"
        ),
        Slip.Cause.OVERDUE.value: _(
            "所列事项已逾期未完成。请说明原因，回复处置措施、责任人和新的完成时间；因客观原因延误的，附证明材料。"
        ),
    }.get(cause, "")


def _tell_of_proposals(place: Place, count: int) -> None:
    words = _("按规则拟出 %(n)s 件督办单，请决定是否发出") % {"n": count}
    tell(supervisors(place), words, reverse("supervision:list") + "?state=proposed")
