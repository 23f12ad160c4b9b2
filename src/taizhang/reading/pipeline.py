"""The way of a document through the reader: source, cleaned view, tables, structure, figures, claims."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from os import PathLike

from taizhang.reading.assembly import Assembly
from taizhang.reading.claims.binding import bind
from taizhang.reading.cleaning import Cleaned, clean
from taizhang.reading.context.moments import is_aim
from taizhang.reading.context.sections import Sections, kind_of
from taizhang.reading.declarations import declared_counts
from taizhang.reading.facts import facts_of
from taizhang.reading.figures import Figure, spot
from taizhang.reading.ground import task_claims
from taizhang.reading.owners import Assignments, assignments
from taizhang.reading.results import Document
from taizhang.reading.sources import Source, open_source, source_from_text
from taizhang.reading.sources.source import Block, BlockKind
from taizhang.reading.structure import Outline, headings, sentences
from taizhang.reading.tables import blanked, read_tables, set_apart
from taizhang.reading.vetoes import masked, refused, supply_unit

# How far a veto looks on either side of a figure.
_REACH = 160


def read(text: str, *, year: int | None = None, place: str | None = None, name: str | None = None) -> Document:
    """Read ``text`` into a document with its claims; never raises, whatever the text.

    ``year`` and ``place`` stand in where the document itself does not say for which year and place it speaks.

    >>> document = read("2024年，全市新建公共充电桩5000个以上。", place="东莞市")
    >>> claim = document.claims[0]
    >>> claim.figure, claim.indicator, claim.comparator, claim.value, claim.period
    ('5000个', '公共充电桩', '>=', Decimal('5000'), '2024')
    """
    return read_source(source_from_text(text), year=year, place=place, name=name)


def read_file(path: str | PathLike[str], *, year: int | None = None, place: str | None = None) -> Document:
    """Read the file at ``path``, in any supported format.

    Raises :class:`taizhang.reading.sources.SourceError` where the file cannot be opened or is not readable.
    """
    return read_source(open_source(path), year=year, place=place)


def read_source(
    source: Source, *, year: int | None = None, place: str | None = None, name: str | None = None
) -> Document:
    """Read an opened source."""
    text = source.text
    cleaned = _without_furniture(clean(text), source)
    facts = facts_of(cleaned, name=name or source.name, title=source.title)
    place, year = place or facts.place, year or facts.year
    kind = kind_of(cleaned.text, facts)
    tables = read_tables(cleaned.text, _blocks("cell", source, cleaned), year=year, kind=kind)
    body = blanked(cleaned.text, tables.consumed)
    sections = Sections(body, kind=kind, year=year, review_year=facts.review_year, place=place)
    outlined = headings(
        body, [(block.start, block.end, block.level or 1) for block in _blocks("heading", source, cleaned)]
    )
    cleaned = replace(cleaned, text=set_apart(cleaned.text, tables))
    view = cleaned.text
    held = Assignments((*assignments(view, cleaned.furniture).found, *tables.assignments))
    assembly = Assembly(text, cleaned, sections, Outline(outlined), held)
    claims = [
        claim
        for start, end, figures in _sentences_with_figures(view, cleaned)
        if kind != "policy" or is_aim(view[start:end])
        for bound in bind(view, start, end, figures, place or "")
        for claim in assembly.claims(start, bound)
    ]
    if tables.claims:
        claims = sorted([*claims, *map(assembly.table_claim, tables.claims)], key=lambda claim: claim.start)
    if kind != "policy":
        figures = [cleaned.clean_offset(claim.start) for claim in claims]
        claims = sorted([*claims, *task_claims(assembly, outlined, figures)], key=lambda claim: claim.start)
    return Document(
        text,
        tuple(claims),
        facts.title,
        facts.doc_kind,
        facts.issuer,
        place,
        year,
        declared_counts(cleaned, text, claims, is_plan=kind == "plan"),
        (*source.notes, *cleaned.notes),
        name or source.name,
        source.format,
        source.encoding,
        source.sha256,
    )


def _blocks(kind: BlockKind, source: Source, cleaned: Cleaned) -> list[Block]:
    """The blocks of one kind that the file format marks, with offsets of the cleaned view."""
    offset = cleaned.clean_offset
    return [
        replace(block, start=offset(block.start), end=offset(block.end))
        for block in source.blocks
        if block.kind == kind
    ]


def _without_furniture(cleaned: Cleaned, source: Source) -> Cleaned:
    """The cleaned view with what the file format marks as no part of the body tagged besides."""
    marked = [(block.start, block.end) for block in _blocks("furniture", source, cleaned)]
    if not marked:
        return cleaned
    apart: list[tuple[int, int]] = []
    for start, end in sorted([*marked, *cleaned.furniture]):
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        elif end > start:
            apart.append((start, end))
    return replace(cleaned, furniture=tuple(apart))


def _sentences_with_figures(view: str, cleaned: Cleaned) -> list[tuple[int, int, list[Figure]]]:
    """Sentences that hold at least one figure, with their figures; furniture, titles and slogans left out."""
    hidden = sorted([*masked(view), *cleaned.furniture])
    starts = [start for start, _ in hidden]
    figures = []
    for figure in spot(view):
        index = bisect_right(starts, figure.start) - 1
        if index >= 0 and figure.end <= hidden[index][1] and view[figure.start : figure.end] != "全覆盖":
            continue
        figures.append(figure)
    found = []
    at = 0
    for start, end in sentences(view):
        if at >= len(figures):
            break
        if figures[at].start >= end:
            continue
        here = []
        while at < len(figures) and figures[at].start < end:
            if figures[at].start >= start:
                here.append(figures[at])
            at += 1
        kept = _admitted(view, start, end, here)
        if kept:
            found.append((start, end, kept))
    return found


def _admitted(view: str, start: int, end: int, figures: list[Figure]) -> list[Figure]:
    """The figures of a sentence that no veto refuses."""
    kept = []
    before = start
    for figure in figures:
        floor = max(before, figure.start - _REACH)
        mark = max(
            view.rfind("，", floor, figure.start),
            view.rfind("；", floor, figure.start),
            view.rfind("、", floor, figure.start),
            view.rfind("：", floor, figure.start),
        )
        left = max(floor, mark + 1)
        after = min(end, figure.tail + _REACH)
        for stop in "，；":
            place = view.find(stop, figure.tail, after)
            if place >= 0:
                after = place
        if figure.unit is None:
            supply_unit(view, figure)
        if refused(view, figure, left, after) is None:
            kept.append(figure)
        before = figure.tail
    return kept
