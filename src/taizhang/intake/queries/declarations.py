"""What a document says it holds, against what was read and what people have confirmed of it."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.intake.models import Candidate
from taizhang.ledger.models import Document
from taizhang.reading import DeclaredCount
from taizhang.reading.declarations import tallies

State = Candidate.State
#: What may still become a line of the ledger, or is one.
LIVING = (State.WAITING, State.ACCEPTED)
_COUNTED_BY = ("document_id", "start", "kind", "role", "indicator", "measure", "value", "unit", "place_name", "state")


@dataclass(frozen=True, slots=True)
class Declared:
    """One count of the document's own: ``found`` as the reader counted, ``confirmed`` of it by now.

    Both are ``None`` where it cannot be checked.
    """

    number: int
    figure: str
    subject: str
    start: int
    declared: int
    found: int | None
    confirmed: int | None

    @property
    def words(self) -> str:
        """As the document says it: 56项事项."""
        return self.figure if self.subject in self.figure else f"{self.figure}{self.subject}"

    @property
    def difference(self) -> int | None:
        """Found less declared."""
        return None if self.found is None else self.found - self.declared

    @property
    def short(self) -> int | None:
        """Confirmed less declared."""
        return None if self.confirmed is None else self.confirmed - self.declared


def counts_of(document: Document) -> list[DeclaredCount]:
    """The counts the reader took for declarations, in order."""
    return [
        DeclaredCount(**row | {"entries": tuple((start, end) for start, end in row.get("entries", ()))})
        for row in document.reading.get("declared", [])
    ]


def declared(document: Document) -> list[Declared]:
    """The document's own counts beside what was read and what is confirmed."""
    counts = counts_of(document)
    checked = any(count.found is not None for count in counts)
    accepted = _counted(document, (State.ACCEPTED,)) if checked else []
    groups = tallies(document.text, counts, accepted) if checked else [None] * len(counts)
    return [
        Declared(
            number,
            count.figure,
            count.subject,
            count.start,
            count.declared,
            count.found,
            None if group is None else sum(1 for each in group if each),
        )
        for number, (count, group) in enumerate(zip(counts, groups, strict=True))
    ]


def behind(document: Document, number: int) -> list[tuple[Candidate, ...]]:
    """The candidates behind one of the document's counts, in groups that count as one each."""
    count = counts_of(document)[number]
    [groups] = tallies(document.text, [count], _counted(document, LIVING))
    return groups or []


def _counted(document: Document, states: tuple[str, ...]) -> list[Candidate]:
    return list(document.candidates.filter(state__in=states).only(*_COUNTED_BY))
