"""Issuing slips: numbered without gaps, by hand or by rule; dropped, withdrawn, closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.actions.notices import staff, tell
from taizhang.accounts.models import Organisation, User
from taizhang.journal.actions import Act, Actor, action
from taizhang.journal.versions import latest, reason_given, refresh, saved
from taizhang.ledger import states as ledger_states
from taizhang.ledger.actions.changing import person
from taizhang.ledger.models import Commitment
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError
from taizhang.policy.table import action as row
from taizhang.policy.workflow import UnknownMoveError
from taizhang.progress.actions.talks import call_if_due
from taizhang.progress.models import LightRecord, Reply, Slip, SlipCounter, SlipItem, SlipRuleSet
from taizhang.progress.queries.supervision import rules_for, superiors
from taizhang.progress.standings import Light
from taizhang.progress.states import SLIP
from taizhang.progress.workdays import add_workdays


@dataclass(frozen=True, slots=True)
class Content:
    """What a slip says: how grave, about what, to whom, what is asked, how many working days the reply may take."""

    level: str
    cause: str
    addressee: Organisation
    commitments: Sequence[Commitment]
    text: str
    limit: int
    occasions: Mapping[int, str] = field(default_factory=dict)


def issue(*, actor: Actor, place: Place, issuer: Organisation | None, content: Content) -> Slip:
    """Issue a slip from a place. Raises ActionError without anything to ask for, or for commitments that are over."""
    with action(actor, "progress.issue_slip", place) as act:
        slip = draw_up(act, place, content)
        issue_drawn_up(act, slip, issuer)
        act.created(slip)
    return slip


def draw_up(
    act: Act, place: Place, content: Content, *, rules: SlipRuleSet | None = None, by_rule: bool = False
) -> Slip:
    """Within an action: the slip with its commitments, proposed and without a number."""
    _check(content)
    slip = Slip.objects.create(
        place=place,
        level=content.level,
        first_level=content.level,
        cause=content.cause,
        addressee=content.addressee,
        subject="；".join(each.title for each in content.commitments)[:300],
        text=content.text.strip(),
        limit=content.limit,
        by_rule=by_rule,
        rules=rules,
    )
    SlipItem.objects.bulk_create(_items(slip, content))
    return slip


def issue_drawn_up(act: Act, slip: Slip, issuer: Organisation | None) -> None:
    """Within an action: give the next number of the place and year, start the limit, tell the addressee; of a red one also those above."""
    day = clock.today()
    move(slip, "progress.issue_slip")
    _kept, rules = rules_for(slip.place)
    slip.mark, slip.year, slip.number = rules.mark, day.year, _next_number(slip.place, day.year)
    slip.issued_on, slip.due = day, add_workdays(day, slip.limit, rules.calendar).day
    slip.issuer, slip.issued_by = issuer, act.actor if isinstance(act.actor, User) else None
    saved(slip)
    words = _("%(slip)s（%(level)s）：请于 %(due)s 前回复") % {
        "slip": slip,
        "level": slip.get_level_display(),
        "due": slip.due.isoformat(),
    }
    tell(staff(slip.addressee), words, page(slip), at_once=True)
    if slip.level == Slip.Level.RED:
        inform_superiors(slip, _("%(slip)s（红色）已发%(who)s") % {"slip": slip, "who": slip.addressee})
        call_if_due(act, slip)


def issue_proposed(
    *, actor: Actor, slip: Slip, version: int, text: str, limit: int, issuer: Organisation | None
) -> Slip:
    """Issue a proposed slip, its words and limit as a person left them."""
    with action(actor, "progress.issue_slip", slip.place) as act:
        now = latest(slip, version)
        act.watch(now)
        now.text, now.limit = _text(text), limit
        issue_drawn_up(act, now, issuer)
        refresh(slip, now)
    return slip


def drop(*, actor: Actor, slip: Slip, version: int, reason: str) -> Slip:
    """Decide against a proposed slip, saying why; it takes no number."""
    return _end(actor, "progress.drop_slip", slip, version, reason_given(reason))


def withdraw(*, actor: Actor, slip: Slip, version: int, reason: str) -> Slip:
    """Take an issued slip back, saying why; its number stays taken."""
    return _end(actor, "progress.withdraw_slip", slip, version, reason_given(reason))


def close(*, actor: Actor, slip: Slip, version: int, words: str) -> Slip:
    """Close a slip whose matter is settled; a reply still under review counts as approved."""
    return _end(actor, "progress.close_slip", slip, version, reason_given(words))


def move(slip: Slip, name: str) -> None:
    """Bring the slip into the state the action leads to; raises ActionError where the table forbids it."""
    try:
        slip.state = SLIP.after(name, slip.state)
    except UnknownMoveError:
        raise ActionError(
            _("%(slip)s现为“%(state)s”，不能%(action)s。")
            % {"slip": slip, "state": slip.standing.label, "action": row(name).label}
        ) from None


def page(slip: Slip) -> str:
    """The address of its page."""
    return reverse("supervision:slip", args=[slip.pk])


def limit_from(slip: Slip, day: date, workdays: int) -> date:
    """The last day in time, so many working days of the slip's place after a day."""
    _kept, rules = rules_for(slip.place)
    return add_workdays(day, workdays, rules.calendar).day


def inform_superiors(slip: Slip, words: str) -> None:
    """Tell the organisation above the addressee and the leaders of the place, at once."""
    tell(superiors(slip.addressee, slip.place), words, page(slip), at_once=True)


def _end(actor: Actor, name: str, slip: Slip, version: int, words: str) -> Slip:
    with action(actor, name, slip.place, note=words) as act:
        now = latest(slip, version)
        act.watch(now)
        was_issued = now.number is not None
        _approve_last(act, now, name)
        move(now, name)
        now.ended_on, now.ended_for = clock.today(), words[:300]
        saved(now)
        if was_issued:
            told = _("%(slip)s%(state)s：%(words)s") % {"slip": now, "state": now.standing.label, "words": words}
            tell(staff(now.addressee), told, page(now))
        refresh(slip, now)
    return slip


def _approve_last(act: Act, slip: Slip, name: str) -> None:
    if name != "progress.close_slip":
        return
    for reply in slip.replies.filter(verdict=Reply.Verdict.WAITING):
        act.watch(reply)
        reply.verdict, reply.judged_by, reply.judged_at = Reply.Verdict.APPROVED, person(act.actor), clock.now()
        reply.save()


def _next_number(place: Place, year: int) -> int:
    SlipCounter.objects.get_or_create(place=place, year=year)
    counter = SlipCounter.objects.select_for_update().get(place=place, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _check(content: Content) -> None:
    _text(content.text)
    if not content.commitments:
        raise ActionError(_("督办单要有督办事项。"))
    if not content.addressee.active:
        raise ActionError(_("%(name)s已停用，不能作为承办单位。") % {"name": content.addressee})
    for each in content.commitments:
        if each.state in ledger_states.GONE or each.state == "closed":
            raise ActionError(
                _("“%(title)s”已%(state)s，不用督办。") % {"title": each.title, "state": each.standing.label}
            )


def _text(text: str) -> str:
    if not (given := text.strip()):
        raise ActionError(_("请写明督办要求。"))
    return given


def _items(slip: Slip, content: Content) -> list[SlipItem]:
    lights = _lights(content.commitments)
    return [
        SlipItem(
            slip=slip,
            commitment=each,
            deadline=each.deadline,
            occasion=content.occasions.get(each.pk, ""),
            **lights.get(each.pk, {}),
        )
        for each in content.commitments
    ]


def _lights(commitments: Sequence[Commitment]) -> dict[int, dict[str, Any]]:
    """The light of each as it is now, with its deciding reason."""
    rows = LightRecord.objects.filter(commitment__in=[each.pk for each in commitments]).order_by("lit_at", "pk")
    return {
        each.commitment_id: {"colour": each.colour, "reason": Light.from_data(each.light).reason.data()}
        for each in rows.defer("basis")
    }
