"""Form fields among many choices: what is chosen is always there, words find the rest, validation knows them all."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.test import RequestFactory

from taizhang.accounts.models import Organisation
from taizhang.places.models import Level, Place
from taizhang.ui.choosing import SearchedChoiceField, SearchedChoicesField, choices_asked
from taizhang.ui.lists.filters import OFFERED
from tests.cast import Cast, organisation, place
from tests.ledger.makers import commitment

pytestmark = pytest.mark.django_db


class TownForm(forms.Form):
    """One town, and some others."""

    one = SearchedChoiceField(Place.objects.none(), search=("name__icontains",), empty_label="请选择")
    others = SearchedChoicesField(Place.objects.none(), search=("name__icontains",), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = Place.objects.filter(level=Level.TOWN).order_by("code")  # type: ignore[attr-defined]


@pytest.fixture
def towns() -> list[Place]:
    """A city with a few more towns than are offered at once."""
    city = place("4419", "东莞市", Level.CITY, None)
    return [place(f"441900{number:03}", f"第{number}镇", Level.TOWN, city) for number in range(OFFERED + 30)]


def _names(page: str) -> list[str]:
    return re.findall(r"(?:<option[^>]*>|<input type=\"checkbox\"[^>]*>)\s*([^<\s]+)", page)


def test_among_few_there_is_nothing_to_type(towns: list[Place]) -> None:
    Place.objects.filter(pk__in=[each.pk for each in towns[3:]]).delete()
    one = str(TownForm()["one"])
    assert _names(one) == ["请选择", "第0镇", "第1镇", "第2镇"]
    assert "find-one" not in one


@pytest.mark.usefixtures("towns")
def test_among_many_the_first_are_offered() -> None:
    form = TownForm()
    assert len(_names(str(form["one"]))) == OFFERED + 1
    assert len(_names(str(form["others"]))) == OFFERED
    assert 'name="find-others"' in str(form["others"])


def test_what_is_chosen_is_offered_first(towns: list[Place]) -> None:
    form = TownForm(initial={"one": towns[-1].pk, "others": [towns[-2].pk, towns[0].pk]})
    assert _names(str(form["one"]))[:3] == ["请选择", towns[-1].name, "第0镇"]
    assert re.search(rf'value="{towns[-1].pk}" selected', str(form["one"]))
    assert _names(str(form["others"]))[:2] == [towns[-2].name, "第0镇"]
    assert str(form["others"]).count("checked") == 2


def test_every_row_may_be_chosen_offered_or_not(towns: list[Place]) -> None:
    form = TownForm({"one": towns[-1].pk, "others": [towns[-2].pk, towns[0].pk]})
    assert form.is_valid()
    assert (form.cleaned_data["one"], set(form.cleaned_data["others"])) == (towns[-1], {towns[-2], towns[0]})
    city = towns[0].parent
    assert city is not None
    assert not TownForm({"one": city.pk}).is_valid()


def test_words_typed_without_a_script_narrow_the_page_that_comes_back(towns: list[Place]) -> None:
    form = TownForm({"find-one": "第12", "find-others": "第7镇", "others": [towns[0].pk]})
    assert not form.is_valid()
    assert _names(str(form["one"]))[:2] == ["请选择", "第12镇"]
    assert _names(str(form["others"])) == ["第0镇", "第7镇"]


def test_a_script_gets_the_choices_alone(towns: list[Place]) -> None:
    request = RequestFactory().get("/", {"choices": "others", "find-others": "第7镇", "others": [towns[0].pk, "x", ""]})
    answer = choices_asked(request, TownForm())
    assert answer is not None
    page = answer.content.decode()
    assert page.strip().startswith("<div")
    assert _names(page) == ["第0镇", "第7镇"]
    assert "find-others" not in page


@pytest.mark.parametrize("query", ["", "choices=", "choices=nothing", "choices=__class__"])
def test_other_requests_get_the_page(query: str) -> None:
    assert choices_asked(RequestFactory().get(f"/?{query}"), TownForm()) is None


def test_two_forms_do_not_share_what_was_typed(towns: list[Place]) -> None:
    TownForm({"find-one": "第7镇"}).is_valid()
    assert len(_names(str(TownForm()["one"]))) == OFFERED + 1
    assert len(towns) > OFFERED


def test_owners_are_found_while_assigning(cast: Cast) -> None:
    made = commitment(cast, code="4419")
    for number in range(OFFERED + 5):
        organisation(f"第{number:03}局", Organisation.Kind.DEPARTMENT, cast.places["4419"])
    client = cast.client("office")
    address = f"/ledger/{made.pk}/assign/"
    assert "第104局" not in client.get(address).content.decode()
    found = client.get(f"{address}?choices=lead&find-lead=第104局").content.decode()
    assert found.strip().startswith("<select")
    assert "第104局" in found
    assert "第103局" not in found
