"""Pages on paper: A4, whole, with a header, the date and page numbers, and without what only a screen needs."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.cast import Cast
from tests.chromium import Open
from tests.intake.workspace import handed_in
from tests.ledger.makers import commitment

pytestmark = pytest.mark.slow

#: In points, within half a millimetre.
A4 = (595, 842)
LINES = "".join(f"（{number}）全年新增口袋公园{number}个，惠及沿线居民。\n\n" for number in range(1, 61))


def _printed(page: Page) -> list[str]:
    """The words of each sheet; line breaks are where the paper ends, not where sentences do."""
    book = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    sheets = []
    for sheet in book:
        assert tuple(round(side) for side in sheet.get_size()) == pytest.approx(A4, abs=1.5)
        sheets.append(re.sub(r"\s+", " ", sheet.get_textpage().get_text_range()))
    return sheets


def _numbered(sheets: list[str]) -> bool:
    return all(f"{number} / {len(sheets)}" in words for number, words in enumerate(sheets, 1))


def test_a_list_repeats_its_heading_and_counts_its_pages(opened: Open, transactional_cast: Cast) -> None:
    for number in range(1, 50):
        commitment(transactional_cast, title=f"第{number}处停车楼")
    sheets = _printed(opened("office", "/ledger/"))
    assert len(sheets) > 1
    assert _numbered(sheets)
    assert re.search(r"taizhang \d{4}-\d\d-\d\d \d\d:\d\d", sheets[0])
    assert all("牵头单位" in words for words in sheets)
    assert all("taizhang 台账" in words for words in sheets[1:])
    assert "第49处停车楼" in sheets[-1]
    assert not [words for words in ("筛选", "导出", "退出") if words in "".join(sheets)]


def test_a_commitment_prints_without_its_buttons(opened: Open, transactional_cast: Cast) -> None:
    made = commitment(transactional_cast, lead="department")
    sheets = _printed(opened("office", f"/ledger/{made.pk}/"))
    assert _numbered(sheets)
    words = "".join(sheets)
    assert "市城市管理局" in words
    assert not [each for each in ("计划曲线", "重新交办", "修改", "退出") if each in words]


def test_a_document_being_confirmed_prints_whole(opened: Open, transactional_cast: Cast) -> None:
    text = f"东莞市2024年工作要点\n\n一、绿化\n\n{LINES}"
    document = handed_in(transactional_cast.office, transactional_cast.places["4419"], text)
    sheets = _printed(opened("office", f"/intake/{document.pk}/"))
    assert len(sheets) > 2
    assert _numbered(sheets)
    words = "".join(sheets)
    for number in (1, 30, 60):
        assert f"口袋公园{number}个，" in words
    assert "接受本节" not in words
