"""Following the figures: when what is locked of a commitment has changed, what is public of it is made anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django_tasks import task

from taizhang.journal.writes import written
from taizhang.progress.models import Position
from taizhang.publication.actions import renew_automatically
from taizhang.publication.models import Publication


class Changed:
    """The commitments whose position a transaction has written; called when it is committed."""

    def __init__(self) -> None:
        self.commitments: set[int] = set()

    def __call__(self) -> None:
        public = Publication.objects.filter(commitment__in=self.commitments, state="published", automatic=True)
        for pk in public.values_list("commitment_id", flat=True):
            renew.enqueue(pk)


@task()
def renew(commitment: int) -> None:
    """In the background, for whoever locked a figure need not wait."""
    renew_automatically([commitment])


def listen() -> None:
    """Be told of positions."""
    written.connect(_written, sender=Position, dispatch_uid="publication")


def _written(keys: Iterable[int], **_more: Any) -> None:
    waiting = next((each[1] for each in connection.run_on_commit if isinstance(each[1], Changed)), None)
    changed = waiting or Changed()
    changed.commitments.update(keys)
    if waiting is None:
        # What the public sees follows; it must not undo what was locked.
        transaction.on_commit(changed, robust=True)
