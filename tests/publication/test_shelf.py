"""Public answers come from the shelf until something public changes, and then at once no more."""

from __future__ import annotations

import pytest
from django.test import Client

from taizhang.publication.actions import Explanation, explain, renew, withdraw
from taizhang.publication.shelf import SHELF, Kept, Shelf
from tests.cast import Cast
from tests.ledger.makers import SYSTEM
from tests.publication.makers import published

PAGES = (
    "/public/",
    "/public/items/1/",
    "/public/items/1/embed/",
    "/public/items.json",
    "/public/overview/",
    "/sitemap.xml",
)


@pytest.mark.parametrize("address", PAGES)
def test_the_second_answer_asks_the_database_once(cast: Cast, address: str, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    published(cast)
    first = Client().get(address)
    with django_assert_num_queries(1):
        second = Client().get(address)
    assert (second.status_code, second.content) == (200, first.content)
    assert dict(second.headers) == dict(first.headers)
    assert "public" in second.headers["Cache-Control"]
    assert "s-maxage" in second.headers["Cache-Control"]
    assert not second.cookies


@pytest.mark.parametrize("address", PAGES[:4])
def test_a_withdrawal_is_seen_at_once(cast: Cast, address: str) -> None:
    made = published(cast)
    assert "多划一些" in Client().get(address).content.decode() or "停车位" in Client().get(address).content.decode()
    withdraw(actor=SYSTEM, publication=made, version=made.version, reason="核对")
    after = Client().get(address).content.decode()
    assert "多划一些" not in after
    assert "停车位" not in after


def test_news_is_seen_at_once_in_both_languages(cast: Cast) -> None:
    made = published(cast)
    for space in ("public", "public/en"):
        assert "多划一些" in Client().get(f"/{space}/items/1/").content.decode()
    explain(
        actor=SYSTEM, publication=made, version=made.version, to=Explanation("新的说明", explanation_en="New words")
    )
    assert "新的说明" not in Client().get("/public/items/1/").content.decode()
    renew(actor=SYSTEM, publication=made, version=made.version)
    assert "新的说明" in Client().get("/public/items/1/").content.decode()
    assert "New words" in Client().get("/public/en/items/1/").content.decode()


def test_what_has_not_changed_is_not_sent_again(cast: Cast) -> None:
    made = published(cast)
    first = Client().get("/public/items/1/")
    same = {"HTTP_IF_NONE_MATCH": first.headers["ETag"]}
    since = {"HTTP_IF_MODIFIED_SINCE": first.headers["Last-Modified"]}
    for asked in (same, since):
        again = Client().get("/public/items/1/", **asked)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
    withdraw(actor=SYSTEM, publication=made, version=made.version, reason="核对")
    assert Client().get("/public/items/1/", **same).status_code == 410


def test_a_signed_in_person_gets_what_everybody_gets(cast: Cast) -> None:
    published(cast)
    mine = cast.client("office").get("/public/items/1/").content
    assert mine == Client().get("/public/items/1/").content
    assert cast.office.name not in mine.decode()


def test_pages_that_are_not_public_are_never_kept(cast: Cast) -> None:
    published(cast)
    for address in ("/", "/ledger/", "/publication/", "/public/items/9/", "/public/nothing/"):
        cast.client("office").get(address)
    assert not SHELF._kept


def test_a_foreign_host_is_refused_and_not_kept(cast: Cast) -> None:
    published(cast)
    assert Client().get("/public/news.rss", HTTP_HOST="evil.example").status_code == 400
    assert "evil.example" not in Client().get("/public/news.rss").content.decode()


@pytest.mark.usefixtures("cast")
def test_made_up_addresses_do_not_fill_it() -> None:
    Client().get("/public/?q=" + "停" * 400)
    assert not SHELF._kept


def test_only_looking_is_answered(cast: Cast) -> None:
    published(cast)
    Client().get("/public/items/1/")
    assert Client().post("/public/items/1/").status_code in {403, 405}
    head = Client().head("/public/items/1/")
    assert (head.status_code, head.content) == (200, b"")


def test_the_oldest_goes_when_there_is_no_room() -> None:
    shelf = Shelf(room=25)
    for name in "abc":
        shelf.put(name, Kept(200, (), b"0123456789", name, None))
        shelf.get("a")
    assert [name for name in "abc" if shelf.get(name)] == ["a", "c"]
    shelf.put("a", Kept(200, (), b"x", "a", None))
    assert shelf._used == 11
