"""Choosing, explaining, publishing, renewing, withdrawing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test import TestCase

from taizhang.journal.models import Entry
from taizhang.policy.errors import ActionError, Refused, StaleError
from taizhang.publication.actions import (
    Explanation,
    choose,
    drop,
    explain,
    publish,
    renew,
    renew_automatically,
    withdraw,
)
from taizhang.publication.models import Edition, Publication, Stamp
from tests.cast import Cast
from tests.ledger.makers import SYSTEM, commitment
from tests.progress.makers import locked, opened, report_of, split_target
from tests.publication.makers import chosen, published


def test_from_choosing_to_withdrawing(cast: Cast) -> None:
    (made,) = choose(actor=cast.office, commitments=[commitment(cast)])
    with pytest.raises(ActionError, match="通俗说明"):
        publish(actor=cast.office, publication=made, version=made.version)
    explain(actor=cast.office, publication=made, version=made.version, to=Explanation("多划车位"))
    edition = publish(actor=cast.office, publication=made, version=made.version)
    assert (made.state, made.number, made.current) == ("published", 1, edition)
    assert edition.read.figure == "8万个以上"
    withdraw(actor=cast.office, publication=made, version=made.version, reason="口径调整")
    assert (made.state, made.current, made.withdrawn_for) == ("withdrawn", None, "口径调整")
    publish(actor=cast.office, publication=made, version=made.version)
    assert (made.number, made.withdrawn_for, made.editions.count()) == (1, "", 2)
    done = list(
        Entry.objects.filter(action__startswith="publication.").order_by("sequence").values_list("action", flat=True)
    )
    assert {"publication.choose", "publication.explain", "publication.publish", "publication.withdraw"} == set(done)


@pytest.mark.parametrize("part", ["department", "town", "leader", "supervision", "elsewhere", "auditor"])
def test_nobody_but_the_office_publishes(cast: Cast, part: str) -> None:
    made = chosen(cast, commitment(cast, lead="department"))
    who = cast.people[part]
    for act in (
        lambda: publish(actor=who, publication=made, version=made.version),
        lambda: withdraw(actor=who, publication=made, version=made.version, reason="不看"),
        lambda: explain(actor=who, publication=made, version=made.version, to=Explanation("改")),
        lambda: drop(actor=who, publication=made),
    ):
        with pytest.raises(Refused):
            act()
    assert not Edition.objects.exists()


def test_the_table_of_moves_is_kept(cast: Cast) -> None:
    made = chosen(cast)
    for act in (renew, lambda **to: withdraw(reason="撤回", **to)):
        with pytest.raises(ActionError, match="拟公开"):
            act(actor=SYSTEM, publication=made, version=made.version)
    publish(actor=SYSTEM, publication=made, version=made.version)
    with pytest.raises(ActionError, match="已公开"):
        publish(actor=SYSTEM, publication=made, version=made.version)
    with pytest.raises(ActionError, match="不能移除"):
        drop(actor=SYSTEM, publication=made)
    with pytest.raises(StaleError):
        withdraw(actor=SYSTEM, publication=made, version=made.version - 1, reason="撤回")


def test_what_is_chosen_twice_is_chosen_once_and_a_draft_can_go(cast: Cast) -> None:
    of = commitment(cast)
    (made,) = choose(actor=SYSTEM, commitments=[of])
    assert choose(actor=SYSTEM, commitments=[of]) == []
    drop(actor=SYSTEM, publication=made)
    assert not Publication.objects.exists()


def test_what_no_longer_counts_is_not_published(cast: Cast) -> None:
    of = commitment(cast)
    made = chosen(cast, of)
    of.state = "ended"
    of.save()
    with pytest.raises(ActionError, match="已终止"):
        publish(actor=SYSTEM, publication=made, version=made.version)


def test_words_become_public_only_when_the_office_renews(cast: Cast) -> None:
    made = published(cast)
    explain(actor=SYSTEM, publication=made, version=made.version, to=Explanation("尚未公开的新说明"))
    assert made.current is not None
    assert "新说明" not in Publication.objects.get(pk=made.pk).current.read.explanation  # type: ignore[union-attr]
    assert renew_automatically([made.commitment_id]) == []
    edition = renew(actor=SYSTEM, publication=made, version=made.version)
    assert edition.read.explanation == "尚未公开的新说明"
    with pytest.raises(ActionError, match="最新"):
        renew(actor=SYSTEM, publication=made, version=made.version)


def test_a_locked_figure_becomes_public_by_itself(cast: Cast) -> None:
    whole = split_target(cast)
    period = opened(cast)
    follows, stays = published(cast, whole), published(cast, whole.shares.first(), automatic=False)
    explain(actor=SYSTEM, publication=follows, version=follows.version, to=Explanation("还没有公开"))
    before = Stamp.objects.get().version
    connection.run_on_commit.clear()
    with TestCase.captureOnCommitCallbacks(execute=True):
        locked(report_of(cast, "town", period), 12_000)
    shown = Publication.objects.get(pk=follows.pk).current
    assert shown is not None
    assert (shown.cause, shown.read.value, shown.read.share) == ("automatic", Decimal(12_000), Decimal(15))
    assert shown.read.explanation != "还没有公开"
    assert Publication.objects.get(pk=stays.pk).current == stays.current
    assert Stamp.objects.get().version > before
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert renew_automatically([whole.pk]) == []


def test_numbers_are_never_given_twice(cast: Cast) -> None:
    first, second = published(cast), published(cast)
    withdraw(actor=SYSTEM, publication=second, version=second.version, reason="撤回")
    assert [first.number, second.number, published(cast).number] == [1, 2, 3]
