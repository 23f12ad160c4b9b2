"""Documents: kept byte for byte, once, and read."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from taizhang.journal.queries import history
from taizhang.ledger import actions
from taizhang.ledger.models import Document
from taizhang.policy.errors import ActionError, Refused, StaleError
from taizhang.reading.pipeline import read
from tests.cast import Cast
from tests.ledger.makers import TEXT, document


def test_a_file_is_kept_byte_for_byte_and_read(cast: Cast) -> None:
    made = actions.add_document(
        actor=cast.office, file=ContentFile(TEXT.encode("gb18030")), name="a/计划.txt", place=cast.places["4419"]
    )
    assert (made.title, made.status) == ("计划", Document.Status.RECEIVED)
    with made.original.open() as file:
        assert file.read() == TEXT.encode("gb18030")
    actions.record_reading(actor=cast.office, document=made, reading=read(TEXT))
    assert Document.objects.get().text == TEXT
    assert made.status == Document.Status.READ
    assert {entry.action for entry in history(made)} == {"ledger.add_document"}


def test_the_same_bytes_are_refused_and_say_what_they_are(cast: Cast) -> None:
    first = document(cast, name="计划.txt")
    with pytest.raises(actions.DuplicateDocumentError, match=first.title) as refusal:
        actions.add_document(
            actor=cast.office, file=ContentFile(TEXT.encode()), name="另一个名字.txt", place=cast.places["4419"]
        )
    assert refusal.value.document == first
    assert Document.objects.count() == 1


def test_an_empty_file_is_refused(cast: Cast) -> None:
    with pytest.raises(ActionError, match="空文件"):
        actions.add_document(actor=cast.office, file=ContentFile(b""), name="x.txt", place=cast.places["4419"])


@pytest.mark.parametrize("part", ["department", "town", "supervision", "system", "auditor"])
def test_only_the_office_adds_documents(cast: Cast, part: str) -> None:
    with pytest.raises(Refused):
        actions.add_document(actor=cast.people[part], file=ContentFile(b"x"), name="x.txt", place=cast.places["4419"])


def test_an_office_adds_nothing_for_another_city(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.add_document(actor=cast.office, file=ContentFile(b"x"), name="x.txt", place=cast.places["4401"])


def test_what_no_database_stores_keeps_its_place(cast: Cast) -> None:
    made = document(cast, text="前\x00后 新建公园3个")
    assert made.text == "前\ufffd后 新建公园3个"


def test_a_failed_reading_says_why(cast: Cast) -> None:
    made = document(cast)
    actions.fail_reading(actor=cast.office, document=made, problem="文件已加密")
    assert (made.status, made.problem) == (Document.Status.FAILED, "文件已加密")


def test_a_stale_description_is_refused(cast: Cast) -> None:
    made = document(cast)
    seen = made.version
    facts = {"kind": "工作要点", "issuer": "", "year": 2024, "place": made.place}
    actions.describe(actor=cast.office, document=made, version=seen, title="新标题", **facts)
    with pytest.raises(StaleError):
        actions.describe(actor=cast.office, document=made, version=seen, title="又一标题", **facts)
    assert Document.objects.get().title == "新标题"
