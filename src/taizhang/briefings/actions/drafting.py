"""Drafting a briefing: making it for a period, composing it anew, changing the office's own words, giving it up."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.briefings.canonical import to_data
from taizhang.briefings.content import Texts
from taizhang.briefings.models import Briefing
from taizhang.briefings.queries.briefings import GONE, before
from taizhang.briefings.queries.composing import compose
from taizhang.briefings.queries.printing import first_texts
from taizhang.briefings.states import BRIEFING
from taizhang.journal.actions import Actor, action
from taizhang.journal.versions import latest, reason_given, refresh, saved
from taizhang.ledger.actions.changing import person
from taizhang.policy.errors import ActionError
from taizhang.policy.table import action as row
from taizhang.policy.workflow import UnknownMoveError
from taizhang.progress.models import Period


def make(*, actor: Actor, period: Period) -> Briefing:
    """Draft the briefing of a period from what is locked. Raises ActionError where there is one, or nothing to say."""
    with action(actor, "briefings.compose", period.place) as act:
        there = Briefing.objects.filter(place=period.place, period=period).exclude(state=GONE).first()
        if there is not None:
            raise ActionError(
                _("%(period)s的通报已经有了（%(state)s）：请打开它继续。")
                % {"period": period.name, "state": there.standing.label}
            )
        composition = compose(period, before(period))
        held = actor.held if isinstance(actor, User) else []
        texts = first_texts(period, held[0].organisation.name if held else "", composition)
        made = Briefing.objects.create(
            place=period.place,
            period=period,
            title=texts.title,
            content=to_data(composition),
            texts=to_data(texts),
            composed_at=clock.now(),
            year=period.last.year,
            made_by=person(actor),
        )
        act.created(made)
    return made


def recompose(*, actor: Actor, briefing: Briefing, version: int) -> Briefing:
    """Compose a draft anew from what is locked now; the office's own words stay."""
    with action(actor, "briefings.recompose", briefing) as act:
        now = latest(briefing, version)
        move(now, "briefings.recompose")
        act.watch(now)
        now.content = to_data(compose(now.period, before(now.period)))
        now.composed_at = clock.now()
        refresh(briefing, saved(now))
    return briefing


def edit(*, actor: Actor, briefing: Briefing, version: int, texts: Texts) -> Briefing:
    """Change the office's own words. Raises ActionError without a title, a mark or a signatory."""
    with action(actor, "briefings.edit", briefing) as act:
        now = latest(briefing, version)
        move(now, "briefings.edit")
        if not (texts.title.strip() and texts.mark.strip() and texts.signatory.strip()):
            raise ActionError(_("请写上版头、标题和署名。"))
        act.watch(now)
        was, given = _told(now.own), _told(texts)
        differing = [name for name in was | given if was.get(name, "") != given.get(name, "")]
        before, after = ({name: told.get(name, "") for name in differing} for told in (was, given))
        if differing:
            act.record(now, before=before, after=after)
        now.texts, now.title = to_data(texts), texts.title.strip()[:120]
        refresh(briefing, saved(now))
    return briefing


def _told(texts: Texts) -> dict[str, str]:
    """The office's words as the journal names them."""
    named = {
        "版头": texts.mark,
        "导语": texts.lead,
        "下一步要求": texts.demands,
        "署名": texts.signatory,
        "抄送": texts.copies,
    }
    return named | {f"点评：{area}": words for area, words in texts.remarks.items()}


def drop(*, actor: Actor, briefing: Briefing, version: int, reason: str) -> Briefing:
    """Give up a briefing that was not issued; another can then be made for its period."""
    with action(actor, "briefings.drop", briefing, note=reason_given(reason)) as act:
        now = latest(briefing, version)
        act.watch(now)
        move(now, "briefings.drop")
        refresh(briefing, saved(now))
    return briefing


def move(briefing: Briefing, name: str) -> None:
    """Bring the briefing into the state the action leads to; raises ActionError where the table forbids it."""
    try:
        briefing.state = BRIEFING.after(name, briefing.state)
    except UnknownMoveError:
        words: dict[str, Any] = {"title": briefing, "state": briefing.standing.label, "action": row(name).label}
        raise ActionError(_("“%(title)s”现为“%(state)s”，不能%(action)s。") % words) from None
