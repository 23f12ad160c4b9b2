"""Handing files in: what is refused, with which words, and what hostile content does not do."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.html import escape
from django_tasks_db.models import DBTaskResult

from taizhang.intake.actions import reading
from taizhang.intake.actions.uploading import upload
from taizhang.journal.models import Entry
from taizhang.ledger.models import Document
from tests.cast import Cast
from tests.reading.sources import pdf_files

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


def test_what_was_read_stays_read_when_nobody_can_be_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **settings: object) -> None:
        raise RuntimeError("the outbox is full")

    document = upload(actor=cast.office, content=ContentFile(PLAN.encode()), name="甲.txt", place=cast.places["4419"])
    monkeypatch.setattr(reading, "tell", broken)
    with pytest.raises(RuntimeError):
        reading.read_received(document.pk)
    document.refresh_from_db()
    assert document.status == "read"
    assert document.candidates.exists()


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


def _zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _blank_picture(width: int = 60, height: int = 40) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


LOCK = (
    "/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<"
    + "00" * 32
    + ">/U<"
    + "11" * 32
    + ">>>/ID[<"
    + "0" * 32
    + "><"
    + "0" * 32
    + ">]"
)
BOMB = _zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 60_000_000})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("归档.zip", _zipped(**{"甲.txt": b"x"}), "这是 zip 压缩包。请先解压"),
        ("改了名.docx", _zipped(**{"甲.txt": b"x"}), "这是 zip 压缩包。请先解压"),
        ("程序.exe", b"MZ\x90\x00" + bytes(range(256)) * 40, "这是Windows 程序。请确认文件是否选对"),
        ("程序.docx", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40, "请"),
        ("坏.docx", BOMB[:500], "请"),
        ("照片.heic", b"\0\0\0\x18ftypheic" + bytes(100), "照片请另存为 jpg"),
    ],
)
def test_what_is_no_document_is_refused_at_once_with_advice(send: Any, name: str, content: bytes, words: str) -> None:
    answer = send((name, content), Accept="application/json")
    assert answer.status_code == 422
    assert answer.json()["name"] == name
    assert answer.json()["problem"].startswith("没有上传：")
    assert words in answer.json()["problem"]
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("弹.docx", BOMB, "请"),
        (
            "锁.pdf",
            pdf_files.pdf([pdf_files.text(80, 100, "密")], extra=LOCK),
            "文件设有打开密码；请用原软件打开，取消密码后另存",
        ),
        ("白纸.png", _blank_picture(), "没有识别到文字。请看文件是否选对；扫描件或照片请换清晰的再上传"),
        ("空白.txt", "  \n\u3000\n".encode(), "请看文件是否选对"),
    ],
)
def test_what_cannot_be_read_says_why_and_may_be_removed(
    send: Any, cast: Cast, name: str, content: bytes, words: str
) -> None:
    send((name, content))
    document = Document.objects.get()
    assert document.status == "failed"
    assert words in document.problem
    client = cast.client("office")
    page = client.get(reverse("intake:document", args=[document.pk])).content.decode()
    for shown in ("这份文件没有读成", escape(document.problem), "再读一次", "移除这份文件"):
        assert shown in page
    address = reverse("intake:discard", args=[document.pk])
    assert "已移除" in client.post(address, follow=True).content.decode()
    assert not Document.objects.exists()
    gone = Entry.objects.latest("sequence")
    assert (gone.label, gone.note) == (document.title, "移除读取失败的文件")


def test_what_was_read_is_not_removed(cast: Cast, document: Document) -> None:
    page = cast.client("office").post(reverse("intake:discard", args=[document.pk]), follow=True).content.decode()
    assert "不能移除" in page
    assert Document.objects.exists()


def test_a_name_with_a_path_or_unseen_characters_is_made_plain(cast: Cast) -> None:
    for name, plain in {
        "..\\..\\机密\\要点.txt": "要点",
        "/etc/passwd/要点二.txt": "要点二",
        "要\x07点\x1b[31m三.txt": "要点[31m三",
        "\u202etxt.点要四\u2066.txt": "txt.点要四",
        "要\r\n点  五.txt": "要 点 五",
    }.items():
        content = ContentFile(f"新增{name[-5]}公园3个".encode())
        document = upload(actor=cast.office, content=content, name=name, place=cast.places["4419"])
        assert document.title == plain
        assert document.name.isprintable()


def test_the_same_bytes_lead_to_the_first_document_also_without_javascript(send: Any, cast: Cast) -> None:
    send(("甲.txt", PLAN.encode()))
    first = reverse("intake:document", args=[Document.objects.get().pk])
    page = cast.client("office").post(
        reverse("intake:upload"),
        {"chosen": [SimpleUploadedFile(name, PLAN.encode()) for name in ("乙.txt", "<i>丙</i>.txt")]},
        follow=True,
    )
    shown = page.content.decode()
    assert shown.count("不必重复上传") == 2
    assert f'<a href="{first}">打开</a>' in shown
    assert "<i>丙" not in shown


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


@override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})
def test_what_is_to_be_read_is_queued_with_the_upload_itself(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=False) as later:  # killed before anything that follows the commit
        made = upload(actor=cast.office, content=ContentFile(PLAN.encode()), name="要点.txt", place=cast.places["4419"])
    waiting = DBTaskResult.objects.filter(status="READY", task_path__endswith="read_document")
    assert [each.args_kwargs["args"] for each in waiting] == [[made.pk]]
    assert later == []
