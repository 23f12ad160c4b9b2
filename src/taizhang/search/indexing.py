"""Keeping the index: lines of objects brought up to what the objects say now, some at a time or all anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db import transaction

from taizhang.search.kinds import KINDS, Kind
from taizhang.search.models import Build, Line
from taizhang.search.ranks import keyed
from taizhang.search.stores import store

#: Rises when the words of anything are made otherwise, so that an upgrade builds the index anew.
VERSION = 3
PORTION = 500


def bring_up(kind: Kind, keys: Collection[int]) -> None:
    """Make the lines of these objects say what the objects say now; those of objects that are gone go."""
    with transaction.atomic():
        store().hold()
        _forget(Line.objects.filter(kind=kind.name, subject__in=keys).values_list("pk", flat=True))
        _add(kind, kind.rows().filter(pk__in=keys))


def rebuild(kinds: Iterable[Kind] = ()) -> Iterator[tuple[Kind, int]]:
    """Build everything anew, portion by portion, while people go on searching; tells after each how many objects it was."""
    for kind in kinds or KINDS.values():
        yield from ((kind, count) for count in _rebuild(kind))
    with transaction.atomic():
        _forget(Line.objects.exclude(kind__in=KINDS).values_list("pk", flat=True))
        Build.objects.update_or_create(pk=1, defaults={"version": VERSION})
    store().settle()


def set_up() -> None:
    """After every migration: what the store needs is there, and an index built by other rules is built anew."""
    store().install()
    if not Build.objects.filter(version=VERSION).exists():
        store().empty()
        for _progress in rebuild():
            pass


def _rebuild(kind: Kind) -> Iterator[int]:
    at = 0
    while True:
        with transaction.atomic():
            store().hold()
            rows = list(kind.rows().filter(pk__gt=at).order_by("pk")[:PORTION])
            stale = Line.objects.filter(kind=kind.name, subject__gt=at)
            end = rows[-1].pk if len(rows) == PORTION else None
            _forget((stale if end is None else stale.filter(subject__lte=end)).values_list("pk", flat=True))
            _add(kind, rows)
        yield len(rows)
        if end is None:
            return
        at = end


def _forget(keys: Iterable[int]) -> None:
    remaining = iter(list(keys))
    while some := list(islice(remaining, PORTION)):
        store().drop(some)
        Line.objects.filter(pk__in=some).delete()


def _add(kind: Kind, rows: Iterable[object]) -> None:
    drafts = ((each.pk, draft) for each in rows for draft in kind.drafts(each))  # type: ignore[attr-defined]
    while some := list(islice(drafts, 4 * PORTION)):
        store().add(kind.name, list(keyed(kind, some)))
