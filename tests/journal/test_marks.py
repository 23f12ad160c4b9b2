"""An object changed between being shown and being saved is noticed."""

from __future__ import annotations

import pytest

from taizhang.journal.marks import lock, mark
from taizhang.policy.errors import StaleError
from tests.cast import Cast


def test_an_untouched_object_is_given_locked(cast: Cast) -> None:
    town = cast.places["441900119"]
    assert lock(town, mark(town)) == town


def test_an_object_changed_meanwhile_is_refused_by_name(cast: Cast) -> None:
    town = cast.places["441900119"]
    shown = mark(town)
    town.name = "滨海镇"
    town.save()
    with pytest.raises(StaleError, match="“滨海镇”刚被他人修改过"):
        lock(town, shown)
