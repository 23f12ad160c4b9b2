"""What is counted of very many rows is kept for a minute; what is counted of few, never."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from taizhang import clock
from taizhang.ledger.models import Commitment
from taizhang.ui import keeping
from tests.cast import Cast
from tests.portal.makers import TODAY, ledger

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    cache.clear()
    with clock.at(TODAY):
        yield
    cache.clear()


def _list(cast: Cast, **query: str) -> Any:
    return cast.client("office").get(reverse("ledger:list"), query)


def _count(answer: Any) -> int:
    number: int = answer.context["list"].page.paginator.count
    return number


def test_a_list_of_few_is_counted_each_time(cast: Cast) -> None:
    made = ledger(cast)
    before = _count(_list(cast))
    made["unlit"].delete()
    after = _list(cast)
    assert _count(after) == before - 1
    assert after.context["list"].page.paginator.counted_at is None


def test_a_list_of_very_many_is_counted_once_a_minute_and_says_when(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taizhang.ui.keeping.LARGE", 3)
    monkeypatch.setattr("taizhang.ui.lists.paging.FEW", 2)
    made = ledger(cast)
    first = _list(cast)
    made["unlit"].delete()
    again = _list(cast)
    assert _count(again) == _count(first)
    at = again.context["list"].page.paginator.counted_at
    assert f"截至 {at:%H:%M}" in again.content.decode()
    with clock.at(at + keeping.FRESH):
        assert _count(_list(cast)) == _count(first) - 1


def test_few_among_very_many_are_counted_each_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has just done something finds it in the narrowed list."""
    monkeypatch.setattr("taizhang.ui.keeping.LARGE", 3)
    made = ledger(cast)
    red = _count(_list(cast, light="red"))
    Commitment.objects.filter(position__colour="red").first().delete()  # type: ignore[union-attr]
    assert 0 < _count(_list(cast, light="red")) == red - 1
    assert made


def test_choices_of_very_many_may_be_a_minute_old(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taizhang.ui.keeping.LARGE", 3)
    ledger(cast)
    offered = {each.filter.name: each.choices for each in _list(cast).context["list"].state.offered}
    Commitment.objects.filter(pk=Commitment.objects.order_by("pk").values("pk")[:1]).update(area="新领域")
    again = {each.filter.name: each.choices for each in _list(cast).context["list"].state.offered}
    assert again["area"] == offered["area"]
    asked = _list(cast, area="新领域")
    assert _count(asked) == 1


@pytest.mark.parametrize(("large", "answer"), [(2, True), (3, False)])
def test_vast_is_more_than_large(cast: Cast, monkeypatch: pytest.MonkeyPatch, large: int, answer: bool) -> None:
    monkeypatch.setattr("taizhang.ui.keeping.LARGE", large)
    ledger(cast)
    three = Commitment.objects.filter(pk__in=list(Commitment.objects.order_by("pk").values_list("pk", flat=True)[:3]))
    assert keeping.vast(three) is answer
    assert keeping.vast(three.none()) is False


@pytest.mark.parametrize(("took", "fresh"), [(0, 60), (3, 60), (10, 200), (3600, 600)])
def test_what_takes_long_is_kept_for_longer(monkeypatch: pytest.MonkeyPatch, took: int, fresh: int) -> None:
    """Seconds that counting took, and seconds for which it is not done again."""
    seconds = 0.0

    def count() -> int:
        nonlocal seconds
        seconds += took
        return 1

    monkeypatch.setattr("time.monotonic", lambda: seconds)
    first = keeping.kept("slow", count, lambda _: True)
    with clock.at(first.at + timedelta(seconds=fresh - 1)):
        assert keeping.kept("slow", count, lambda _: True).at == first.at
    with clock.at(first.at + timedelta(seconds=fresh)):
        assert keeping.kept("slow", count, lambda _: True).at > first.at
