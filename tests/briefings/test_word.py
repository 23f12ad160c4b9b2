"""The Word file: layout of GB/T 9704, fonts by name, real tables, every number a link, nothing of the data taken for markup."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from taizhang.briefings.content import Edition
from taizhang.briefings.sample import sample_edition
from taizhang.briefings.word.layout import closer, twips
from taizhang.briefings.word.rendering import render_word
from taizhang.briefings.word.template import default_template


def _made(**texts: Any) -> tuple[Edition, bytes]:
    edition, pictures = sample_edition()
    edition = replace(edition, texts=replace(edition.texts, **texts))
    return edition, render_word(edition, default_template(), pictures, "https://ledger.example")


def _words(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


def test_geometry_of_the_standard() -> None:
    document = Document(io.BytesIO(_made()[1]))
    (section,) = document.sections
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in sides] == [37, 35, 28, 26]
    assert [round(each.mm) for each in (section.page_width, section.page_height)] == [210, 297]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert 22 * int(grid.get(qn("w:linePitch"))) <= twips(225) < 23 * int(grid.get(qn("w:linePitch")))
    width = (210 - 28 - 26) / 25.4 * 72
    assert 28 * (16 + closer(16) / 20) <= width < 29 * (16 + closer(16) / 20)


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("公文标题", "方正小标宋简体", "44"),
        ("公文正文", "仿宋_GB2312", "32"),
        ("公文一级标题", "黑体", "32"),
        ("公文二级标题", "楷体_GB2312", "32"),
        ("公文版头", "方正小标宋简体", "84"),
    ],
)
def test_fonts_are_named_for_chinese(style: str, font: str, half_points: str) -> None:
    look = Document(io.BytesIO(_made()[1])).styles[style].element.find(qn("w:rPr"))
    assert look.find(qn("w:rFonts")).get(qn("w:eastAsia")) == font
    assert look.find(qn("w:sz")).get(qn("w:val")) == half_points


def test_lines_stand_28_95_points_apart() -> None:
    spacing = Document(io.BytesIO(_made()[1])).styles["公文正文"].element.find(qn("w:pPr")).find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")


def test_page_numbers_stand_outside() -> None:
    document = Document(io.BytesIO(_made()[1]))
    (section,) = document.sections
    assert document.settings.odd_and_even_pages_header_footer
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        assert footer.paragraphs[0].text == "— 1 —"
        assert footer._element.find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == align


def test_says_what_the_composition_says() -> None:
    edition, made = _made()
    composition = edition.composition
    document = Document(io.BytesIO(made))
    paragraphs = [_words(each) for each in document.element.body.iter(qn("w:p"))]
    whole = "".join(paragraphs)
    for said in (*composition.overview, *composition.missing, *(each.summary for each in composition.areas)):
        assert any(said.text.rstrip("。") in each.replace("［1］", "") for each in paragraphs), said.text
    for note in composition.notes:
        assert f"［{note.number}］{note.text}{note.url}" in paragraphs
    targets = next(each for each in document.tables if each.cell(0, 1).text == "目标事项")
    rows = [[_words(cell._element) for cell in row.cells] for row in targets.rows[1:]]
    assert [row[3:6] for row in rows] == [
        [each.target_words, each.actual_words, each.percent_words] for each in composition.targets
    ]
    assert "{{" not in whole
    assert "{%" not in whole
    assert document.core_properties.title == edition.texts.title


def test_heads_of_tables_are_repeated() -> None:
    document = Document(io.BytesIO(_made()[1]))
    tables = [each for each in document.tables if len(each.columns) > 2]
    assert len(tables) == 5
    assert all(each.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for each in tables)


def test_numbers_lead_to_their_page_and_their_note() -> None:
    edition, made = _made()
    document = Document(io.BytesIO(made))
    links = {each.rId: each.target_ref for each in document.part.rels.values() if each.is_external}
    pages = {
        links[each.get(qn("r:id"))] for each in document.element.body.iter(qn("w:hyperlink")) if each.get(qn("r:id"))
    }
    assert pages == {f"https://ledger.example{each.url}" for each in edition.composition.notes}
    anchors = {each.get(qn("w:anchor")) for each in document.element.body.iter(qn("w:hyperlink"))} - {None}
    marks = {each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))}
    assert anchors
    assert anchors <= marks


def test_without_an_address_numbers_lead_to_their_notes_alone() -> None:
    edition, pictures = sample_edition()
    document = Document(io.BytesIO(render_word(edition, default_template(), pictures)))
    assert not [each for each in document.part.rels.values() if each.is_external]
    assert list(document.element.body.iter(qn("w:hyperlink")))


def test_pictures_have_words() -> None:
    document = Document(io.BytesIO(_made()[1]))
    told = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert told == ["样图", "样图"]


@pytest.mark.parametrize(
    "words", ["<w:p/>", "{{ 7*7 }}", "{% for a in b %}", "甲&乙", "一\n二\t三", "\x00\x0b坏字符", "a" * 3000, "😀"]
)
def test_words_are_words(words: str) -> None:
    """What people write is never taken for markup or for a tag."""
    _edition, made = _made(lead=words)
    said = _words(Document(io.BytesIO(made)).element.body)
    expected = words.replace("\x00", "").replace("\x0b", "").replace("\n", " ").replace("\t", " ")
    assert expected in said


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert _made()[1] == _made()[1]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_opens_in_libreoffice(tmp_path: Path) -> None:
    """Converted to PDF it has its pages, its numbers and its page numbers."""
    edition, made = _made()
    (tmp_path / "briefing.docx").write_bytes(made)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "briefing.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)  # noqa: S603
    document = pypdfium2.PdfDocument(tmp_path / "briefing.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in document]
    words = "".join("".join(pages).split())
    assert "—1—" in words
    assert edition.code in words
    for line in edition.composition.targets:
        assert line.target_words in words
        assert line.percent_words in words
