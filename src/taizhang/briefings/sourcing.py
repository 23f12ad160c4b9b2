"""Source notes as they are gathered: each is numbered when it is first given, and the same source is one note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from taizhang.briefings.content import Locked, Note, Piece, Prose, Quote


@dataclass(slots=True)
class Sources:
    """The notes of one briefing, in the order they were given."""

    notes: list[Note] = field(default_factory=list)
    _given: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def give(
        self,
        subject: str,
        words: str,
        url: str,
        *,
        commitment: int | None = None,
        quotes: Sequence[Quote] = (),
        locked: Sequence[Locked] = (),
    ) -> int:
        """The number of the note that says this."""
        key = (subject, words, url)
        if key not in self._given:
            number = len(self.notes) + 1
            self.notes.append(Note(number, subject, words, url, commitment, tuple(quotes), tuple(locked)))
            self._given[key] = number
        return self._given[key]


def prose(*parts: str | Piece) -> Prose:
    """A paragraph of words and numbers; neighbouring words become one piece."""
    pieces: list[Piece] = []
    for part in parts:
        each = part if isinstance(part, Piece) else Piece(part)
        if pieces and not each.note and not pieces[-1].note:
            each = Piece(pieces.pop().words + each.words)
        if each.words:
            pieces.append(each)
    return Prose(tuple(pieces))


def count(number: int, unit: str, note: int) -> Piece:
    """A counted number with its unit (17项)."""
    return Piece(f"{number}{unit}", note, Decimal(number))
