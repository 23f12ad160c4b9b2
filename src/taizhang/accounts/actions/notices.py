"""Telling people something, and noting that they have read it. Neither is journalled: nothing of the work changes."""

from __future__ import annotations

from collections.abc import Iterable

from taizhang import clock
from taizhang.accounts.models import Notice, Organisation, User


def tell(people: Iterable[User], words: str, url: str) -> None:
    """Leave a notice for each person; call it inside the action, so that it stands or falls with it."""
    recipients = {person.pk: person for person in people}
    Notice.objects.bulk_create([Notice(user=person, words=words[:300], url=url) for person in recipients.values()])


def staff(*organisations: Organisation) -> list[User]:
    """The people who hold a role at any of the organisations and can sign in: whom to tell."""
    held = User.objects.filter(memberships__organisation__in=organisations, memberships__until=None, is_active=True)
    return list(held.distinct())


def mark_read(*, actor: User, notice: Notice | None = None) -> None:
    """Note that one's own notice has been read; without one, all of them."""
    unread = Notice.objects.filter(user=actor, read=None)
    if notice is not None:
        unread = unread.filter(pk=notice.pk)
    unread.update(read=clock.now())
