"""What an action reaches for whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import models

from taizhang.accounts.actions import memberships
from taizhang.accounts.models import Organisation, User
from taizhang.accounts.scope import allowed, allows, within
from taizhang.journal.actions import System
from taizhang.places.models import Place
from taizhang.policy.roles import Role
from taizhang.policy.table import Action, Reach, UnknownActionError, action, actions
from tests.cast import Cast, organisation


@pytest.fixture
def reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """An action that reaches differently by role."""
    reaches = {role.value: Reach.NONE for role in Role} | {
        "public": Reach.NONE,
        "office": Reach.ALL,
        "department": Reach.ORGANISATION,
        "town": Reach.PLACE,
        "village": Reach.SELF,
    }
    monkeypatch.setattr("taizhang.accounts.scope.action", lambda _name: Action("test.see", "看", "see", reaches))


def _names(queryset: models.QuerySet[Organisation]) -> set[str]:
    return {each.name for each in queryset}


@pytest.mark.usefixtures("reach")
def test_all_reaches_everything(cast: Cast) -> None:
    everything = Organisation.objects.all()
    assert set(within(cast.office, "test.see", everything)) == set(everything)


@pytest.mark.usefixtures("reach")
def test_org_reaches_the_organisation_and_what_is_below_it(cast: Cast) -> None:
    own = cast.organisations["department"]
    organisation("一大队", Organisation.Kind.OTHER, own.place, own)
    assert _names(within(cast.department, "test.see", Organisation.objects.all())) == {own.name, "一大队"}


@pytest.mark.usefixtures("reach")
def test_place_reaches_the_place_and_what_is_below_it(cast: Cast) -> None:
    found = within(cast.town, "test.see", Organisation.objects.all())
    assert _names(found) == {"长安镇人民政府", "霄边社区"}
    assert {each.code for each in within(cast.town, "test.see", Place.objects.all())} == {"441900119", "441900119004"}


@pytest.mark.usefixtures("reach")
def test_self_reaches_the_person_alone(cast: Cast) -> None:
    assert list(within(cast.village, "test.see", User.objects.all())) == [cast.village]


@pytest.mark.usefixtures("reach")
def test_none_and_nobody_reach_nothing(cast: Cast) -> None:
    assert not within(cast.auditor, "test.see", Organisation.objects.all()).exists()
    assert not within(AnonymousUser(), "test.see", Organisation.objects.all()).exists()


@pytest.mark.usefixtures("reach")
def test_a_person_reached_twice_is_there_once(cast: Cast) -> None:
    other = organisation("长安分局", Organisation.Kind.DEPARTMENT, cast.places["441900119"])
    memberships.give(actor=System("test"), user=cast.stranger, organisation=other, role=Role.DEPARTMENT)
    people = within(cast.town, "test.see", User.objects.all())
    assert sorted(each.username for each in people) == ["stranger", "town", "village"]


@pytest.mark.usefixtures("reach")
def test_one_object_is_asked_like_the_many(cast: Cast) -> None:
    assert allows(cast.town, "test.see", cast.places["441900119004"])
    assert not allows(cast.town, "test.see", cast.places["441900121"])
    assert allows(cast.town, "test.see")


def test_a_role_that_ended_reaches_nothing(cast: Cast) -> None:
    assert allows(cast.office, "places.change")
    memberships.end(actor=cast.security, membership=cast.office.memberships.get())
    assert not allows(User.objects.get(pk=cast.office.pk), "places.change")


def test_a_role_at_a_closed_organisation_reaches_nothing(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.organisations["office"].pk).update(active=False)
    assert not allows(cast.office, "places.change")


def test_a_disabled_account_may_nothing(cast: Cast) -> None:
    cast.office.is_active = False
    assert not cast.office.has_perm("places.change")


def test_an_action_without_a_row_is_an_error() -> None:
    with pytest.raises(UnknownActionError, match=r"ledger\.fly"):
        action("ledger.fly")


def test_the_table_is_well_formed() -> None:
    table = actions()
    assert all(row.name.count(".") == 1 and row.chinese and row.english for row in table.values())
    assert all(set(row.reach) == {*Role.values, "public"} for row in table.values())


def test_administrators_never_reach_the_work_itself() -> None:
    # Searching finds what other actions reach, nothing by itself.
    apart = {"accounts", "journal", "places", "search"}
    for row in actions().values():
        if row.name.partition(".")[0] not in apart:
            assert {row.reach[role] for role in (Role.SYSTEM, Role.SECURITY, Role.AUDITOR)} == {Reach.NONE}, row.name


@pytest.mark.parametrize("part", ["office", "department", "stranger", "town", "supervision", "leader", "auditor"])
@pytest.mark.parametrize("code", ["4419", "441900119", "4401"])
def test_several_actions_asked_together_are_answered_as_one_by_one(cast: Cast, part: str, code: str) -> None:
    person, place = cast.people[part], cast.places[code]
    names = [name for name in actions() if name.startswith(("places.", "ledger.", "accounts.view"))]
    assert allowed(person, names, place) == {name for name in names if allows(person, name, place)}


def test_actions_that_reach_alike_take_one_query(cast: Cast, django_assert_max_num_queries: Any) -> None:
    person = cast.office
    assert person.held
    with django_assert_max_num_queries(1):
        assert len(allowed(person, ["ledger.edit", "ledger.merge", "ledger.assign"], cast.places["441900119"])) == 3
