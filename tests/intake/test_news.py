"""What colleagues decide reaches an open page: what changed is sent once, and nothing where nothing did."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.ledger.actions import describe
from taizhang.ledger.models import Document
from tests.cast import Cast
from tests.intake.workspace import HTMX, fields, of, post, post_to


@pytest.fixture
def office(cast: Cast) -> Client:
    """The one whose page is open."""
    return cast.client("office")


def _seen(page: str) -> str:
    found = re.search(r'id="seen" name="seen" value="([\d.]+)"', page)
    assert found
    return found[1]


def _page(client: Client, document: Document) -> str:
    return client.get(reverse("intake:document", args=[document.pk])).content.decode()


def _look(client: Client, document: Document, seen: str) -> Any:
    return client.get(reverse("intake:news", args=[document.pk]), {"seen": seen}, headers=HTMX)


def test_nothing_is_sent_while_nothing_changed(
    office: Client, document: Document, django_assert_max_num_queries: Any
) -> None:
    seen = _seen(_page(office, document))
    with django_assert_max_num_queries(10):
        answer = _look(office, document, seen)
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_colleagues_decision_is_sent_once_with_who_and_what(
    cast: Cast, office: Client, colleague: Client, document: Document
) -> None:
    seen = _seen(_page(office, document))
    parking = of(document, "停车位")
    post(colleague, "accept", parking)
    page = _look(office, document, seen).content.decode()
    assert f'id="row-{parking.pk}" class="row target accepted' in page
    assert page.count('class="row ') == 1
    assert f"{cast.people['second']} 接受“停车位 8万个”" in page
    assert f'<span class="by">{cast.people["second"]}</span> 已接受' in page
    assert "1/4" in page
    assert _look(office, document, _seen(page)).status_code == 204


def test_what_one_decided_oneself_is_no_news(office: Client, document: Document) -> None:
    seen = _seen(_page(office, document))
    answer = post(office, "accept", of(document, "停车位"), seen=seen).content.decode()
    assert "已接受" in answer
    assert 'id="latest"' not in answer
    assert _look(office, document, _seen(answer)).status_code == 204


def test_an_own_decision_brings_what_colleagues_did_meanwhile(
    office: Client, colleague: Client, document: Document
) -> None:
    seen = _seen(_page(office, document))
    theirs = of(document, "碧道")
    post(colleague, "reject", theirs)
    answer = post(office, "accept", of(document, "停车位"), seen=seen).content.decode()
    assert f'id="row-{theirs.pk}" class="row target rejected' in answer
    assert "不要“碧道 80公里”" in answer


def test_new_candidates_are_put_in_their_places_and_vanished_ones_taken_away(
    office: Client, colleague: Client, document: Document
) -> None:
    seen = _seen(_page(office, document))
    post_to(colleague, "mark", document, words="十二座")
    page = _look(office, document, seen).content.decode()
    above = of(document, "碧道")
    assert f'<ol hx-swap-oob="afterend:#row-{above.pk}"><li id="row-' in page
    assert page.count("<p id=") == page.count('class="row ') == 1
    assert re.search(r'data-candidates="\d+">十二座</a>', page)
    seen = _seen(page)
    marked = of(document, "驿站")
    post_to(colleague, "undo", document)
    page = _look(office, document, seen).content.decode()
    assert f'<li id="row-{marked.pk}" hx-swap-oob="delete"></li>' in page
    assert page.count("<p id=") == 1
    assert "驿站十二座" in page


def test_a_split_shows_its_parts_to_others(office: Client, colleague: Client, document: Document) -> None:
    seen = _seen(_page(office, document))
    whole = of(document, "口袋公园")
    post(colleague, "split", whole, parts="城区口袋公园 100个\n镇村口袋公园 60个")
    page = _look(office, document, seen).content.decode()
    first, second = (of(document, f"{name}口袋公园") for name in ("城区", "镇村"))
    assert f'<li id="row-{whole.pk}" hx-swap-oob="delete"></li>' in page
    assert f'afterend:#row-{first.pk}"><li id="row-{second.pk}"' in page
    assert f'beforebegin:#row-{of(document, "碧道").pk}"><li id="row-{first.pk}"' in page


def test_the_first_of_a_section_comes_with_the_whole_list(
    office: Client, colleague: Client, document: Document
) -> None:
    seen = _seen(_page(office, document))
    post_to(colleague, "mark", document, words="缓解停车难")
    page = _look(office, document, seen).content.decode()
    assert 'id="record-list" hx-swap-oob="innerHTML"' in page
    assert page.count('class="row ') == 5


def test_a_corrected_document_asks_to_be_loaded_again(cast: Cast, office: Client, document: Document) -> None:
    seen = _seen(_page(office, document))
    facts = {name: getattr(document, name) for name in ("title", "kind", "issuer", "place")}
    describe(actor=cast.office, document=document, version=document.version, year=2025, **facts)
    assert "请刷新" in _look(office, document, seen).content.decode()


def test_a_refused_decision_still_shows_the_record_and_the_news(
    office: Client, colleague: Client, document: Document
) -> None:
    parking = of(document, "停车位")
    seen = _seen(_page(office, document))
    post(colleague, "edit", parking, **fields(parking, value="90000"))
    answer = post(office, "accept", parking, seen=seen)
    assert answer.status_code == 409
    assert "9万个" in answer.content.decode()


def test_a_problem_keeps_the_record_that_was_on_show(office: Client, document: Document) -> None:
    greenway = of(document, "碧道")
    address = reverse("intake:undo", args=[document.pk])
    shown = {**HTMX, "HX-Current-URL": f"http://testserver/intake/{document.pk}/?at={greenway.pk}"}
    answer = office.post(address, headers=shown)
    assert answer.status_code == 422
    assert f'data-candidate="{greenway.pk}"' in answer.content.decode()


@pytest.mark.parametrize("seen", ["", "x", "999999999999999999", "1.2.3", "-1"])
def test_a_mark_that_means_nothing_gives_everything(office: Client, document: Document, seen: str) -> None:
    post(office, "accept", of(document, "停车位"))
    assert _look(office, document, seen).status_code == 200


def test_elsewhere_nobody_learns_anything(cast: Cast, document: Document) -> None:
    assert _look(cast.client("elsewhere"), document, "0.0").status_code == 404
