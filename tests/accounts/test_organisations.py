"""Organisations: set up, moved, closed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from taizhang.accounts.actions import organisations
from taizhang.accounts.models import Organisation
from taizhang.journal.marks import mark
from taizhang.policy.errors import ActionError
from tests.cast import Cast

DEPARTMENT = Organisation.Kind.DEPARTMENT


def _below(cast: Cast, name: str, parent: Organisation) -> Organisation:
    return organisations.create(actor=cast.system, name=name, kind=DEPARTMENT, place=cast.places["4419"], parent=parent)


def test_one_is_set_up_by_the_code_of_its_place(cast: Cast) -> None:
    fields = {"name": "虎门分局", "kind": "department", "place": "441900121"}
    answer = cast.client("system").post("/accounts/organisations/new/", fields)
    made = Organisation.objects.get(name="虎门分局")
    assert answer.headers["Location"] == reverse("accounts:organisation", args=[made.pk])
    assert (made.place, made.path) == (cast.places["441900121"], f"{made.pk}.")


def test_an_unknown_code_is_told_beside_the_field(cast: Cast) -> None:
    fields = {"name": "分局", "kind": "department", "place": "999999"}
    answer = cast.client("system").post("/accounts/organisations/new/", fields)
    assert answer.status_code == 422
    assert "没有代码为 999999 的现行区划" in answer.content.decode()


def test_a_name_is_given_once_in_a_place(cast: Cast) -> None:
    with pytest.raises(ActionError, match="已有名为"):
        organisations.create(actor=cast.system, name="市水务局", kind=DEPARTMENT, place=cast.places["4419"])


def test_what_is_below_goes_along(cast: Cast) -> None:
    old, new = cast.organisations["department"], cast.organisations["stranger"]
    child = _below(cast, "一大队", old)
    grandchild = _below(cast, "一中队", child)
    organisations.edit(actor=cast.system, organisation=child, seen=mark(child), parent=new)
    grandchild.refresh_from_db()
    assert grandchild.path == f"{new.pk}.{child.pk}.{grandchild.pk}."


def test_none_stands_below_itself(cast: Cast) -> None:
    own = cast.organisations["department"]
    child = _below(cast, "一大队", own)
    with pytest.raises(ActionError, match="不能是本单位或其下级"):
        organisations.edit(actor=cast.system, organisation=own, seen=mark(own), parent=child)


def test_its_page_shows_its_people(cast: Cast) -> None:
    page = cast.client("town").get(reverse("accounts:organisation", args=[cast.organisations["office"].pk]))
    assert cast.office.name in page.content.decode()


def test_a_closed_one_can_be_restored(cast: Cast) -> None:
    client, address = (
        cast.client("system"),
        reverse("accounts:organisation-close", args=[cast.organisations["town"].pk]),
    )
    client.post(address)
    assert not Organisation.objects.get(pk=cast.organisations["town"].pk).active
    client.post(address, {"active": "yes"})
    assert Organisation.objects.get(pk=cast.organisations["town"].pk).active
