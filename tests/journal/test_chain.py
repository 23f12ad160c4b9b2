"""The chain is broken by every way of tampering, and the command line can tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection

from taizhang.journal import chain, guards
from taizhang.journal.actions import System, action
from taizhang.journal.models import Entry, Head
from taizhang.journal.queries import verify_chain


@pytest.fixture
def entries(db: None) -> list[Entry]:
    """Five entries in a chain whose guard is off, as for somebody with the database in hand."""
    for number in range(5):
        with action(System("test"), "places.change") as act:
            act.record(after={"number": number, "words": "目标"}, note="说明")
    guards.remove(connection)
    return list(Entry.objects.order_by("sequence"))


def test_an_untouched_chain_holds(entries: list[Entry]) -> None:
    assert list(verify_chain()) == []


@pytest.mark.parametrize(
    ("tamper", "at"),
    [
        (lambda: Entry.objects.filter(pk=3).update(note="别的"), 3),
        (lambda: Entry.objects.filter(pk=3).update(after={"number": 7}), 3),
        (lambda: Entry.objects.filter(pk=3).update(at=datetime(2020, 1, 1, tzinfo=UTC)), 3),
        (lambda: Entry.objects.filter(pk=3).update(actor_name="别人"), 3),
        (lambda: Entry.objects.filter(pk=3).delete(), 4),
        (lambda: Entry.objects.filter(pk=1).delete(), 2),
        (lambda: Entry.objects.filter(pk=5).delete(), 4),
        (lambda: Entry.objects.all().delete(), 0),
        (lambda: Head.objects.update(digest="0" * 64), 5),
    ],
)
def test_tampering_is_found(entries: list[Entry], tamper: Callable[[], object], at: int) -> None:
    tamper()
    assert at in [fault.sequence for fault in verify_chain()]


def test_an_entry_made_to_fit_still_breaks_the_next(entries: list[Entry]) -> None:
    forged = entries[2]
    forged.note = "别的"
    Entry.objects.filter(pk=3).update(note=forged.note, digest=chain.digest(forged.previous, forged.content()))
    assert [fault.sequence for fault in verify_chain()] == [4]


def test_only_plain_values_are_taken() -> None:
    with pytest.raises(TypeError, match="Decimal"):
        chain.canonical({"value": Decimal(1)})


def test_the_order_of_keys_does_not_matter() -> None:
    assert chain.digest("0", {"a": 1, "b": 2}) == chain.digest("0", {"b": 2, "a": 1})
