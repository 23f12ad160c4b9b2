"""What an entry changed, in words for people."""

from __future__ import annotations

from taizhang.journal.actions import System, action
from taizhang.journal.words import field_changes
from tests.cast import Cast
from tests.ledger.makers import commitment


def test_figures_are_written_without_idle_noughts() -> None:
    [change] = field_changes("ledger.commitment", {"value": "80000.000000"}, {"value": "24.600000"})
    assert (change.label, change.before, change.after) == ("目标值", "80,000", "24.6")


def test_a_field_since_removed_is_shown_as_it_was_kept() -> None:
    [change] = field_changes("ledger.commitment", {}, {"colour": "red"})
    assert (change.label, change.before, change.after) == ("colour", "", "red")


def test_what_was_registered_at_first_is_folded_away(cast: Cast) -> None:
    made = commitment(cast)
    with action(System("tests"), "ledger.edit") as act:
        act.created(made)
    page = cast.client("office").get(f"/ledger/{made.pk}/").content.decode()
    assert "<details><summary>登记了 " in page
