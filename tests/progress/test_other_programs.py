"""Filled sheets as other programs save them: old Excel files, LibreOffice's xlsx, WPS's et; what is not read says what to do.

The files under ``data`` are one made-up sheet saved by LibreOffice; where LibreOffice is installed, our own template goes through it too.
"""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from taizhang.progress.forms.filled import Filled
from taizhang.progress.models import Report, Upload
from tests.cast import Cast
from tests.progress.makers import locked, opened, report_of, split_target
from tests.progress.test_uploads import filled, packed, save, template, upload

DATA = Path(__file__).parent / "data"
OFFICE = shutil.which("soffice")


@pytest.fixture
def report(cast: Cast) -> Report:
    """What the town owes for February, with January locked at 1,200."""
    split_target(cast)
    locked(report_of(cast, "town", opened(cast, 1)), 1200)
    return report_of(cast, "town", opened(cast, 2))


@pytest.mark.parametrize(
    ("file", "name"), [("parking.xls", "进展.xls"), ("parking.xls", "进展.et"), ("parking.xlsx", "进展.xlsx")]
)
def test_a_sheet_of_the_offices_own(cast: Cast, report: Report, file: str, name: str) -> None:
    page = upload(cast, report, (DATA / file).read_bytes(), name)
    assert "联系电话" in page.content.decode(), "columns nobody asked for are named"
    save(cast)
    report.refresh_from_db()
    assert [str(report.this), str(report.value), report.note] == ["300.500000", "1500.500000", "两处开工"]
    assert report.data_date == date(2024, 2, 28)


def test_what_is_not_read_says_what_to_do(cast: Cast, report: Report) -> None:
    page = upload(cast, report, (DATA / "parking.ods").read_bytes(), "进展.ods")
    assert page.status_code == 422
    assert "OpenDocument" in page.content.decode()
    assert "请换成 xlsx、xls 或 csv 表格" in page.content.decode()
    assert "docx" not in page.content.decode(), "which this page does not take"
    assert not Upload.objects.exists()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("form", "name"), [("xls:MS Excel 97", "填报.xls"), ("xlsx:Calc MS Excel 2007 XML", "填报.xlsx")]
)
def test_our_template_filled_and_saved_by_libreoffice(
    cast: Cast, report: Report, tmp_path: Path, form: str, name: str
) -> None:
    book = filled(template(cast, report), this="=100+200.5", note="两处\n开工", data_date=date(2024, 2, 20))
    (tmp_path / "out").mkdir()
    (tmp_path / "填报.xlsx").write_bytes(packed(book))
    home, out = f"-env:UserInstallation=file://{tmp_path}/home", tmp_path / "out"
    command = [str(OFFICE), "--headless", home, "--convert-to", form, "--outdir", str(out), str(tmp_path / "填报.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603
    data = (out / name).read_bytes()
    sheet = Filled(cast.people["town"], report.period, data, name)
    assert sheet.stamp is not None
    assert not sheet.tampered, "the hidden sheet comes back to the letter"
    upload(cast, report, data, name)
    save(cast)
    report.refresh_from_db()
    assert [str(report.this), str(report.value), report.note] == ["300.500000", "1500.500000", "两处\n开工"]
    assert report.data_date == date(2024, 2, 20)
