"""A filled sheet comes back: shown cell by cell, saved on the person's word, the same file twice changes nothing."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from taizhang import clock
from taizhang.accounts.models import Notice
from taizhang.journal.models import Entry as Journal
from taizhang.progress import importing
from taizhang.progress.actions.reporting import Entry, enter
from taizhang.progress.models import Report, Upload
from taizhang.progress.models.uploads import SIGN_OF_LIFE
from taizhang.progress.sheet_columns import columns
from taizhang.reading.sources.values import LIMITS
from tests.cast import Cast
from tests.progress.makers import SYSTEM, locked, opened, report_of, split_target

COLUMN = {each.name: number for number, each in enumerate(columns(), 1)}
UPLOADS = "/progress/uploads/"


@pytest.fixture
def report(cast: Cast) -> Report:
    """What the town owes for February, with January locked at 1,200."""
    split_target(cast)
    locked(report_of(cast, "town", opened(cast, 1)), 1200)
    return report_of(cast, "town", opened(cast, 2))


def template(cast: Cast, report: Report, part: str = "town", whose: str = "") -> Any:
    answer = cast.client(part).get(f"/progress/periods/{report.period_id}/workbook/{whose}")
    return load_workbook(io.BytesIO(b"".join(answer)))  # type: ignore[call-overload]


def filled(book: Any, row: int = 4, **cells: Any) -> Any:
    for name, value in cells.items():
        book["填报"].cell(row, COLUMN[name]).value = value
    return book


def packed(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def upload(cast: Cast, report: Report, data: bytes, name: str = "填报.xlsx", part: str = "town") -> Any:
    sent = {"period": report.period_id, "sheet": SimpleUploadedFile(name, data)}
    return cast.client(part).post(UPLOADS, sent, follow=True)


def save(cast: Cast, part: str = "town", **data: Any) -> Any:
    return cast.client(part).post(f"{UPLOADS}{Upload.objects.latest('pk').pk}/save/", data, follow=True)


def test_out_filled_and_in_again(cast: Cast, report: Report) -> None:
    page = upload(
        cast, report, packed(filled(template(cast, report), this=300, note="两处开工", data_date="2024-02-28"))
    )
    words = page.content.decode()
    assert "填报!H4" in words
    assert "1,500" in words, "cumulative follows"
    report.refresh_from_db()
    assert report.state == "owed", "nothing is saved before the person says so"
    save(cast)
    report.refresh_from_db()
    assert (report.state, report.this, report.value, report.note) == ("draft", 300, 1500, "两处开工")
    assert str(report.data_date) == "2024-02-28"
    entry = Journal.objects.filter(kind="progress.report", object_id=str(report.pk)).first()
    assert entry is not None
    made = Upload.objects.get()
    assert f"/progress/uploads/{made.pk}/" in entry.note
    assert made.file.sha256[:16] in entry.note
    assert made.saved == 1


def test_the_same_file_twice_changes_nothing(cast: Cast, report: Report) -> None:
    data = packed(filled(template(cast, report), value="约1500", explanation="按台账", note="  两处  开工"))
    for _time in range(2):
        upload(cast, report, data)
        save(cast)
    report.refresh_from_db()
    assert (report.value, report.version) == (1500, 2)
    assert "约1500" in report.explanation
    assert Upload.objects.count() == 1
    page = upload(cast, report, data).content.decode()
    assert "没有要保存的" in page
    assert "以表为准" not in page


def test_complete_ones_are_handed_in_on_request(cast: Cast, report: Report) -> None:
    upload(cast, report, packed(filled(template(cast, report), this=300)))
    save(cast, submit="on")
    report.refresh_from_db()
    assert report.state == "submitted"


def test_what_was_changed_meanwhile_is_shown_with_both_values(cast: Cast, report: Report) -> None:
    data = packed(filled(template(cast, report), value=1500, note="表里写的"))
    enter(actor=SYSTEM, report=report, version=1, entry=Entry(value=Decimal(1600)))
    page = upload(cast, report, data).content.decode()
    assert "1,600" in page
    assert "1,500" in page
    assert "以表为准" in page
    save(cast)
    report.refresh_from_db()
    assert (report.value, report.note) == (1600, "表里写的"), "what does not clash is taken"
    save(cast, take=f"{report.pk}.value.{report.version}")
    report.refresh_from_db()
    assert report.value == 1500
    enter(actor=SYSTEM, report=report, version=report.version, entry=Entry(value=Decimal(1700)))
    save(cast, take=f"{report.pk}.value.{report.version - 1}")
    report.refresh_from_db()
    assert report.value == 1700, "a choice against what was there before is none"


def test_a_cell_left_as_it_went_out_gives_way(cast: Cast, report: Report) -> None:
    enter(actor=SYSTEM, report=report, version=1, entry=Entry(value=Decimal(1300)))
    data = packed(filled(template(cast, report), note="补充"))
    enter(actor=SYSTEM, report=report, version=2, entry=Entry(value=Decimal(1400)))
    upload(cast, report, data)
    save(cast)
    report.refresh_from_db()
    assert (report.value, report.note) == (1400, "补充")


def test_a_cell_that_was_emptied_is_emptied(cast: Cast, report: Report) -> None:
    enter(actor=SYSTEM, report=report, version=1, entry=Entry(value=Decimal(1300), note="写错了"))
    upload(cast, report, packed(filled(template(cast, report), note=None)))
    save(cast)
    report.refresh_from_db()
    assert (report.value, report.note) == (1300, "")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.5万", 15_000),
        ("１２００", 1200),
        ("12,000", 12_000),
        ("约1300", 1300),
        (1250, 1250),
        ("1500个", 1500),
    ],
)
def test_what_is_understood(cast: Cast, report: Report, typed: Any, value: int) -> None:
    upload(cast, report, packed(filled(template(cast, report), value=typed)))
    save(cast)
    report.refresh_from_db()
    assert report.value == value


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("三五成群", "三五成群"),
        ("300以上", "300以上"),
        ("1500亩", "亩"),
        ("300-500", "300-500"),
        ("#REF!", "#REF!"),
        ("=[别的.xlsx]表1!A1", "引用了其他文件"),
        ("=1+1", "还没有算出结果"),
        ("2024-02-28", "日期"),
    ],
)
def test_what_is_refused_is_said_at_its_cell(cast: Cast, report: Report, typed: str, said: str) -> None:
    page = upload(cast, report, packed(filled(template(cast, report), value=typed, note="照存"))).content.decode()
    assert "填报!I4" in page
    assert said in page
    save(cast)
    report.refresh_from_db()
    assert (report.value, report.note) == (None, "照存")


def test_columns_in_any_order_headings_lower_down_sheet_renamed(cast: Cast, report: Report) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "2月汇总"
    for line in (["某某镇二月报表"], [], ["填表人", "备注", "本月完成", "镇街", "联系电话", "指标名称"]):
        sheet.append(line)
    sheet.append(["甲", "两处", 250, "长安镇", "0769", " 停车 位"])
    page = upload(cast, report, packed(book)).content.decode()
    assert "2月汇总!C4" in page
    assert "联系电话" in page, "what is not read is named"
    save(cast)
    report.refresh_from_db()
    assert (report.this, report.value, report.note) == (250, 1450, "两处")


def test_csv_in_the_encoding_of_the_office(cast: Cast, report: Report) -> None:
    upload(cast, report, "内容,地区,累计\n停车位,长安镇,1.5万\n".encode("gb18030"), "表.csv")
    save(cast)
    report.refresh_from_db()
    assert report.value == 15_000


def test_the_unit_of_the_row_counts(cast: Cast) -> None:
    split_target(cast, unit="元", value=350_000_000)
    report = report_of(cast, "town", opened(cast))
    upload(cast, report, "内容,地区,单位,累计\n停车位,长安镇,万元,1500\n".encode(), "表.csv")
    save(cast)
    report.refresh_from_db()
    assert report.value == 15_000_000


def test_merged_names_stand_for_each_row_and_merged_figures_for_none(cast: Cast, report: Report) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["内容", "地区", "累计"])
    sheet.append(["停车位", "长安镇", 1500])
    sheet.append([None, "虎门镇", None])
    sheet.merge_cells("A2:A3")
    page = upload(cast, report, packed(book), part="office")
    assert page.status_code == 200
    assert "不能用的格子" not in page.content.decode()
    sheet.merge_cells("C2:C3")
    page = upload(cast, report, packed(book), part="office").content.decode()
    assert "Sheet!C2" in page
    assert "合并单元格" in page


def test_rows_that_are_not_to_be_filled_here(cast: Cast, report: Report) -> None:
    other = report_of(cast, "other_town", report.period)
    january = Report.objects.get(owner=report.owner, period__last="2024-01-31")
    rows = [
        [other.pk, "停车位", "虎门镇", 1],
        [january.pk, "停车位", "长安镇", 2],
        [999_999, "停车位", "长安镇", 3],
        ["", "喷泉", "长安镇", 4],
        [report.pk, "路灯", "长安镇", 5],
    ]
    text = "编号,内容,地区,累计\n" + "\n".join(",".join(map(str, row)) for row in rows)
    page = upload(cast, report, text.encode(), "表.csv").content.decode()
    for row, said in enumerate(
        ("不归本单位填报", "这一行是“2024年1月”的", "不归本单位填报", "没有归本单位填报的“喷泉", "行可能错位"), 2
    ):
        assert f"<code>B{row}</code>" in page
        assert said in page
    save(cast)
    assert not Report.objects.filter(state="draft").exists()


def test_the_same_row_twice_is_read_once(cast: Cast, report: Report) -> None:
    page = upload(cast, report, "内容,地区,累计\n停车位,长安镇,1500\n停车位,长安镇,1600\n".encode(), "表.csv")
    assert "与第 2 行是同一项" in page.content.decode()
    save(cast)
    report.refresh_from_db()
    assert report.value == 1500


def test_a_locked_report_is_refused_only_where_it_was_changed(cast: Cast, report: Report) -> None:
    locked(report, 1400)
    book = template(cast, report)
    assert "不能用的格子" not in upload(cast, report, packed(book), "一.xlsx").content.decode()
    page = upload(cast, report, packed(filled(book, value=9999)), "二.xlsx").content.decode()
    assert "填报!I4" in page
    assert "锁定" in page


def test_a_stamp_changed_by_hand_is_not_believed(cast: Cast, report: Report) -> None:
    book = filled(template(cast, report), value=1500)
    book["_taizhang"].cell(2, 2).value = "7"
    page = upload(cast, report, packed(book)).content.decode()
    assert "校验信息与系统不符" in page
    save(cast)
    report.refresh_from_db()
    assert report.value == 1500


def test_a_template_of_another_period_is_refused(cast: Cast, report: Report) -> None:
    book = template(cast, report)
    page = upload(cast, report_of(cast, "town", opened(cast, 3)), packed(book))
    assert page.status_code == 422
    assert "这是“2024年2月”的填报表，不是“2024年3月”的" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.xlsx", b"", "空"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n", "不是电子表格"),
        ("坏.xlsx", b"PK\x03\x04 nothing", "不完整"),
        ("话.csv", "今天天气很好".encode(), "没有找到填报表"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(cast: Cast, report: Report, name: str, data: bytes, said: str) -> None:
    page = upload(cast, report, data, name)
    assert page.status_code == 422
    assert said in page.content.decode()


def test_thousands_of_columns_are_not_looked_at(cast: Cast, report: Report) -> None:
    head = ",".join(["内容", "地区", "累计", *(f"列{n}" for n in range(5000))])
    upload(cast, report, f"{head}\n停车位,长安镇,1500{',1' * 5000}\n".encode(), "表.csv")
    save(cast)
    report.refresh_from_db()
    assert report.value == 1500


def test_the_office_fills_in_for_every_owner_but_hands_nothing_in(cast: Cast, report: Report) -> None:
    other = report_of(cast, "other_town", report.period)
    book = filled(filled(template(cast, report, "office", "all/"), this=100), row=5, value=700)
    upload(cast, report, packed(book), part="office")
    save(cast, "office", submit="on")
    report.refresh_from_db()
    other.refresh_from_db()
    assert [(each.state, each.value) for each in (report, other)] == [("draft", 1300), ("draft", 700)]
    assert set(Journal.objects.filter(kind="progress.report", note__contains="uploads").values_list("action")) == {
        ("progress.enter_for",)
    }


def test_others_see_no_sheet_and_lookers_on_save_nothing(cast: Cast, report: Report) -> None:
    upload(cast, report, packed(filled(template(cast, report), value=1500)))
    pk = Upload.objects.get().pk
    assert cast.client("other_town").get(f"{UPLOADS}{pk}/").status_code == 404
    assert cast.client("leader").post(f"{UPLOADS}{pk}/save/").status_code == 403
    answer = cast.client("town").get(f"{UPLOADS}{pk}/file/")
    assert b"".join(answer)[:2] == b"PK"  # type: ignore[call-overload]
    report.refresh_from_db()
    assert report.state == "owed"


def test_a_bomb_is_refused_in_words(cast: Cast, report: Report) -> None:
    file = io.BytesIO(packed(template(cast, report)))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/leer.bin", b"\0" * (64 << 20))
    page = upload(cast, report, file.getvalue())
    assert page.status_code == 422
    assert "压缩炸弹" in page.content.decode()


def test_a_file_beyond_the_limit_is_not_read(cast: Cast, report: Report) -> None:
    page = upload(cast, report, b"PK\x03\x04" + b"\0" * LIMITS.file_bytes)
    assert page.status_code == 422
    assert "32 MB" in page.content.decode()
    assert not Upload.objects.exists()


@pytest.fixture
def in_background(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a small sheet is left to the worker."""
    monkeypatch.setattr(importing, "AT_ONCE", 100)


def test_a_large_sheet_is_read_and_saved_by_the_worker(
    cast: Cast, report: Report, in_background: None, django_capture_on_commit_callbacks: Any
) -> None:
    data = packed(filled(template(cast, report), this=300, note="两处"))
    page = upload(cast, report, data).content.decode()
    assert "正在逐格读取，还没有保存任何内容" in page
    assert "hx-trigger" in page
    made = Upload.objects.get()
    importing.look_over.call(made.pk, cast.people["town"].pk)
    page = cast.client("town").get(f"{UPLOADS}{made.pk}/").content.decode()
    assert "填报!H4" in page
    assert "1,500" in page
    report.refresh_from_db()
    assert report.state == "owed", "nothing is saved before the person says so"
    with django_capture_on_commit_callbacks(execute=True):
        save(cast, submit="on")
    report.refresh_from_db()
    made.refresh_from_db()
    assert (report.state, report.value, made.saved, made.submitted, made.stage) == ("submitted", 1500, 1, 1, "")
    told = [each.words for each in Notice.objects.filter(user=cast.people["town"]).order_by("pk")]
    assert [words.split("：", 1)[1] for words in told if "填报表" in words] == [
        "读懂 1 项改动，请核对后保存。",
        "已保存 1 项。已上报 1 项。",
    ]


def test_while_it_is_saved_nobody_saves_it_again(cast: Cast, report: Report, in_background: None) -> None:
    upload(cast, report, packed(filled(template(cast, report), this=300)))
    made = Upload.objects.get()
    importing.look_over.call(made.pk, cast.people["town"].pk)
    assert "正在逐行保存" in save(cast).content.decode()
    assert "正在保存，请稍候" in save(cast).content.decode()
    importing.save_rows.call(made.pk, cast.people["town"].pk, [], False)
    importing.save_rows.call(made.pk, cast.people["town"].pk, [], False)
    report.refresh_from_db()
    assert (report.value, report.version) == (1500, 2)


def test_what_the_worker_died_of_can_be_begun_anew(cast: Cast, report: Report, in_background: None) -> None:
    data = packed(filled(template(cast, report), this=300))
    upload(cast, report, data)
    Upload.objects.update(moved_at=clock.now() - SIGN_OF_LIFE)
    upload(cast, report, data)
    made = Upload.objects.get()
    assert made.is_busy
    importing.look_over.call(made.pk, cast.people["town"].pk)
    made.refresh_from_db()
    assert made.look is not None
    assert made.look["changes"] == 1


def test_the_page_of_the_worker_renews_itself_until_it_is_done(cast: Cast, report: Report, in_background: None) -> None:
    upload(cast, report, packed(filled(template(cast, report), this=300)))
    made = Upload.objects.get()
    client = cast.client("town")
    asked = {"headers": {"HX-Request": "true"}}
    assert "<html" not in client.get(f"{UPLOADS}{made.pk}/", **asked).content.decode()
    importing.look_over.call(made.pk, cast.people["town"].pk)
    assert client.get(f"{UPLOADS}{made.pk}/", **asked)["HX-Refresh"] == "true"


def test_rows_without_end_are_refused_in_words(
    cast: Cast, report: Report, django_capture_on_commit_callbacks: Any
) -> None:
    data = "内容,累计\n".encode() + b",\n" * LIMITS.cells
    with django_capture_on_commit_callbacks(execute=True):
        upload(cast, report, data, "表.csv")
    page = cast.client("town").get(f"{UPLOADS}{Upload.objects.get().pk}/")
    assert "单元格超过上限" in page.content.decode()
