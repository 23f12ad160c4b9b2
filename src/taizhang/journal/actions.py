"""The one way to write: check the permission, open the transaction, do the work, record it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction

from taizhang import clock
from taizhang.journal import chain, origin
from taizhang.journal.models import Entry, Head
from taizhang.journal.rows import insert_all
from taizhang.journal.snapshots import changed, snapshot
from taizhang.policy.errors import Refused


class Actor(Protocol):
    """Whoever does something: a signed-in person, or :class:`System`."""

    @property
    def pk(self) -> int | None: ...

    def has_perm(self, perm: str, obj: Any = None) -> bool: ...


@dataclass(frozen=True, slots=True)
class System:
    """taizhang itself at work: a set-up command, a scheduled job. It may do everything and is named in the journal."""

    name: str
    pk: None = None

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Always true: what taizhang does by itself was decided when it was written."""
        return True

    def __str__(self) -> str:
        return self.name


@dataclass(slots=True)
class Draft:
    """An entry before it has its place in the chain."""

    actor: Actor
    action: str
    subject: models.Model | None
    label: str
    before: dict[str, Any]
    after: dict[str, Any]
    note: str


@dataclass(slots=True)
class Act:
    """An action under way: what it watches and what it will record."""

    actor: Actor
    name: str
    note: str = ""
    drafts: list[Draft] = field(default_factory=list)
    _watched: list[tuple[models.Model, dict[str, Any]]] = field(default_factory=list)

    def watch(self, *objects: models.Model) -> None:
        """Remember how each object stands now; what differs at the end of the action is recorded."""
        self._watched += [(each, {} if each.pk is None else snapshot(each)) for each in objects]

    def forget(self, *objects: models.Model) -> None:
        """Objects that stay as they are after all: what was done to them in memory is not recorded."""
        kept = {id(each) for each in objects}
        self._watched = [each for each in self._watched if id(each[0]) not in kept]

    def created(self, *objects: models.Model) -> None:
        """Record new objects with all their fields."""
        self._watched += [(each, {}) for each in objects]

    def deleting(self, *objects: models.Model) -> None:
        """Record objects about to go, with all their fields; call before deleting."""
        for each in objects:
            self.record(each, before=snapshot(each))

    def record(
        self,
        subject: models.Model | None = None,
        *,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        note: str = "",
    ) -> None:
        """Record something that no column shows: a sign-in, an export, a bulk change with its counts."""
        label = "" if subject is None else str(subject)[:300]
        self.drafts.append(Draft(self.actor, self.name, subject, label, before or {}, after or {}, note or self.note))

    def _settle(self) -> None:
        for subject, was in self._watched:
            before, after = changed(was, snapshot(subject))
            if before or after:
                self.record(subject, before=before, after=after)


_outer: ContextVar[Act | None] = ContextVar("outer action", default=None)


@contextmanager
def action(actor: Actor, name: str, on: models.Model | None = None, *, note: str = "") -> Iterator[Act]:
    """Do one thing as one transaction and record it.

    ``name`` is a row of ``policy.csv``; ``on`` is the object the permission is asked for. Raises
    :class:`~taizhang.policy.errors.Refused` before anything happens if the actor may not. Actions may call actions:
    the entries are then added at the end of the outermost, because adding one holds the chain's lock until commit.
    """
    if not actor.has_perm(name, on):
        raise Refused(name, on)
    outer = _outer.get()
    act = Act(actor, name, note)
    token = _outer.set(act)
    try:
        with transaction.atomic():
            yield act
            act._settle()
            if outer is None:
                append(act.drafts)
    finally:
        _outer.reset(token)
    if outer is not None:
        outer.drafts += act.drafts


def append(drafts: list[Draft]) -> list[Entry]:
    """Add entries to the end of the chain, holding its lock until the transaction ends."""
    if not drafts:
        return []
    head = _head() or _first_head()
    entries, at = [], clock.now()
    for draft in drafts:
        entry = _entry(draft, head, at)
        head.sequence, head.digest = entry.sequence, entry.digest
        entries.append(entry)
    insert_all(entries)
    head.save()
    return entries


def _head() -> Head | None:
    return Head.objects.select_for_update().filter(pk=1).first()


def _first_head() -> Head:
    Head.objects.get_or_create(pk=1)
    return Head.objects.select_for_update().get(pk=1)


def _entry(draft: Draft, head: Head, at: datetime) -> Entry:
    subject = draft.subject
    entry = Entry(
        sequence=head.sequence + 1,
        at=at,
        actor_id=draft.actor.pk,
        actor_name=str(draft.actor)[:150],
        origin=origin.current(),
        action=draft.action,
        kind="" if subject is None else subject._meta.label_lower,
        object_id="" if subject is None or subject.pk is None else str(subject.pk),
        label=draft.label,
        before=draft.before,
        after=draft.after,
        note=str(draft.note),
        previous=head.digest,
    )
    entry.digest = chain.digest(entry.previous, entry.content())
    return entry
