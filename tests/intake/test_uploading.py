"""Handing files in: what is refused, with which words, and what hostile content does not do."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from taizhang.ledger.models import Document
from tests.cast import Cast

PLAN = "东莞市2024年工作要点\n\n一、绿化\n\n新增口袋公园160个。\n"


@pytest.fixture
def send(cast: Cast, django_capture_on_commit_callbacks: Any) -> Any:
    """Uploads as the office and lets the queue work."""

    def post(*files: tuple[str, bytes], client: Client | None = None, **headers: str) -> Any:
        chosen = [SimpleUploadedFile(name, content) for name, content in files]
        with django_capture_on_commit_callbacks(execute=True):
            return (client or cast.client("office")).post(
                reverse("intake:upload"), {"chosen": chosen}, headers=headers, follow=not headers
            )

    return post


def test_several_files_at_once(send: Any) -> None:
    page = send(("甲.txt", PLAN.encode()), ("乙.txt", PLAN.replace("160", "170").encode())).content.decode()
    assert Document.objects.filter(status="read").count() == 2
    assert "甲.txt：已上传" in page


def test_the_same_bytes_are_refused_naming_the_earlier_file(send: Any) -> None:
    send(("甲.txt", PLAN.encode()))
    answer = send(("乙.txt", PLAN.encode()), Accept="application/json")
    assert answer.status_code == 422
    assert "不必重复上传" in answer.json()["problem"]
    assert "东莞市2024年工作要点" in answer.json()["problem"]
    assert Document.objects.count() == 1


def test_an_empty_file_is_refused(send: Any) -> None:
    assert "空文件" in send(("空.txt", b"")).content.decode()
    assert not Document.objects.exists()


def test_nothing_chosen_is_told(cast: Cast) -> None:
    page = cast.client("office").post(reverse("intake:upload"), follow=True).content.decode()
    assert "请先选择文件" in page


def test_what_is_no_document_says_so_with_advice_and_may_be_sent_again(send: Any, cast: Cast) -> None:
    junk = b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40
    send(("程序.docx", junk))
    document = Document.objects.get()
    assert document.status == "failed"
    assert "请" in document.problem
    page = cast.client("office").get(reverse("intake:document", args=[document.pk])).content.decode()
    assert "这份文件没有读成" in page
    assert document.problem in page
    send(("程序.docx", junk))
    assert Document.objects.get().status == "failed"


def test_a_zip_bomb_and_a_damaged_word_file_fail_with_words(send: Any) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 60_000_000)
    send(("弹.docx", packed.getvalue()))
    send(("坏.docx", packed.getvalue()[:500]))
    assert list(Document.objects.values_list("status", flat=True)) == ["failed", "failed"]
    assert all(Document.objects.values_list("problem", flat=True))


def test_script_in_text_name_and_title_stays_text(send: Any, cast: Cast) -> None:
    text = "<script>alert(1)</script>2024年工作要点\n\n新增<img src=x onerror=alert(1)>口袋公园160个。\n"
    send(("<b>名</b>.txt", text.encode()))
    document = Document.objects.get()
    client = cast.client("office")
    pages = [reverse("intake:document", args=[document.pk]), reverse("intake:list")]
    for page in (client.get(each).content.decode() for each in pages):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>名" not in page


def test_too_much_is_refused_before_it_is_read(cast: Cast) -> None:
    with override_settings(UPLOAD_LIMIT=1000):
        answer = cast.client("office").post(
            reverse("intake:upload"), {"chosen": SimpleUploadedFile("大.txt", b"x" * 2000)}
        )
    assert answer.status_code == 413
    assert "请压缩图片或拆分文件" in answer.content.decode()


@pytest.mark.parametrize("part", ["department", "town", "leader", "auditor"])
def test_who_may_not_upload(cast: Cast, part: str) -> None:
    answer = cast.client(part).post(reverse("intake:upload"), {"chosen": SimpleUploadedFile("甲.txt", b"x")})
    assert answer.status_code == 403
    assert not Document.objects.exists()


def test_a_document_waiting_shows_its_progress(cast: Cast) -> None:
    client = cast.client("office")
    client.post(reverse("intake:upload"), {"chosen": SimpleUploadedFile("甲.txt", PLAN.encode())})
    address = reverse("intake:document", args=[Document.objects.get().pk])
    assert "排队等待读取" in client.get(address).content.decode()
    assert "hx-trigger" in client.get(address, headers={"HX-Request": "true"}).content.decode()


def test_nothing_read_leaves_a_workspace_to_mark_in(send: Any, cast: Cast) -> None:
    send(("空话.txt", "今天天气很好。\n".encode()))
    page = cast.client("office").get(reverse("intake:document", args=[Document.objects.get().pk])).content.decode()
    assert "没有读到目标或事项" in page


def test_results_wait_in_the_notices(send: Any, cast: Cast) -> None:
    send(("甲.txt", PLAN.encode()), ("乱.pdf", b"%PDF-1.7 broken"))
    words = sorted(each.words for each in cast.office.notices.all())
    assert words[0] == "《东莞市2024年工作要点》读好了，请核对。"
    assert words[1].startswith("《乱》没有读成：")
    notice = cast.office.notices.get(words=words[0])
    assert notice.url == reverse("intake:document", args=[Document.objects.get(name="甲.txt").pk])
