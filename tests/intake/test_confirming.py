"""From an uploaded file to the ledger: reading, deciding, undoing, two people at once, no JavaScript needed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.intake.models import Candidate
from taizhang.ledger.models import Commitment, Document, Source
from tests.cast import Cast
from tests.intake.workspace import TEXT, fields, of, post, send


def test_a_file_is_read_into_candidates_that_hold_to_the_text(document: Document) -> None:
    assert document.status == Document.Status.READ
    parking = of(document, "停车位")
    assert (parking.value, parking.unit, parking.comparator, parking.period) == (80000, "个", "=", "2024")
    for each in document.candidates.all():
        assert document.text[each.start : each.end] == each.figure
        assert document.text[each.quote_start : each.quote_end] == each.quote


def test_the_original_comes_back_byte_for_byte(cast: Cast, document: Document) -> None:
    answer = cast.client("leader").get(reverse("intake:original", args=[document.pk]))
    assert b"".join(answer) == TEXT.encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_the_workspace_shows_source_records_and_progress(
    cast: Cast, document: Document, django_assert_max_num_queries: Any
) -> None:
    client = cast.client("office")
    with django_assert_max_num_queries(25):
        page = client.get(reverse("intake:document", args=[document.pk])).content.decode()
    for words in ("原文", "停车位", "口袋公园", 'class="mark target waiting', "0/4", "接受本节"):
        assert words in page


def test_accepting_enters_a_commitment_with_its_source_and_goes_on(cast: Cast, document: Document) -> None:
    parking = of(document, "停车位")
    answer = post(cast.client("office"), "accept", parking)
    assert answer.status_code == 200
    assert "立体停车场" in answer.content.decode()
    parking.refresh_from_db()
    assert parking.state == Candidate.State.ACCEPTED
    assert parking.commitment is not None
    assert parking.commitment.value == 80000
    assert Source.objects.get().quote == parking.quote


def test_without_javascript_a_decision_leads_to_the_next(cast: Cast, document: Document) -> None:
    client = cast.client("office")
    answer = post(client, "accept", of(document, "停车位"), htmx=False)
    following = of(document, "立体停车场")
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?at={following.pk}")
    assert client.get(answer["Location"]).status_code == 200


def test_accepting_twice_changes_nothing_more(cast: Cast, document: Document) -> None:
    parking = of(document, "停车位")
    for _ in range(2):
        assert post(cast.client("office"), "accept", parking).status_code == 200
    assert Commitment.objects.count() == Source.objects.count() == 1


def test_undo_takes_the_commitment_out_again(cast: Cast, document: Document) -> None:
    client = cast.client("office")
    parking = of(document, "停车位")
    post(client, "accept", parking)
    client.post(reverse("intake:undo", args=[document.pk]), headers={"HX-Request": "true"})
    parking.refresh_from_db()
    assert parking.state == Candidate.State.WAITING
    assert parking.commitment is None
    assert not Commitment.objects.exists()
    again = client.post(reverse("intake:undo", args=[document.pk]), headers={"HX-Request": "true"})
    assert again.status_code == 422
    assert "没有可以撤销的操作" in again.content.decode()


def test_a_rejected_one_stays_out(cast: Cast, document: Document) -> None:
    post(cast.client("office"), "reject", of(document, "碧道"))
    assert of(document, "碧道").state == Candidate.State.REJECTED
    assert not Commitment.objects.exists()


def test_an_edit_is_saved_and_accepted_in_one_step(cast: Cast, document: Document) -> None:
    parks = of(document, "口袋公园")
    post(cast.client("office"), "edit", parks, **fields(parks, value="161", comparator=">="), accept="1")
    assert Commitment.objects.get().amount == "161个以上"


def test_an_edit_without_javascript_leads_back_to_the_workspace(cast: Cast, document: Document) -> None:
    parks = of(document, "口袋公园")
    answer = post(cast.client("office"), "edit", parks, htmx=False, **fields(parks, value="165"), accept="1")
    assert answer.status_code == 302
    assert Commitment.objects.get().value == 165


def test_a_wrong_value_is_told_in_the_form(cast: Cast, document: Document) -> None:
    parks = of(document, "口袋公园")
    for value, words in {"很多": "请填写数字", "": "目标要有数值", "1e30": "数值过大"}.items():
        answer = post(cast.client("office"), "edit", parks, **fields(parks, value=value))
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_a_stale_edit_is_refused_showing_both(cast: Cast, colleague: Client, document: Document) -> None:
    parks = of(document, "口袋公园")
    post(colleague, "edit", parks, **fields(parks, value="170"))
    answer = post(cast.client("office"), "edit", parks, **fields(parks, value="180"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "170" in page
    assert "180" in page
    assert of(document, "口袋公园").value == 170
    now = of(document, "口袋公园")
    assert post(cast.client("office"), "edit", now, **fields(now, value="180")).status_code == 200
    assert of(document, "口袋公园").value == 180


def test_what_a_colleague_decided_is_not_decided_again_nor_undone(
    cast: Cast, colleague: Client, document: Document
) -> None:
    parks = of(document, "口袋公园")
    post(colleague, "reject", parks)
    answer = post(cast.client("office"), "accept", parks)
    assert answer.status_code == 409
    assert not Commitment.objects.exists()
    assert cast.client("office").post(reverse("intake:undo", args=[document.pk])).status_code == 302
    assert of(document, "口袋公园").state == Candidate.State.REJECTED


def test_merged_words_become_one_more_source(cast: Cast, document: Document) -> None:
    client = cast.client("office")
    parks, greenway = of(document, "口袋公园"), of(document, "碧道")
    post(client, "merge", greenway, into=parks.pk)
    post(client, "accept", of(document, "口袋公园"))
    assert Commitment.objects.get().sources.count() == 2
    client.post(reverse("intake:undo", args=[document.pk]))
    assert not Source.objects.exists()
    client.post(reverse("intake:undo", args=[document.pk]))
    assert of(document, "碧道").state == Candidate.State.WAITING


def test_merging_into_an_accepted_one_adds_the_source_at_once(cast: Cast, document: Document) -> None:
    client = cast.client("office")
    parks, greenway = of(document, "口袋公园"), of(document, "碧道")
    post(client, "accept", parks)
    post(client, "merge", greenway, into=parks.pk)
    assert Commitment.objects.get().sources.count() == 2


def test_one_becomes_several_with_figures_of_their_own(cast: Cast, document: Document) -> None:
    client = cast.client("office")
    parks = of(document, "口袋公园")
    post(client, "split", parks, parts="城区口袋公园 100个\n镇村口袋公园 60个")
    made = document.candidates.filter(origin="part").order_by("pk")
    assert [(each.indicator, each.value) for each in made] == [("城区口袋公园", 100), ("镇村口袋公园", 60)]
    client.post(reverse("intake:undo", args=[document.pk]))
    assert not document.candidates.filter(origin="part").exists()
    assert of(document, "口袋公园").state == Candidate.State.WAITING
    assert post(client, "split", of(document, "口袋公园"), parts="一条").status_code == 422


def test_a_missed_figure_is_marked_by_its_offsets_or_its_words(cast: Cast, document: Document) -> None:
    client = cast.client("office")
    address = reverse("intake:mark", args=[document.pk])
    start = document.text.index("十二座")
    client.post(address, {"start": start, "end": start + 3})
    marked = document.candidates.get(origin="marked")
    assert (marked.figure, marked.value, marked.unit) == ("十二座", 12, "座")
    assert "驿站" in marked.indicator
    assert client.post(address, {"words": "缓解停车难"}).status_code == 302
    assert document.candidates.filter(kind="task", figure="缓解停车难").exists()


@pytest.mark.parametrize(
    "sent", [{"start": "5", "end": "5"}, {"start": "0", "end": "999999"}, {"words": "没有这句"}, {}]
)
def test_marking_nothing_is_refused(cast: Cast, document: Document, sent: dict[str, str]) -> None:
    answer = cast.client("office").post(
        reverse("intake:mark", args=[document.pk]), sent, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 422
    assert not document.candidates.filter(origin="marked").exists()


def test_a_section_is_accepted_and_undone_as_one(cast: Cast, document: Document) -> None:
    client = cast.client("office")
    section = of(document, "停车位").section
    client.post(reverse("intake:accept-section", args=[document.pk]), {"section": section})
    assert Commitment.objects.count() == 2
    client.post(reverse("intake:undo", args=[document.pk]))
    assert not Commitment.objects.exists()


def test_the_same_promise_of_another_document_adds_a_source(
    cast: Cast, document: Document, django_capture_on_commit_callbacks: Any
) -> None:
    client = cast.client("office")
    post(client, "accept", of(document, "停车位"))
    with django_capture_on_commit_callbacks(execute=True):
        send(client, TEXT.replace("二、园林绿化", "二、公园"), "另一份.txt")
    other = Document.objects.exclude(pk=document.pk).get()
    post(client, "accept", of(other, "停车位"))
    assert Commitment.objects.get().sources.count() == 2


def test_finishing_asks_for_what_is_left(cast: Cast, document: Document) -> None:
    client = cast.client("office")
    page = client.post(reverse("intake:finish", args=[document.pk]), follow=True).content.decode()
    assert "还有 4 条待核" in page
    for each in document.candidates.all():
        post(client, "accept", each)
    client.post(reverse("intake:finish", args=[document.pk]))
    document.refresh_from_db()
    assert document.status == Document.Status.CONFIRMED


@pytest.mark.parametrize("part", ["department", "town", "elsewhere", "leader", "auditor"])
def test_others_may_not_decide(cast: Cast, document: Document, part: str) -> None:
    answer = post(cast.client(part), "accept", of(document, "停车位"))
    assert answer.status_code in {403, 404}
    assert not Commitment.objects.exists()
