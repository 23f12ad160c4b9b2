"""Many writers at once still make one chain."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from taizhang.journal.actions import System, action
from taizhang.journal.models import Entry
from taizhang.journal.queries import verify_chain

WRITERS, EACH = 4, 10


def _write(number: int) -> None:
    try:
        for _ in range(EACH):
            with action(System(f"writer {number}"), "places.change") as act:
                act.record(note="x")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_writers_do_not_break_the_chain() -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(_write, range(WRITERS)))
    assert list(verify_chain()) == []
    assert Entry.objects.count() == WRITERS * EACH


@pytest.mark.django_db(transaction=True)
def test_the_guard_is_back_after_tables_were_emptied(request: Any) -> None:
    with action(System("writer"), "places.change") as act:
        act.record(note="x")
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Entry.objects.all().delete()
