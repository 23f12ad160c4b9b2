"""Pages of the divisions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from taizhang.places.models import Place
from tests.cast import Cast


def test_the_list_narrows_sorts_and_counts(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = cast.client("town")
    with django_assert_max_num_queries(8):
        page = client.get("/places/?q=长安&level=town").content.decode()
    assert "长安镇" in page
    assert "虎门镇" not in page
    assert "共 1 条" in page


def test_the_list_of_an_earlier_day_shows_earlier_names(cast: Cast) -> None:
    client = cast.client("office")
    town = cast.places["441900119"]
    answer = client.post(reverse("places:change", args=[town.pk, "rename"]), {"name": "滨海镇", "on": "2020-05-01"})
    assert answer.status_code == 302
    assert "滨海镇" in client.get("/places/").content.decode()
    earlier = client.get("/places/?on=2020-04-30").content.decode()
    assert "长安镇" in earlier
    assert "滨海镇" not in earlier


def test_a_page_shows_above_below_and_history(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = cast.client("office")
    town = cast.places["441900119"]
    client.post(reverse("places:change", args=[town.pk, "rename"]), {"name": "滨海镇", "on": "2020-05-01"})
    with django_assert_max_num_queries(20):
        page = client.get(reverse("places:detail", args=[town.pk])).content.decode()
    for words in (
        "广东省",
        "霄边社区居民委员会",
        "长安镇更名为滨海镇",
        "调整区划",
        "名称：<del>长安镇</del>",
        ">并入</a>",
    ):
        assert words in page


def test_what_cannot_be_is_told_in_the_form(cast: Cast) -> None:
    town = cast.places["441900119"]
    answer = cast.client("office").post(reverse("places:change", args=[town.pk, "abolish"]), {"on": "2020-05-01"})
    assert answer.status_code == 422
    assert "之下还有区划" in answer.content.decode()
    assert Place.objects.get(pk=town.pk).valid_to is None


def test_an_unknown_kind_of_change_is_not_found(cast: Cast) -> None:
    assert cast.client("office").get(f"/places/{cast.places['4419'].pk}/explode/").status_code == 404
