"""Telling people something, and noting that they have read it. Neither is journalled: nothing of the work changes."""

from __future__ import annotations

from collections.abc import Iterable

from taizhang import clock
from taizhang.accounts.actions.mailing import post
from taizhang.accounts.models import Notice, Organisation, User


def tell(people: Iterable[User], words: str, url: str, *, at_once: bool = False) -> None:
    """Leave a notice for each person; call it inside the action, so that it stands or falls with it.

    It goes by e-mail too, to those who want that: ``at_once``, or else with the next morning's digest if it is still unread.
    """
    recipients = {person.pk: person for person in people}
    made = [Notice(user=person, words=words[:300], url=url) for person in recipients.values()]
    notices = Notice.objects.bulk_create(made)
    if at_once:
        post(notices)


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
