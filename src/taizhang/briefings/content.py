"""What a briefing says, apart from how it is set: frozen values that Word, PDF, Excel and the page are made from alike.

Every number that was looked up, counted or computed stands in a :class:`Piece` or a row with the number of its source note.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a document that a target came from; ``url`` is a path of this site."""

    words: str
    document: str
    section: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Locked:
    """One locked version of a report: of which period, which version, who reported it, the day it was locked."""

    period: str
    version: int
    owner: str
    locked_on: date | None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A source note: ``subject`` says what the number is, ``words`` how it was made, ``url`` the page that shows it.

    ``commitment`` is the key of the line of the ledger, where it is one line's number.
    """

    number: int
    subject: str
    words: str
    url: str
    commitment: int | None = None
    quotes: tuple[Quote, ...] = ()
    locked: tuple[Locked, ...] = ()

    @property
    def text(self) -> str:
        """The note as it is printed, without its number."""
        quotes = "；".join(_quoted(each) for each in self.quotes)
        parts = (self.words, quotes, _versions(self.locked))
        return f"{self.subject}：{'；'.join(part for part in parts if part)}。"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; with ``note`` it is a number that has a source, and ``value`` the number itself."""

    words: str
    note: int = 0
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(each.words for each in self.pieces)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lines show each light."""

    green: int = 0
    yellow: int = 0
    red: int = 0
    waiting: int = 0
    closed: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.green + self.yellow + self.red + self.waiting + self.closed


@dataclass(frozen=True, slots=True)
class Line:
    """One target or task as the annex shows it, as at the end of the period.

    ``percent`` is what is reached of the target where more is better, else ``None``. ``on`` is the day the figure speaks of;
    ``complete`` says how many of those below had locked theirs. ``since`` is the day the light turned to its colour.
    """

    index: int
    commitment: int
    task: bool
    title: str
    area: str
    owner: str
    target_words: str
    actual_words: str
    light: str
    light_words: str
    target: Decimal | None = None
    actual: Decimal | None = None
    unit: str = ""
    percent: Decimal | None = None
    deadline: date | None = None
    on: date | None = None
    complete: str = ""
    reason: str = ""
    since: date | None = None
    target_note: int = 0
    actual_note: int = 0
    light_note: int = 0
    url: str = ""

    @property
    def percent_words(self) -> str:
        """The percentage as printed."""
        return "" if self.percent is None else f"{self.percent}%"

    @property
    def notes(self) -> tuple[int, ...]:
        """The notes of its numbers."""
        return tuple(each for each in (self.target_note, self.actual_note, self.light_note) if each)


@dataclass(frozen=True, slots=True)
class Area:
    """One area of work: how its lines stand, told in a paragraph, and a sentence on each that is behind."""

    name: str
    tally: Tally
    summary: Prose
    behind: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True)
class Red:
    """A line of the red list: ``line`` is its number in the annex; every reason of its light; ``days`` since it turned red.

    ``slips`` ask about it, ``towns`` below are red themselves, ``problem`` is what its owner reported.
    """

    line: int
    days: int | None
    reason: str = ""
    slips: str = ""
    towns: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Rank:
    """One place in a ranking; ``moved`` says how it stood the time before."""

    place: str
    position: str
    score: str
    moved: str = ""
    value: Decimal | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class League:
    """One ranking within one group of peers: ``scheme`` tells its rules, ``key`` and ``version`` name them.

    ``remarks`` are what a reader must know of it, such as missing figures.
    """

    name: str
    scheme: str
    rows: tuple[Rank, ...]
    note: int = 0
    key: int = 0
    version: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What was published or locked and has been corrected since: what stood before, what stands now, and why."""

    kind: str
    subject: str
    period: str
    before: str
    after: str
    reason: str
    on: date | None
    note: int = 0


@dataclass(frozen=True, slots=True)
class Composition:
    """Everything a briefing of a period says of itself; an office adds :class:`Texts`.

    ``caution`` is said on every page where the data are not real.
    """

    place: str
    place_code: str
    period: str
    first: date
    last: date
    made_on: date
    tally: Tally
    overview: tuple[Prose, ...]
    missing: tuple[Prose, ...]
    areas: tuple[Area, ...]
    red: tuple[Red, ...]
    leagues: tuple[League, ...]
    corrections: tuple[Correction, ...]
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    caution: str = ""

    @property
    def targets(self) -> tuple[Line, ...]:
        """The lines with a figure."""
        return tuple(each for each in self.lines if not each.task)

    @property
    def tasks(self) -> tuple[Line, ...]:
        """The lines without one."""
        return tuple(each for each in self.lines if each.task)

    def line(self, index: int) -> Line:
        """A line by its number in the annex."""
        return self.lines[index - 1]

    def note(self, number: int) -> Note:
        """A note by its number."""
        return self.notes[number - 1]


@dataclass(frozen=True, slots=True)
class Texts:
    """What an office writes itself: the issue mark 版头, the title, the lead paragraph, remarks by area, what it asks
    to be done next, a paragraph a line, and who signs.
    """

    mark: str = ""
    title: str = ""
    lead: str = ""
    signatory: str = ""
    copies: str = ""
    remarks: dict[str, str] = field(default_factory=dict)
    demands: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A briefing as it is printed: what is said, the office's words, and its number once it is issued."""

    composition: Composition
    texts: Texts
    year: int
    number: int | None = None
    issued_on: date | None = None

    @property
    def code(self) -> str:
        """The number as documents write it (2024年第9期); a draft has none yet."""
        return f"{self.year}年第{self.number}期" if self.number else f"{self.year}年第  期（稿）"


def _quoted(quote: Quote) -> str:
    where = f"《{quote.document}》{quote.section}"
    return f"{where}“{quote.words}”" if quote.words else where


def _versions(locked: tuple[Locked, ...]) -> str:
    if not locked:
        return ""
    first = "、".join(
        f"{each.owner}{each.period}第{each.version}版"
        + (f"（{each.locked_on:%Y-%m-%d}锁定）" if each.locked_on else "")
        for each in locked[:3]
    )
    return f"依据{first}" if len(locked) <= 3 else f"依据{first}等{len(locked)}份锁定填报"
