"""What hangs where: the quick conditions reach exactly what the declarations say."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from taizhang.accounts.models import Organisation, User
from taizhang.accounts.scope import allows, within
from taizhang.accounts.strands import always_somewhere
from taizhang.ledger.models import Commitment, Source
from taizhang.places.models import Level, Place
from taizhang.policy.roles import Role
from taizhang.policy.table import Reach, action
from tests.cast import Cast, organisation, person, place
from tests.ledger.makers import commitment

PARTS = ("office", "department", "stranger", "town", "other_town", "village", "leader", "hotline", "elsewhere")


def _each_way(cast: Cast) -> list[Commitment]:
    """A commitment for every place, lead and co-owner, and a share of each."""
    made = []
    leads = ["", "department", "town", "village", "elsewhere"]
    for code, lead, helper in product(cast.places, leads, ["", "stranger", "other_town"]):
        whole = commitment(cast, code=code, lead=lead)
        if helper:
            whole.co_owners.set([cast.organisation(helper), cast.organisation("town")])
        made += [whole, commitment(cast, code="441900121", parent=whole, lead="other_town")]
    return made


def _belongs(user: User, each: Commitment) -> bool:
    """The declarations, written out once more by hand."""
    helpers = list(each.co_owners.all())
    for held in user.held:
        reach = action("ledger.view").reach[held.role]
        owners = [each.lead, *helpers]
        if reach is Reach.PLACE:
            places = [each.place, *(owner.place for owner in owners if owner)]
            if any(one.path.startswith(held.organisation.place.path) for one in places):
                return True
        if reach is Reach.ORGANISATION:
            owners.append(each.parent.lead if each.parent else None)
            if any(owner and owner.path.startswith(held.organisation.path) for owner in owners):
                return True
    return False


@pytest.mark.parametrize("part", PARTS)
def test_exactly_what_the_declarations_say_is_reached(cast: Cast, part: str) -> None:
    made = _each_way(cast)
    user = cast.people[part]
    expected = {each.pk for each in made if _belongs(user, each)}
    reached = list(within(user, "ledger.view", Commitment.objects.all()).values_list("pk", flat=True))
    assert sorted(reached) == sorted(expected)
    assert {each.pk for each in made if allows(user, "ledger.view", each)} == expected


def test_two_roles_reach_what_either_reaches(cast: Cast) -> None:
    made = _each_way(cast)
    both = person("both", Role.TOWN, cast.organisations["town"])
    both.memberships.create(organisation=cast.organisations["elsewhere"], role=Role.DEPARTMENT)
    reached = within(both, "ledger.view", Commitment.objects.all()).values_list("pk", flat=True)
    assert set(reached) == {each.pk for each in made if _belongs(both, each)}


def test_who_covers_every_place_is_asked_nothing_more(cast: Cast) -> None:
    office = organisation("省指挥部办公室", Organisation.Kind.OFFICE, cast.places["44"])
    user = person("province", Role.OFFICE, office)
    everything = Commitment.objects.all()
    assert str(within(user, "ledger.view", everything).query) == str(everything.query)


def test_beside_another_province_only_the_own_one_is_reached(cast: Cast) -> None:
    other = place("45", "广西壮族自治区", Level.PROVINCE, None)
    theirs = commitment(cast, place=other)
    ours = commitment(cast, code="441900119")
    office = organisation("省指挥部办公室", Organisation.Kind.OFFICE, cast.places["44"])
    user = person("province", Role.OFFICE, office)
    assert list(within(user, "ledger.view", Commitment.objects.all())) == [ours]
    assert not allows(user, "ledger.view", theirs)


@pytest.mark.parametrize(("model", "always"), [(Commitment, True), (Source, True), (Place, True), (User, False)])
def test_what_always_hangs_on_a_place(model: Any, always: bool) -> None:
    assert always_somewhere(model) is always
