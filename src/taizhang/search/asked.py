"""What somebody looks for, as the URL says it; what the URL says wrongly is left out."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.places.models import Place
from taizhang.search.grams import Phrase, phrases
from taizhang.search.kinds import KINDS

#: So many are shown on a page; whoever would go on further narrows the words.
PER, LAST = 20, 50


@dataclass(frozen=True, slots=True)
class Asked:
    """Phrases, and what they are narrowed to: a kind by name, a year, a place with all below it."""

    words: str = ""
    phrases: tuple[Phrase, ...] = ()
    kind: str = ""
    year: int | None = None
    place: Place | None = None
    page: int = 1

    @classmethod
    def of(cls, words: str, *, kind: str = "", year: str = "", place: Place | None = None, page: str = "") -> Asked:
        """As a form sends it."""
        words = words.replace("\0", " ").strip()[:100]
        return cls(
            words,
            tuple(phrases(words)),
            kind if kind in KINDS else "",
            number if 1900 < (number := _whole(year)) < 2200 else None,
            place,
            min(max(_whole(page), 1), LAST),
        )


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
