"""An action checks, does and records, all or nothing."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from taizhang.journal.actions import System, action
from taizhang.journal.models import Entry
from taizhang.journal.origin import coming_from
from taizhang.journal.queries import history, verify_chain
from taizhang.places.models import Place
from taizhang.policy.errors import Refused
from tests.cast import Cast

COMMAND = System("set-up")


def test_what_changed_is_recorded(cast: Cast) -> None:
    town = cast.places["441900119"]
    with coming_from("10.0.0.1"), action(cast.office, "places.change", town, note="更正") as act:
        act.watch(town)
        town.name = "长安新镇"
        town.save()
    entry = history(town).get()
    assert (entry.before, entry.after) == ({"name": "长安镇"}, {"name": "长安新镇"})
    assert (entry.actor_id, entry.origin, entry.note) == (cast.office.pk, "10.0.0.1", "更正")
    assert entry.action_label == "调整区划"


def test_nothing_changed_is_not_recorded(cast: Cast) -> None:
    with action(COMMAND, "places.change") as act:
        act.watch(cast.places["4419"])
    assert not Entry.objects.exists()


def test_who_may_not_is_refused_before_anything_happens(cast: Cast) -> None:
    with pytest.raises(Refused, match="调整区划"), action(cast.town, "places.change", cast.places["441900119"]):
        pytest.fail("the work must not begin")
    assert not Entry.objects.exists()


def test_a_failure_leaves_no_trace(cast: Cast) -> None:
    town = cast.places["441900119"]
    with pytest.raises(ZeroDivisionError):
        _fail_after_renaming(town)
    town.refresh_from_db()
    assert town.name == "长安镇"
    assert not Entry.objects.exists()


def test_an_inner_action_is_recorded_with_the_outer(cast: Cast) -> None:
    city, town = cast.places["4419"], cast.places["441900119"]
    with action(COMMAND, "places.change") as outer:
        with action(COMMAND, "places.change") as inner:
            inner.record(town)
        assert not Entry.objects.exists()
        outer.record(city)
    assert [entry.label for entry in Entry.objects.order_by("sequence")] == ["长安镇", "东莞市"]
    assert list(verify_chain()) == []


def test_an_inner_action_that_fails_is_not_recorded(cast: Cast) -> None:
    city, town = cast.places["4419"], cast.places["441900119"]
    with action(COMMAND, "places.change") as outer:
        with pytest.raises(ZeroDivisionError):
            _fail_after_renaming(town)
        outer.record(city)
    assert [entry.label for entry in Entry.objects.all()] == ["东莞市"]


def _fail_after_renaming(town: Place) -> None:
    with action(COMMAND, "places.change") as act:
        act.watch(town)
        act.record(town)
        town.name = "别名"
        town.save()
        _ = 1 / 0


@pytest.mark.parametrize("change", [lambda rows: rows.update(label="x"), lambda rows: rows.delete()])
def test_the_database_refuses_to_change_or_delete(cast: Cast, change: object) -> None:
    with action(COMMAND, "places.change") as act:
        act.record(cast.places["4419"])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(Entry.objects.all())  # type: ignore[operator]
    assert list(verify_chain()) == []
