"""The PDF: the same numbers as the composition, links, words when it cannot be made."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2
import pypdfium2.raw
import pytest

from taizhang.briefings import editions, paper
from taizhang.briefings.paper import render_pdf
from taizhang.briefings.pictures import figures, pictures
from taizhang.briefings.sample import sample_edition
from taizhang.policy.errors import ActionError
from taizhang.ui.charts.errors import FontMissing


def _text(pdf: bytes) -> list[str]:
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return ["".join(each.split()) for each in pages]


def _addresses(pdf: bytes) -> set[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = set()
    for page in document:
        place, link = ctypes.c_int(0), pypdfium2.raw.FPDF_LINK()
        while pypdfium2.raw.FPDFLink_Enumerate(page, place, link):
            action = pypdfium2.raw.FPDFLink_GetAction(link)
            size = pypdfium2.raw.FPDFAction_GetURIPath(document, action, None, 0)
            words = ctypes.create_string_buffer(size)
            pypdfium2.raw.FPDFAction_GetURIPath(document, action, words, size)
            found.add(words.value.decode())
    return found - {""}


def test_numbers_are_those_of_the_composition() -> None:
    edition, drawn = sample_edition()
    composition = edition.composition
    pages = _text(render_pdf(edition, drawn))
    words = "".join(pages)
    for line in composition.targets:
        assert f"{line.target_words}{line.actual_words}{line.percent_words}" in words
    for note in composition.notes:
        assert "".join(f"［{note.number}］{note.text}{note.url}".split()) in words
    for row in composition.leagues[0].rows:
        assert f"{row.position}{row.place}{row.score}" in words
    assert [f"—{at}—" in each for at, each in enumerate(pages, 1)] == [True] * len(pages)
    assert all(composition.caution in each for each in pages)


def test_numbers_lead_to_their_pages() -> None:
    edition, drawn = sample_edition()
    found = _addresses(render_pdf(edition, drawn, "https://ledger.example"))
    assert found == {f"https://ledger.example{each.url}" for each in edition.composition.notes}


def test_the_same_briefing_gives_the_same_bytes() -> None:
    edition, drawn = sample_edition()
    assert render_pdf(edition, drawn) == render_pdf(edition, drawn)


def test_charts_are_drawn_from_the_same_values() -> None:
    """A figure for the areas and one for the ranking; their tables say what the composition says."""
    composition = sample_edition()[0].composition
    made = figures(composition)
    assert [row[-1].words for row in made["areas"].table.rows] == ["2", "1"]
    assert [row[1].words for row in made["league-1"].table.rows] == ["88.5", "80"]
    assert all(each.png.startswith(b"\x89PNG") for each in pictures(composition).values())


def test_without_a_chinese_font_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Any:
        raise FontMissing

    monkeypatch.setattr(paper, "chinese_font", none)
    edition, drawn = sample_edition()
    with pytest.raises(ActionError, match="中文字体"):
        render_pdf(edition, drawn)


def test_a_chart_that_cannot_be_drawn_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_composition: Any) -> Any:
        raise FontMissing

    monkeypatch.setattr(editions, "pictures", none)
    with pytest.raises(ActionError, match=r"画不出.*中文字体"):
        editions.rendered(sample_edition()[0], "docx")
