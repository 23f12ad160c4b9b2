"""Delivery confidence 交付信心: what a person thinks beside what the rules say."""

from __future__ import annotations

from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.journal.actions import Actor, action
from taizhang.ledger.actions.changing import person
from taizhang.policy.errors import ActionError
from taizhang.progress.models import Position


def judge(*, actor: Actor, position: Position, confidence: str, words: str) -> Position:
    """Say how sure one is that a commitment will be delivered, and why."""
    with action(actor, "progress.judge", position) as act:
        now = Position.objects.select_for_update().get(pk=position.pk)
        if confidence not in Position.Confidence.values:
            raise ActionError(_("请选择交付信心。"))
        if not words.strip():
            raise ActionError(_("请写明为什么这样判断。"))
        act.watch(now)
        now.confidence, now.confidence_words = confidence, words.strip()[:300]
        now.confidence_by, now.confidence_at = person(actor), clock.now()
        now.save()
    return now
