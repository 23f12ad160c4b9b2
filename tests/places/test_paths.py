"""The look-up of everything below a path."""

from __future__ import annotations

import pytest

from taizhang.places.models import Place
from tests.cast import Cast


def test_within_finds_the_place_and_what_lies_below(cast: Cast) -> None:
    found = Place.objects.filter(path__within=cast.places["441900119"].path)
    assert sorted(each.code for each in found) == ["441900119", "441900119004"]


def test_a_code_that_begins_alike_is_not_below(cast: Cast) -> None:
    assert not Place.objects.filter(path__within="44.4419.4419001.").exists()


def test_everything_is_within_the_empty_path(cast: Cast) -> None:
    assert Place.objects.filter(path__within="").count() == Place.objects.count()


def test_a_path_without_its_end_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="full stop"):
        Place.objects.filter(path__within="44.4419").count()
