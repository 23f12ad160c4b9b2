"""Taking decisions back: one's own last one, any single one, and a completed document."""

from __future__ import annotations

import pytest
from django.test import Client

from taizhang.accounts.models import Organisation
from taizhang.intake.models import Candidate
from taizhang.ledger import actions as ledger
from taizhang.ledger.models import Commitment, Document, Source
from tests.cast import Cast
from tests.intake.workspace import fields, of, post, post_to

State = Candidate.State


@pytest.fixture
def office(cast: Cast) -> Client:
    """The clerk at work."""
    return cast.client("office")


def test_saving_and_accepting_is_undone_in_one(office: Client, document: Document) -> None:
    parks = of(document, "口袋公园")
    post(office, "edit", parks, **fields(parks, value="170"), accept="1")
    assert Commitment.objects.get().value == 170
    assert "已撤销：修改并接受" in post_to(office, "undo", document).content.decode()
    assert of(document, "口袋公园").value == 160
    assert not Commitment.objects.exists()


def _changed(cast: Cast, commitment: Commitment, lead: Organisation) -> None:
    ledger.assign(actor=cast.office, commitment=commitment, version=commitment.version, lead=lead)


def test_what_was_worked_on_in_the_ledger_is_not_taken_out(cast: Cast, office: Client, document: Document) -> None:
    post(office, "accept", of(document, "停车位"))
    commitment = Commitment.objects.get()
    _changed(cast, commitment, cast.organisations["department"])
    for answer in (post_to(office, "undo", document), post(office, "put-back", of(document, "停车位"))):
        assert answer.status_code == 422
        assert "入账后已有改动（现为“交办”）" in answer.content.decode()
    commitment.refresh_from_db()
    assert commitment.sources.count() == 1
    assert of(document, "停车位").state == State.ACCEPTED


def test_a_further_source_can_always_be_taken_back(cast: Cast, office: Client, document: Document) -> None:
    post(office, "accept", of(document, "停车位"))
    _changed(cast, Commitment.objects.get(), cast.organisations["department"])
    post(office, "merge", of(document, "碧道"), into=of(document, "停车位").pk)
    assert Source.objects.count() == 2
    assert post_to(office, "undo", document).status_code == 200
    assert Source.objects.count() == 1


def test_a_single_decision_is_taken_back_long_after(cast: Cast, office: Client, document: Document) -> None:
    for name in ("停车位", "立体停车场"):
        post(office, "accept", of(document, name))
    post(office, "reject", of(document, "碧道"))
    answer = post(office, "put-back", of(document, "停车位"))
    assert "已放回待核" in answer.content.decode()
    assert of(document, "停车位").state == State.WAITING
    assert [each.title for each in Commitment.objects.all()] == ["立体停车场"]
    post(office, "put-back", of(document, "碧道"))
    assert of(document, "碧道").state == State.WAITING


def test_putting_back_is_undone_like_anything_else(office: Client, document: Document) -> None:
    post(office, "merge", of(document, "碧道"), into=of(document, "停车位").pk)
    post(office, "accept", of(document, "停车位"))
    post(office, "put-back", of(document, "停车位"))
    assert not Source.objects.exists()
    assert of(document, "碧道").state == State.MERGED
    post_to(office, "undo", document)
    assert of(document, "停车位").state == State.ACCEPTED
    assert of(document, "碧道").commitment == of(document, "停车位").commitment == Commitment.objects.get()
    assert Source.objects.count() == 2
    post_to(office, "undo", document)
    assert of(document, "停车位").state == State.WAITING
    assert not Source.objects.exists()
    post_to(office, "undo", document)
    assert of(document, "碧道").state == State.WAITING


def test_a_colleague_may_put_back_and_the_own_undo_goes_on(
    office: Client, colleague: Client, document: Document
) -> None:
    post(office, "reject", of(document, "碧道"))
    post(office, "accept", of(document, "停车位"))
    post(colleague, "put-back", of(document, "停车位"))
    assert not Commitment.objects.exists()
    assert "不要" in post_to(office, "undo", document).content.decode()
    assert of(document, "碧道").state == State.WAITING


def test_undo_takes_back_what_was_shown_and_nothing_else(office: Client, colleague: Client, document: Document) -> None:
    post(office, "reject", of(document, "碧道"))
    post(office, "accept", of(document, "停车位"))
    shown = document.decisions.latest("pk").pk
    post(colleague, "put-back", of(document, "停车位"))
    answer = post_to(office, "undo", document, decision=shown)
    assert answer.status_code == 422
    assert "放回待核" in answer.content.decode()
    assert of(document, "碧道").state == State.REJECTED


def test_what_waits_is_not_put_back_and_a_stale_wish_is_refused(office: Client, document: Document) -> None:
    waiting = of(document, "停车位")
    assert "不必放回" in post(office, "put-back", waiting).content.decode()
    post(office, "accept", waiting)
    assert post(office, "put-back", waiting).status_code == 409
    assert of(document, "停车位").state == State.ACCEPTED


def test_a_completed_document_is_closed_until_taken_up_again(cast: Cast, office: Client, document: Document) -> None:
    for each in document.candidates.all():
        post(office, "accept", each)
    post_to(office, "finish", document, htmx=False)
    parking = of(document, "停车位")
    for answer in (
        post(office, "put-back", parking),
        post_to(office, "undo", document),
        post_to(office, "mark", document, words="驿站"),
    ):
        assert answer.status_code == 422
        assert "请先点“重新核对”" in answer.content.decode()
    page = post_to(office, "take-up", document, htmx=False)
    assert page.status_code == 302
    document.refresh_from_db()
    assert document.status == Document.Status.READ
    assert post(office, "put-back", parking).status_code == 200


def test_a_section_leaves_out_what_a_colleague_changed_meanwhile(
    office: Client, colleague: Client, document: Document
) -> None:
    section = of(document, "停车位").section
    parking = of(document, "停车位")
    post(office, "reject", of(document, "碧道"))
    seen = document.decisions.latest("pk").pk
    post(colleague, "edit", parking, **fields(parking, value="90000"))
    answer = post_to(office, "accept-section", document, section=section, seen=seen).content.decode()
    assert "刚被同事改过，请看过再接受" in answer
    assert of(document, "停车位").state == State.WAITING
    assert of(document, "立体停车场").state == State.ACCEPTED
