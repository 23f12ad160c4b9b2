"""One document on the page: its facts, what it declares of itself, its source and its records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from taizhang.cli.language import LANGUAGES, Voice
from taizhang.cli.output.facts import facts, remarks
from taizhang.cli.output.marking import source_paragraphs
from taizhang.cli.output.markup import Markup, both, join, tag
from taizhang.cli.output.record_list import RecordList
from taizhang.cli.terminal import one_line
from taizhang.reading.results import DeclaredCount, Document

_HEAD = ("doc-kind", "issuer", "place", "year")
_COUNTS = ("targets", "actuals", "tasks")
_FILE = ("file", "format", "encoding", "sha256")


def article(document: Document, file: str, prefix: str, *, explain: bool) -> Markup:
    """The document as an article; ``prefix`` goes before the ids in it."""
    records = RecordList(document, prefix, explain=explain)
    title = one_line(document.title or file)
    return tag(
        "article",
        _head(document, file, title),
        tag("div", _source(document, prefix), _records(records, prefix, empty=not document.claims), class_="panes"),
        id=f"{prefix}document",
        data_label=" · ".join(dict.fromkeys([one_line(PurePath(file).name), title])),
    )


def _head(document: Document, file: str, title: str) -> Markup:
    known = facts(document, file)
    said = [tag("span", known[name]) for name in _HEAD if known[name]]
    counted = [tag("span", both(f"fact.{name}"), " ", tag("b", known[name]), class_="count") for name in _COUNTS]
    return tag(
        "header",
        tag("h1", title),
        tag("p", *said, *counted, class_="facts"),
        tag("ul", *map(_declared, document.declared), class_="declared") if document.declared else "",
        tag("div", _notes(document), _about(document, file), class_="more"),
    )


def _declared(count: DeclaredCount) -> Markup:
    figure = count.figure if count.subject in count.figure else count.figure + count.subject
    if count.found is None:
        checked = tag("span", both("page.unchecked"), class_="verdict")
    else:
        checked = join(both("page.found", found=count.found), " ", _verdict(count.found - count.declared))
    return tag("li", both("page.declared", figure=one_line(figure)), " · ", checked)


def _verdict(difference: int) -> Markup:
    if difference == 0:
        return tag("span", "✓ ", both("page.equal"), class_="verdict equal")
    key = "page.more" if difference > 0 else "page.fewer"
    return tag("span", "▲ ", both(key, difference=abs(difference)), class_="verdict differs")


def _notes(document: Document) -> Markup:
    said = remarks(document.notes)
    if not said:
        return Markup("")
    notes = [
        tag("li", one_line(note.message), " ", tag("small", both("page.times", times=times))) for note, times in said
    ]
    return tag("details", tag("summary", both("fact.notes"), f" {len(said)}"), tag("ul", *notes))


def _about(document: Document, file: str) -> Markup:
    known = facts(document, file)
    said = [
        join(tag("dt", both(f"fact.{name}")), tag("dd", one_line(str(known[name])))) for name in _FILE if known[name]
    ]
    return tag("details", tag("summary", both("page.file")), tag("dl", *said))


def _source(document: Document, prefix: str) -> Markup:
    heading = tag("h2", both("page.source"), id=f"{prefix}source")
    text = tag("div", *_lines(source_paragraphs(document, prefix)), class_="text", lang="zh-Hans")
    return tag("section", heading, text, class_="source", aria_labelledby=f"{prefix}source", tabindex=0)


def _lines(paragraphs: Iterator[Markup]) -> Iterator[Markup]:
    for paragraph in paragraphs:
        yield paragraph
        yield Markup("\n")


def _records(records: RecordList, prefix: str, *, empty: bool) -> Markup:
    wordings = {f"data_{language}": Voice(language).say("page.all-sections") for language in LANGUAGES}
    every = tag("option", wordings["data_zh"], value="", class_="every", **wordings)
    choice = tag(
        "label", both("page.sections"), " ", tag("select", every, *records.section_choices(), class_="section-choice")
    )
    head = tag("div", tag("h2", both("page.records"), id=f"{prefix}records"), tag("output", class_="shown"), choice)
    nothing = tag("p", both("page.empty" if empty else "page.none"), class_="nothing", hidden=not empty)
    body = "" if empty else records.items()
    return tag("section", head, body, nothing, class_="list", aria_labelledby=f"{prefix}records", tabindex=0)
