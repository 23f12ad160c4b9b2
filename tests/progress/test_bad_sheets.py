"""What offices really send: each cell is understood or refused in words, each file read or refused at the door."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from taizhang.progress.models import Report, Upload
from tests.cast import Cast
from tests.progress.makers import locked, opened, report_of, split_target
from tests.progress.test_uploads import UPLOADS, filled, packed, save, template, upload
from tests.reading.sources.office_files import compound, zipped


def book(*rows: tuple[Any, ...], formats: dict[str, str] | None = None) -> bytes:
    """A sheet somebody made."""
    made, file = Workbook(), io.BytesIO()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    made.save(file)
    return file.getvalue()


@pytest.fixture
def share(cast: Cast) -> Report:
    """A share in per cent, 90 in January."""
    split_target(cast, title="覆盖率", unit="%", measure="level", value=95)
    locked(report_of(cast, "town", opened(cast, 1)), 90)
    return report_of(cast, "town", opened(cast, 2))


@pytest.mark.parametrize(
    ("value", "code", "stands"),
    [(0.92, "0%", 92), (0.92, "General", 92), (92, "General", 92), ("92%", "@", 92), ("百分之九十二", "@", 92)],
)
def test_a_share_is_read_however_it_is_kept(cast: Cast, share: Report, value: Any, code: str, stands: int) -> None:
    upload(cast, share, book(("内容", "地区", "累计"), ("覆盖率", "长安镇", value), formats={"C2": code}))
    save(cast)
    share.refresh_from_db()
    assert share.value == stands


@pytest.fixture
def report(cast: Cast) -> Report:
    """What the town owes for February, with January locked at 1,200."""
    split_target(cast)
    locked(report_of(cast, "town", opened(cast, 1)), 1200)
    return report_of(cast, "town", opened(cast, 2))


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("完成得不错", "@", "完成得不错"),
        ("1500公里", "@", "公里"),
        (0.92, "0%", "92%"),
        ("一千五至两千", "@", "一千五至两千"),
        (True, "General", "TRUE"),
    ],
)
def test_a_cell_that_cannot_be_a_figure_is_refused_at_its_place(
    cast: Cast, report: Report, value: Any, code: str, said: str
) -> None:
    data = book(("内容", "地区", "累计", "备注"), ("停车位", "长安镇", value, "照存"), formats={"C2": code})
    page = upload(cast, report, data).content.decode()
    assert "Sheet!C2" in page
    assert said in page
    save(cast)
    report.refresh_from_db()
    assert (report.value, report.note) == (None, "照存")


def test_what_is_less_than_nothing_is_doubted_and_waits_for_a_word(cast: Cast, report: Report) -> None:
    page = upload(cast, report, book(("内容", "地区", "累计"), ("停车位", "长安镇", -5))).content.decode()
    assert "▲" not in page.split("读懂的，将保存为草稿")[0]
    assert 'class="doubt"' in page
    save(cast, submit="on")
    report.refresh_from_db()
    assert (report.state, report.value) == ("draft", -5)


def test_an_older_template_with_other_headings_and_more_columns(cast: Cast, report: Report) -> None:
    data = book(
        ("长安镇 2 月报表",),
        (
            "填报编号",
            "任务名称",
            "镇街",
            "责任单位",
            "计量单位",
            "年度目标值",
            "上月累计",
            "本月新增",
            "完成情况",
            "联系人",
        ),
        (report.pk, "停车位", "长安镇", "长安镇人民政府", "个", 40_000, 1200, "１２０", "1,320", "甲"),
    )
    page = upload(cast, report, data).content.decode()
    assert "联系人" in page
    save(cast)
    report.refresh_from_db()
    assert (report.this, report.value) == (120, 1320)


def test_the_file_of_another_town_is_refused_row_by_row(cast: Cast, report: Report) -> None:
    theirs = filled(template(cast, report, "other_town"), value=700)
    page = upload(cast, report, packed(theirs)).content.decode()
    assert "这一行不归本单位填报，没有读。" in page
    assert "没有能保存的内容" in page
    save(cast)
    assert not Report.objects.filter(state="draft").exists()


def test_cells_refused_alike_are_said_once(cast: Cast, report: Report) -> None:
    locked(report, 1400)
    page = upload(cast, report, packed(filled(template(cast, report), value=9999, note="改过"))).content.decode()
    assert "<code>填报!I4、L4</code>" in page


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("加密.xlsx", compound({"EncryptedPackage": b"x" * 600, "EncryptionInfo": b"y" * 600}), "密码"),
        (
            "表.ods",
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
            "xlsx",
        ),
        ("旧.xls", compound({"Workbook": b"\x09\x08" + b"\0" * 900}), ""),
        ("稿.et", compound({"Other": b"z" * 600}), "xlsx"),
        ("表.xlsb", zipped({"[Content_Types].xml": "<a/>", "xl/workbook.bin": b"\0" * 64}), "xlsx"),
    ],
)
def test_what_cannot_be_read_is_refused_at_the_door(
    cast: Cast, report: Report, name: str, data: bytes, said: str
) -> None:
    page = upload(cast, report, data, name)
    assert page.status_code == 422
    words = page.content.decode().split('class="errors"')[-1]
    assert said in words
    assert not Upload.objects.exists()


def test_two_windows_hand_over_the_same_sheet(cast: Cast, report: Report) -> None:
    """The second is the first; what one saved the other finds saved."""
    data = packed(filled(template(cast, report), value=1500))
    clients = [cast.client("town"), cast.client("town")]
    for each in clients:
        each.post(UPLOADS, {"period": report.period_id, "sheet": SimpleUploadedFile("表.xlsx", data)})
    made = Upload.objects.get()
    for each in clients:
        assert each.post(f"{UPLOADS}{made.pk}/save/").status_code == 302
    report.refresh_from_db()
    made.refresh_from_db()
    assert (report.value, report.version, made.saved) == (1500, 2, 1)
