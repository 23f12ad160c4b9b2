"""Roles given and taken back, with the administrators kept apart."""

from __future__ import annotations

import pytest
from django.urls import reverse

from taizhang.accounts.actions import memberships
from taizhang.accounts.models import Membership, User
from taizhang.journal.queries import history
from taizhang.policy.errors import ActionError, Refused
from taizhang.policy.roles import Role
from tests.cast import Cast


def _give(cast: Cast, part: str, where: str, role: Role, by: str = "security") -> Membership:
    return memberships.give(
        actor=cast.people[by], user=cast.people[part], organisation=cast.organisations[where], role=role
    )


def test_a_role_counts_at_once_and_is_recorded(cast: Cast) -> None:
    assert not cast.stranger.has_perm("places.change")
    _give(cast, "stranger", "office", Role.OFFICE)
    assert cast.stranger.has_perm("places.change")
    assert history(cast.stranger).get().note == "市指挥部办公室 · 市级专班"


def test_a_role_taken_back_stays_on_record(cast: Cast) -> None:
    client = cast.client("security")
    held = cast.town.memberships.get()
    client.post(reverse("accounts:role-end", args=[held.pk]))
    page = client.get(reverse("accounts:person", args=[cast.town.pk])).content.decode()
    assert "以前的角色" in page
    assert "还没有角色" in page
    assert not User.objects.get(pk=cast.town.pk).held


@pytest.mark.parametrize(
    ("part", "where", "role", "words"),
    [
        ("office", "administration", Role.AUDITOR, "三员分立"),
        ("auditor", "office", Role.OFFICE, "三员分立"),
        ("auditor", "administration", Role.SECURITY, "三员分立"),
        ("security", "administration", Role.SYSTEM, "不能给自己"),
        ("stranger", "town", Role.OFFICE, "不能设在"),
        ("stranger", "department", Role.TOWN, "不能设在"),
        ("town", "town", Role.TOWN, "已有这个角色"),
    ],
)
def test_what_is_not_given(cast: Cast, part: str, where: str, role: Role, words: str) -> None:
    with pytest.raises(ActionError, match=words):
        _give(cast, part, where, role)


@pytest.mark.parametrize("by", ["system", "auditor", "office", "town"])
def test_only_the_security_administrator_gives_roles(cast: Cast, by: str) -> None:
    with pytest.raises(Refused):
        _give(cast, "stranger", "office", Role.OFFICE, by=by)


def test_a_refusal_is_shown_beside_the_form(cast: Cast) -> None:
    address = reverse("accounts:role-give", args=[cast.auditor.pk])
    fields = {"organisation": cast.organisations["office"].pk, "role": "office"}
    answer = cast.client("security").post(address, fields)
    assert answer.status_code == 422
    assert "三员分立" in answer.content.decode()
