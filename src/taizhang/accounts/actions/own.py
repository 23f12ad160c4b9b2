"""What a person sets for the own account: mail, and the secret address of the own calendar."""

from __future__ import annotations

import secrets

from taizhang.accounts.models import CalendarKey, User
from taizhang.accounts.queries import digest_of
from taizhang.journal.actions import action

EDIT = "accounts.edit_self"


def choose_mail(*, actor: User, wanted: str) -> None:
    """Say which notices should come by e-mail as well, one of ``User.MailWanted``."""
    with action(actor, EDIT, actor, note="邮件提醒") as act:
        act.watch(actor)
        actor.mail = User.MailWanted(wanted)
        actor.save(update_fields=["mail"])


def open_calendar(*, actor: User) -> str:
    """Make a new secret for the own calendar's address and return it; an address given before stops working."""
    with action(actor, EDIT, actor, note="生成日历订阅地址") as act:
        secret = secrets.token_urlsafe(32)
        CalendarKey.objects.filter(user=actor).delete()
        act.created(CalendarKey.objects.create(user=actor, digest=digest_of(secret)))
    return secret


def close_calendar(*, actor: User) -> None:
    """Take the own calendar's address out of use."""
    with action(actor, EDIT, actor, note="停用日历订阅地址") as act:
        for key in CalendarKey.objects.filter(user=actor):
            act.deleting(key)
            key.delete()
