"""How a number stands in Word: a link to its page, and a raised number that leads to its source note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from taizhang.briefings.content import Composition, Note, Piece, Prose
from taizhang.briefings.setting import again, clean
from taizhang.briefings.word.ooxml import Markup, bookmarked, jumping, linked, run

#: Bookmarks of notes count from here, clear of those an office's template may have.
_BOOKMARKS = 10_000


@dataclass(frozen=True, slots=True)
class Links:
    """How numbers lead on: ``relation`` gives the number of the relation to a page of the site, or nothing."""

    relation: Callable[[str], str]

    def number(self, composition: Composition, piece: Piece) -> str:
        """A number that leads to its page, followed by the number of its note, which leads to the note."""
        note = composition.note(piece.note)
        raised = run(f"［{note.number}］", raised=True)
        return linked(run(piece.words), self.relation(note.url)) + jumping(raised, _anchor(note.number))

    def prose(self, composition: Composition, prose: Prose) -> Markup:
        """A paragraph; where several numbers in a row have one source, the last bears the note."""
        xml = ""
        for at, piece in enumerate(prose.pieces):
            if not piece.note:
                xml += run(piece.words)
            elif again(prose, at):
                xml += linked(run(piece.words), self.relation(composition.note(piece.note).url))
            else:
                xml += self.number(composition, piece)
        return Markup(xml)

    def item(self, composition: Composition, at: int, prose: Prose) -> Markup:
        """A paragraph of a numbered list."""
        return Markup(run(f"{at}.") + self.prose(composition, prose).xml)

    def figure(self, composition: Composition, words: str, note: int) -> Markup:
        """A number in a table, which has a column for its notes."""
        return Markup(linked(run(words), self.relation(composition.note(note).url)) if note else run(words))

    def notes(self, numbers: tuple[int, ...]) -> Markup:
        """The numbers of notes, each leading to its note."""
        return Markup(run(" ").join(jumping(run(str(each)), _anchor(each)) for each in numbers))

    def note(self, note: Note) -> Markup:
        """A source note: its number, which others lead to, and its words, which lead to the page."""
        head = bookmarked(run(f"［{note.number}］"), _anchor(note.number), _BOOKMARKS + note.number)
        page = linked(run(note.url), self.relation(note.url))
        return Markup(f"{head}{run(clean(note.text))}{page}")


def _anchor(number: int) -> str:
    return f"note{number}"
