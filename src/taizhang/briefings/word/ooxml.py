"""Pieces of WordprocessingML as text: paragraphs, runs, tables, links. Every word is escaped here, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from taizhang.briefings.word.layout import LATIN, Face, closer

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Markup:
    """Finished XML for ``{{r …}}`` in a template; autoescaping leaves it as it is."""

    xml: str

    def __html__(self) -> str:
        return self.xml

    def __str__(self) -> str:
        return self.xml


def text(words: str) -> str:
    """Words escaped, with what no XML can hold left out."""
    return escape(_ILLEGAL.sub("", words), quote=True)


def fonts(face: Face, *, bold: bool = False, colour: str = "") -> str:
    """Run properties of a typeface; the Chinese one by name in ``eastAsia``."""
    half = round(face.size * 2)
    return (
        f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{face.font}" w:cs="{LATIN}"/>'
        + ("<w:b/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (f'<w:spacing w:val="{closer(face.size)}"/>' if closer(face.size) else "")
        + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    )


def run(words: str, *, raised: bool = False) -> str:
    """A run of text in the paragraph's face; ``raised`` like the number of a note."""
    look = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' if raised else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text(words)}</w:t></w:r>'


def linked(inner: str, relation: str) -> str:
    """Runs that lead to an address outside, by the number of its relation."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{inner}</w:hyperlink>' if relation else inner


def jumping(inner: str, anchor: str) -> str:
    """Runs that lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{inner}</w:hyperlink>'


def bookmarked(inner: str, name: str, number: int) -> str:
    """Runs inside a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def paragraph(style: str, words: str, *, properties: str = "") -> str:
    """A paragraph of one run in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run(words) if words else ""}</w:p>'


def table(widths: Sequence[int], rows: Sequence[str], *, properties: str = "", edges: int = 4) -> str:
    """A table of fixed columns (twips), ruled in eighths of a point; ``properties`` stand before the width."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{edges}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr>{properties}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
        f'<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def row(cells: Sequence[str], *, heading: bool = False) -> str:
    """A row; a heading is repeated on every page, and no row is torn by one."""
    marks = "<w:cantSplit/>" + ("<w:tblHeader/>" if heading else "")
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"


def cell(width: int, style: str, words: str, *, align: str = "left", span: int = 1) -> str:
    """A cell of one paragraph."""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inner = paragraph(style, words, properties=f'<w:jc w:val="{align}"/>')
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'
