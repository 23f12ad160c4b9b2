"""Reading again: a failed upload, a better reader, a corrected year or place; what people decided stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from taizhang.intake.actions import reading
from taizhang.intake.actions.reading import TRIES, read_document
from taizhang.intake.models import Candidate
from taizhang.journal.queries import history
from taizhang.ledger.actions import describe, fail_reading
from taizhang.ledger.models import Commitment, Document, Source
from taizhang.reading import results as reader
from tests.cast import Cast
from tests.intake.workspace import TEXT, fields, of, post, post_to, send

State = Candidate.State


@pytest.fixture
def office(cast: Cast) -> Client:
    """The clerk."""
    return cast.client("office")


@pytest.fixture
def again(office: Client, django_capture_on_commit_callbacks: Any) -> Callable[[Document], str]:
    """Asks for a new reading, lets the queue work and gives the notice that came of it."""

    def ask(document: Document) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            answer = post_to(office, "read-again", document, htmx=False)
        assert answer.status_code == 302
        document.refresh_from_db()
        notice = answer.wsgi_request.user.notices.latest("pk")
        return str(notice.words)

    return ask


def _reader(monkeypatch: pytest.MonkeyPatch, change: Callable[[reader.Document], reader.Document]) -> None:
    """Another reader from now on."""
    original = reading.read_file
    monkeypatch.setattr(reading, "read_file", lambda *args, **facts: change(original(*args, **facts)))


def _renamed(read: reader.Document) -> reader.Document:
    return replace(read, claims=tuple(replace(each, indicator=f"{each.indicator}（新）") for each in read.claims))


def test_nothing_new_changes_nothing(document: Document, again: Callable[[Document], str]) -> None:
    before = list(document.candidates.values_list("pk", "version"))
    assert "新增 0 条，更新 0 条，去掉 0 条" in again(document)
    assert list(document.candidates.values_list("pk", "version")) == before


def test_a_better_reader_changes_only_what_nobody_touched(
    office: Client, document: Document, again: Callable[[Document], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    post(office, "accept", of(document, "停车位"))
    post(office, "reject", of(document, "立体停车场"))
    parks = of(document, "口袋公园")
    post(office, "edit", parks, **fields(parks, value="165"))
    post_to(office, "mark", document, words="十二座")
    before = {each.pk: each for each in document.candidates.all()}
    _reader(monkeypatch, _renamed)
    assert "新增 0 条，更新 1 条，去掉 0 条" in again(document)
    after = {each.pk: each for each in document.candidates.all()}
    assert after.keys() == before.keys()
    changed = [pk for pk in after if after[pk].indicator != before[pk].indicator]
    assert [after[pk].indicator for pk in changed] == ["碧道（新）"]
    assert after[changed[0]].version == before[changed[0]].version + 1
    assert Commitment.objects.get().title == "停车位"


def test_what_was_undone_follows_the_new_reading(
    office: Client, document: Document, again: Callable[[Document], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    post(office, "accept", of(document, "停车位"))
    post_to(office, "undo", document)
    _reader(monkeypatch, _renamed)
    again(document)
    assert of(document, "停车位").indicator == "停车位（新）"


def test_split_and_merged_ones_stay_so(office: Client, document: Document, again: Callable[[Document], str]) -> None:
    post(office, "split", of(document, "口袋公园"), parts="城区口袋公园 100个\n镇村口袋公园 60个")
    post(office, "merge", of(document, "碧道"), into=of(document, "停车位").pk)
    states = dict(document.candidates.values_list("pk", "state"))
    again(document)
    assert dict(document.candidates.values_list("pk", "state")) == states
    assert post_to(office, "undo", document).status_code == 200


def test_what_the_reader_now_finds_or_drops_comes_and_goes(
    office: Client, document: Document, again: Callable[[Document], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    post(office, "accept", of(document, "停车位"))
    _reader(monkeypatch, lambda read: replace(read, claims=read.claims[1:-1]))
    assert "去掉 1 条" in again(document)
    assert not document.candidates.filter(indicator="碧道").exists()
    assert of(document, "停车位").state == State.ACCEPTED
    monkeypatch.undo()
    assert "新增 1 条" in again(document)


def test_a_completed_document_is_open_again_only_for_something_new(
    office: Client, document: Document, again: Callable[[Document], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped = of(document, "碧道").pk
    Candidate.objects.filter(pk=dropped).delete()
    for each in document.candidates.all():
        post(office, "accept", each)
    post_to(office, "finish", document)
    with monkeypatch.context() as patch:
        _reader(patch, lambda read: replace(read, claims=read.claims[:-1]))
        again(document)
    assert document.status == Document.Status.CONFIRMED
    assert "新增 1 条" in again(document)
    assert document.status == Document.Status.READ
    assert Source.objects.count() == 3


def test_a_corrected_year_and_place_reach_what_still_waits(
    cast: Cast, office: Client, document: Document, again: Callable[[Document], str]
) -> None:
    post(office, "accept", of(document, "停车位"))
    facts = {name: getattr(document, name) for name in ("title", "kind", "issuer")}
    town = cast.places["441900119"]
    describe(actor=cast.office, document=document, version=document.version, year=2025, place=town, **facts)
    hint = "重新读取可使待核条目跟上"
    address = reverse("intake:document", args=[document.pk])
    assert hint in office.get(address).content.decode()
    again(document)
    parks, parking = of(document, "口袋公园"), of(document, "停车位")
    assert (parks.period, parks.place_name) == ("2025", "长安镇")
    assert (parking.period, parking.place_name) == ("2024", "东莞市")
    assert hint not in office.get(address).content.decode()


def test_another_text_is_not_put_under_what_was_decided(
    office: Client, document: Document, again: Callable[[Document], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _reader(monkeypatch, lambda read: replace(read, text=read.text + "附"))
    assert "新增 0 条" in again(document)
    assert document.text == TEXT + "附"
    post(office, "accept", of(document, "停车位"))
    _reader(monkeypatch, lambda read: replace(read, text="另" + read.text))
    assert "所以没有更换，核对结果都在" in again(document)
    assert document.text == TEXT + "附"
    assert of(document, "停车位").state == State.ACCEPTED


def test_a_reader_that_breaks_leaves_everything(
    office: Client, document: Document, again: Callable[[Document], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_facts: Any) -> Any:
        raise RuntimeError("broken")

    monkeypatch.setattr(reading, "read_file", broken)
    before = list(document.candidates.values_list("pk", "version"))
    assert "原来的读取结果没有变" in again(document)
    assert document.status == Document.Status.READ
    assert list(document.candidates.values_list("pk", "version")) == before


def test_a_failed_one_is_read_again_by_a_button_and_by_sending_it_again(
    cast: Cast, office: Client, document: Document, again: Callable[[Document], str]
) -> None:
    fail_reading(actor=cast.office, document=document, problem="盘满了。")
    page = office.get(reverse("intake:document", args=[document.pk])).content.decode()
    assert "再读一次" in page
    again(document)
    assert document.status == Document.Status.READ
    assert document.candidates.count() == 4


def test_sending_a_failed_one_again_is_in_the_journal(
    cast: Cast, office: Client, document: Document, django_capture_on_commit_callbacks: Any
) -> None:
    fail_reading(actor=cast.office, document=document, problem="盘满了。")
    with django_capture_on_commit_callbacks(execute=True):
        assert send(office, TEXT, "又名.txt").status_code == 302
    document.refresh_from_db()
    assert document.status == Document.Status.READ
    entry = history(document).get(after__status="received", before__status="failed")
    assert (entry.note, entry.actor_id) == ("重新读取", cast.office.pk)


def test_what_is_being_read_is_not_read_twice(cast: Cast, office: Client) -> None:
    office.post(reverse("intake:upload"), {"chosen": SimpleUploadedFile("甲.txt", TEXT.encode())})
    document = Document.objects.get()
    page = office.post(reverse("intake:read-again", args=[document.pk]), follow=True).content.decode()
    assert "正在读取，请稍候" in page


class _Context:
    def __init__(self, attempt: int) -> None:
        self.attempt = attempt


def test_one_left_half_read_is_read_from_the_start(document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(status=Document.Status.READING)
    document.candidates.all().delete()
    read_document.func(_Context(2), document.pk)
    document.refresh_from_db()
    assert (document.status, document.candidates.count()) == (Document.Status.READ, 4)


def test_one_that_kills_every_worker_is_given_up(document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(status=Document.Status.READING)
    read_document.func(_Context(TRIES + 1), document.pk)
    document.refresh_from_db()
    assert document.status == Document.Status.FAILED
    assert "读取多次中断" in document.problem
