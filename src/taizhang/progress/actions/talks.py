"""Talks 约谈: an organisation is asked to one after several red slips; what came of it is recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import File
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.actions.notices import staff, tell
from taizhang.journal.actions import Act, Actor, action
from taizhang.journal.versions import latest, refresh, saved
from taizhang.ledger.actions.changing import person
from taizhang.policy.errors import ActionError
from taizhang.progress.actions.papers import keep_papers
from taizhang.progress.models import Slip, SlipCounter, Talk
from taizhang.progress.queries.supervision import rules_for, superiors, supervisors


def call_if_due(act: Act, slip: Slip) -> Talk | None:
    """Within an action in which a slip became red: ask the addressee to a talk once it has had enough of them this year.

    Red slips that led to an earlier talk do not count again.
    """
    _kept, rules = rules_for(slip.place)
    if not rules.talk_after:
        return None
    # Whoever makes a slip red at this place waits here, so that two cannot each be the third.
    year = slip.year or clock.today().year
    SlipCounter.objects.get_or_create(place=slip.place, year=year)
    SlipCounter.objects.select_for_update().get(place=slip.place, year=year)
    red = Slip.objects.filter(place=slip.place, year=year, addressee=slip.addressee, level=Slip.Level.RED)
    counted = list(red.exclude(state="withdrawn").filter(talks=None).order_by("pk"))
    if len(counted) < rules.talk_after:
        return None
    talk = Talk.objects.create(place=slip.place, organisation=slip.addressee, called_on=clock.today())
    talk.slips.set(counted)
    act.created(talk)
    words = _("%(who)s今年已有 %(n)s 件红色督办单，按规则应予约谈") % {"who": slip.addressee, "n": len(counted)}
    people = [*supervisors(slip.place), *superiors(slip.addressee, slip.place), *staff(slip.addressee)]
    tell(people, words, reverse("supervision:talk", args=[talk.pk]), at_once=True)
    return talk


def hold(
    *, actor: Actor, talk: Talk, version: int, held_on: date, words: str, papers: list[File[Any]] | None = None
) -> Talk:
    """Record that the talk took place, and what came of it. Raises ActionError a second time, or for a day to come."""
    with action(actor, "progress.hold_talk", talk.place) as act:
        now = latest(talk, version)
        if now.held_on is not None:
            raise ActionError(_("这次约谈已经登记。"))
        if not words.strip():
            raise ActionError(_("请写明约谈情况。"))
        if not now.called_on <= held_on <= clock.today():
            raise ActionError(_("约谈日期应在提出之日和今天之间。"))
        act.watch(now)
        now.held_on, now.words, now.held_by = held_on, words.strip(), person(actor)
        keep_papers(papers or [], talk=now)
        refresh(talk, saved(now))
    return talk
