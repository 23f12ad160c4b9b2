"""The office's pages and those of the public, as pages."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

import pytest
from django.test import Client

from taizhang.publication.models import Publication
from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.publication.makers import WORDS, chosen, published


def test_the_office_goes_all_the_way(cast: Cast) -> None:
    client, of = cast.client("office"), commitment(cast)
    assert client.post("/publication/choose/", {"row": [of.pk]}).status_code == 302
    made = Publication.objects.get()
    at = f"/publication/{made.pk}/"
    said = {"explanation": WORDS, "automatic": "on", "version": made.version}
    assert client.post(f"{at}explain/", said).status_code == 302
    assert WORDS in client.get(f"{at}preview/").content.decode()
    assert Client().get("/public/items/1/").status_code == 404
    made.refresh_from_db()
    client.post(f"{at}publish/", {"version": made.version})
    assert WORDS in Client().get("/public/items/1/").content.decode()
    assert "iframe" in client.get(at).content.decode()
    made.refresh_from_db()
    assert client.post(f"{at}withdraw/", {"version": made.version, "reason": ""}).status_code == 422
    client.post(f"{at}withdraw/", {"version": made.version, "reason": "核对口径"})
    assert Client().get("/public/items/1/").status_code == 410


def test_all_that_the_filters_leave_is_chosen(cast: Cast) -> None:
    commitment(cast, title="公园", area="绿化")
    commitment(cast, title="绿道", area="绿化")
    commitment(cast, title="停车位")
    cast.client("office").post("/publication/choose/?area=绿化", {"every": "1"})
    assert sorted(each.commitment.title for each in Publication.objects.all()) == ["公园", "绿道"]


def test_the_page_of_a_commitment_says_that_it_is_public(cast: Cast) -> None:
    made = published(cast)
    assert "/public/items/1/" in cast.client("office").get(f"/ledger/{made.commitment_id}/").content.decode()


def test_a_draft_is_previewed_by_those_in_scope_alone(cast: Cast) -> None:
    made = chosen(cast)
    assert cast.client("office").get(f"/publication/{made.pk}/preview/?language=en").status_code == 200
    assert cast.client("elsewhere").get(f"/publication/{made.pk}/preview/").status_code == 404
    assert Client().get(f"/publication/{made.pk}/preview/").status_code == 302


def test_narrowed_by_area_place_and_light(cast: Cast) -> None:
    published(cast, commitment(cast, title="停车位", area="出行"))
    published(cast, commitment(cast, title="口袋公园", area="绿化", code="441900119"))
    for query, there, gone in (
        ("area=绿化", "口袋公园", "停车位"),
        ("place=441900119", "口袋公园", "停车位"),
        ("q=公園", "口袋公园", "/items/1/"),
        ("q=ＰＡＲＫ", "共 0 项", "口袋公园"),
    ):
        page = Client().get(f"/public/?{query}").content.decode()
        assert there in page
        assert gone not in page.partition("<tbody>")[2]
    both = Client().get("/public/?place=4419").content.decode()
    assert "口袋公园" in both
    assert "停车位" in both


def test_the_other_language_is_narrowed_alike(cast: Cast) -> None:
    published(cast, commitment(cast, title="停车位", area="出行"))
    chinese = Client().get("/public/?q=停车&area=出行").content.decode()
    query = "?q=%E5%81%9C%E8%BD%A6&amp;area=%E5%87%BA%E8%A1%8C"
    assert f'href="/public/en/{query}"' in chinese
    assert f'href="/public/{query}"' in Client().get("/public/en/?q=停车&area=出行").content.decode()
    assert 'href="/public/en/"' in Client().get("/public/?area=无此领域").content.decode()


@pytest.mark.parametrize("value", ["\0", "'", "%", "9" * 30, "<script>", "停" * 2000])
def test_hostile_addresses_do_no_harm(cast: Cast, value: str) -> None:
    published(cast)
    for name in ("q", "area", "place", "light", "page"):
        answer = Client().get("/public/", {name: value})
        assert answer.status_code == 200
        assert "<script>" not in answer.content.decode().partition("<body")[2]
    assert Client().get(f"/public/items/{'9' * 25}/").status_code == 404


def test_feeds_name_what_is_new_by_its_whole_address(cast: Cast) -> None:
    published(cast, title_en="Parking places")
    rss = ElementTree.fromstring(Client().get("/public/news.rss").content)  # noqa: S314 - our own
    assert [each.findtext("title") for each in rss.iter("item")] == ["停车位 8万个以上"]
    assert rss.findtext(".//item/link") == "http://testserver/public/items/1/"
    atom = ElementTree.fromstring(Client().get("/public/en/news.atom").content)  # noqa: S314 - our own
    space = "{http://www.w3.org/2005/Atom}"
    assert [each.findtext(f"{space}title") for each in atom.iter(f"{space}entry")] == ["Parking places 8万个以上"]


def test_the_map_of_the_site_and_what_crawlers_may_read(cast: Cast) -> None:
    published(cast)
    chosen(cast)
    pages = Client().get("/sitemap.xml").content.decode()
    assert pages.count("<loc>") == 6
    assert "http://testserver/public/en/items/1/" in pages
    robots = Client().get("/robots.txt").content.decode()
    assert "Disallow: /\n" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots


def test_the_data_say_what_the_page_says(cast: Cast) -> None:
    published(cast)
    (listed,) = json.loads(Client().get("/public/items.json").content)
    assert listed == json.loads(Client().get("/public/items/1.json").content)
    assert (listed["title"], listed["target"], listed["unit"], listed["explanation"]) == (
        "停车位",
        "80000",
        "个",
        WORDS,
    )
    assert listed["url"] == "http://testserver/public/items/1/"


def test_only_the_embedded_page_stands_in_others(cast: Cast) -> None:
    published(cast)
    embedded, page = Client().get("/public/items/1/embed/"), Client().get("/public/items/1/")
    assert "frame-ancestors *" in embedded.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded.headers
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"
