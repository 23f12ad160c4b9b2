"""Editing, merging, splitting, striking and assigning lines of the ledger."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from taizhang.journal.models import Entry
from taizhang.ledger import actions, states
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError, Refused, StaleError
from taizhang.policy.table import actions as table
from tests.cast import Cast
from tests.ledger.makers import commitment, confirmed, document


def _edit(cast: Cast) -> actions.Edit:
    return actions.Edit(
        title="停车位",
        kind="figure",
        place=cast.places["4419"],
        measure="delta",
        comparator=">=",
        value=Decimal(90_000),
        unit="个",
        period="2024",
    )


def test_an_edit_is_kept_and_told(cast: Cast) -> None:
    made = commitment(cast)
    actions.edit(actor=cast.office, commitment=made, version=1, to=_edit(cast))
    assert Commitment.objects.get().value == 90_000
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.before["value"], entry.after["value"]) == ("ledger.edit", "80000.000000", "90000")


def test_a_stale_edit_is_refused_and_shows_what_stands(cast: Cast) -> None:
    made = commitment(cast)
    actions.edit(actor=cast.office, commitment=made, version=1, to=_edit(cast))
    with pytest.raises(StaleError) as refusal:
        actions.edit(actor=cast.office, commitment=made, version=1, to=replace(_edit(cast), value=Decimal(1)))
    assert refusal.value.on.value == 90_000  # type: ignore[attr-defined]
    assert Commitment.objects.get().value == 90_000


def test_a_target_needs_a_figure_and_a_task_none(cast: Cast) -> None:
    made = commitment(cast)
    with pytest.raises(ActionError, match="数值和单位"):
        actions.edit(actor=cast.office, commitment=made, version=1, to=replace(_edit(cast), value=None))
    actions.edit(actor=cast.office, commitment=made, version=1, to=replace(_edit(cast), kind="task"))
    assert (made.value, made.unit) == (None, "")


@pytest.mark.parametrize("part", ["department", "town", "leader", "auditor"])
def test_only_the_office_edits(cast: Cast, part: str) -> None:
    with pytest.raises(Refused):
        actions.edit(actor=cast.people[part], commitment=commitment(cast), version=1, to=_edit(cast))


def test_merging_moves_sources_and_keeps_the_merged_to_be_read(cast: Cast) -> None:
    first, second, *_rest = confirmed(document(cast))
    actions.merge(actor=cast.office, into=first, others=[second])
    assert first.sources.count() == 2
    second.refresh_from_db()
    assert (second.state, second.merged_into) == ("merged", first)
    with pytest.raises(ActionError):
        actions.merge(actor=cast.office, into=first, others=[first])


def test_splitting_keeps_the_words_with_every_part(cast: Cast) -> None:
    first = confirmed(document(cast))[0]
    parts = [replace(_edit(cast), title=title) for title in ("路内停车位", "路外停车位")]
    made = actions.split(actor=cast.office, commitment=first, version=first.version, parts=parts)
    assert [each.title for each in made] == ["路内停车位", "路外停车位"]
    assert {each.sources.get().quote for each in made} == {first.sources.get().quote}
    with pytest.raises(ActionError, match="至少要有两项"):
        actions.split(actor=cast.office, commitment=first, version=first.version, parts=parts[:1])


def test_striking_needs_a_reason(cast: Cast) -> None:
    made = commitment(cast)
    with pytest.raises(ActionError, match="理由"):
        actions.reject(actor=cast.office, commitment=made, version=1, reason=" ")
    actions.reject(actor=cast.office, commitment=made, version=1, reason="误读")
    assert made.state == "ended"


def test_assigned_accepted_returned_and_assigned_again(cast: Cast) -> None:
    made = commitment(cast, lead="")
    lead, helper = cast.organisations["department"], cast.organisations["stranger"]
    actions.assign(actor=cast.office, commitment=made, version=1, lead=lead, co_owners=[helper, lead])
    assert (made.state, made.lead, list(made.co_owners.all())) == ("assigned", lead, [helper])
    actions.accept(actor=cast.department, commitment=made, version=made.version)
    assert made.state == "accepted"
    actions.send_back(actor=cast.department, commitment=made, version=made.version, reason="不属本单位职责")
    assert made.state == "returned"
    assert Entry.objects.latest("sequence").note == "不属本单位职责"
    with pytest.raises(ActionError, match="不能签收"):
        actions.accept(actor=cast.department, commitment=made, version=made.version)
    actions.assign(actor=cast.office, commitment=made, version=made.version, lead=helper)
    assert made.state == "assigned"


@pytest.mark.parametrize("part", ["stranger", "town", "office", "supervision"])
def test_only_the_lead_accepts(cast: Cast, part: str) -> None:
    made = commitment(cast, lead="")
    actions.assign(
        actor=cast.office,
        commitment=made,
        version=1,
        lead=cast.organisations["department"],
        co_owners=[cast.organisations["stranger"]],
    )
    with pytest.raises(Refused):
        actions.accept(actor=cast.people[part], commitment=made, version=made.version)


def test_the_tables_of_states_agree_with_each_other() -> None:
    assert len(states.states()) == 14
    for (name, before), after in states.moves().items():
        assert name in table()
        assert {before, after} <= set(states.states())
    assert {state.light for state in states.states().values()} <= {"waiting", "green", "yellow", "red", "closed"}


def test_states_are_told_in_the_language_of_the_reader(cast: Cast) -> None:
    made = commitment(cast, lead="")
    actions.assign(actor=cast.office, commitment=made, version=1, lead=cast.organisations["department"])
    client = cast.client("office")
    address = reverse("ledger:commitment", args=[made.pk])
    assert "<del>确认</del> → <ins>交办</ins>" in client.get(address).content.decode()
    client.post("/language/", {"language": "en"})
    page = client.get(address).content.decode()
    assert "<del>Confirmed</del> → <ins>Assigned</ins>" in page
    assert 'title="with the lead organisation, to be accepted"' in page
