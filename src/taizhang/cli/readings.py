"""One file read and turned into its part of the output: what every process of a batch does."""

from __future__ import annotations

from dataclasses import dataclass, replace

from taizhang.cli.batch import Outcome
from taizhang.cli.output import Output
from taizhang.reading import read_file
from taizhang.reading.results import Claim, Document, Role


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller says about the documents, and which of their claims are wanted.

    ``year`` and ``place`` hold where a document does not say its own; ``role`` keeps the claims of one role only.
    """

    year: int | None = None
    place: str | None = None
    role: Role | None = None
    tasks: bool = True

    def wants(self, claim: Claim) -> bool:
        """Whether the claim is to be shown."""
        return (self.tasks or claim.kind != "task") and self.role in (None, claim.role)


def read_asked(file: str, asked: Asked) -> Document:
    """The file as a document with the claims wanted; raises a ``SourceError`` if it cannot be read."""
    document = read_file(file, year=asked.year, place=asked.place)
    return replace(document, claims=tuple(filter(asked.wants, document.claims)))


def rendered(file: str, output: Output, asked: Asked) -> Outcome:
    """The file's part of the output."""
    document = read_asked(file, asked)
    return Outcome(file, output.render(document, file), document.notes, len(document.claims))


def whole_document(file: str, asked: Asked) -> Outcome:
    """The document itself, for what is made of several together."""
    document = read_asked(file, asked)
    return Outcome(file, document, document.notes, len(document.claims))
