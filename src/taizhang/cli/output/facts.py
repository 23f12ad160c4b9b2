"""A document's own facts, its declared counts beside what was found, and the notes on it, ready to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from taizhang.reading.results import Document, Note

Fact = str | int | None


def facts(document: Document, file: str) -> dict[str, Fact]:
    """The document's facts by the keys of the ``fact`` wordings."""
    roles = Counter(claim.role for claim in document.figures)
    return {
        "file": file,
        "title": document.title,
        "doc-kind": document.doc_kind,
        "issuer": document.issuer,
        "place": document.place,
        "year": document.year,
        "targets": roles["target"],
        "actuals": roles["actual"],
        "tasks": len(document.tasks),
        "format": document.format,
        "encoding": document.encoding,
        "sha256": document.sha256,
    }


def remarks(notes: Iterable[Note]) -> list[tuple[Note, int]]:
    """The first note of each kind with how often that kind was noted, in order of first appearance."""
    notes = tuple(notes)
    times = Counter(note.code for note in notes)
    first: dict[str, Note] = {}
    for note in notes:
        first.setdefault(note.code, note)
    return [(note, times[code]) for code, note in first.items()]
