"""What reading returns: a document and its claims, immutable, every one anchored in the source text."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["figure", "task"]
Role = Literal["target", "actual"]
Measure = Literal["level", "delta", "growth", "rank"]
Direction = Literal["up", "down"]
Comparator = Literal[">=", ">", "<=", "<", "=", "~"]
Strength = Literal["ensure", "plain", "strive", "explore"]


class Step(NamedTuple):
    """One step of a claim's derivation: the rule that fired and the words it fired on.

    ``start`` and ``end`` are half-open code-point offsets into the document's text; ``yields`` names what the
    rule contributed (``indicator=公共充电桩``).
    """

    rule: str
    start: int
    end: int
    yields: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One commitment or result, with the exact words it came from.

    ``document.text[start:end] == figure`` always, and ``document.text[quote_start:quote_end] == quote``. For a task
    (``kind == "task"``: a commitment without a figure) the figure is the words of the task itself and ``value``,
    ``unit``, ``measure`` and ``comparator`` are ``None``. ``value`` has 万 and 亿 multiplied out and is never
    negative; percentages are percent points. ``period`` is written ``2024``, ``2024-06``, ``2023-Q3``, ``2024-H1``,
    ``2016/2020`` or ``2020-01/2020-11``. ``section`` is the path of headings above the claim, outermost first.
    ``owner`` is the body made responsible (牵头单位, else 责任单位), ``co_owners`` the others it names.
    ``begin`` is the period by whose end work is promised to begin (6月底前开工), written as ``period`` is.
    """

    start: int
    end: int
    figure: str
    kind: Kind
    role: Role
    indicator: str
    measure: Measure | None
    direction: Direction | None
    comparator: Comparator | None
    value: Decimal | None
    unit: str | None
    period: str | None
    place: str | None
    owner: str | None
    quote: str
    quote_start: int
    quote_end: int
    section: tuple[str, ...] = ()
    strength: Strength = "plain"
    rule: str = ""
    co_owners: tuple[str, ...] = ()
    derivation: tuple[Step, ...] = ()
    begin: str | None = None


@dataclass(frozen=True, slots=True)
class DeclaredCount:
    """A count the document states about itself ("56项事项、72个量化目标"), beside what reading found.

    ``found`` is ``None`` where what is declared cannot be counted (部门, 领域). Where the list that follows was counted,
    ``entries`` are the spans of its entries.
    """

    start: int
    end: int
    figure: str
    subject: str
    declared: int
    found: int | None
    entries: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the document should know: damage, furniture, unreadable parts.

    ``code`` is stable (``lost-bytes``, ``spam``, ``truncated``, ``redaction``, ``no-text-page`` …); ``message`` is for
    people, in Chinese; the span is empty where the note concerns the file as a whole.
    """

    code: str
    message: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its text, its own facts and its claims in order of appearance.

    ``place``, ``year``, ``issuer`` and ``doc_kind`` (工作要点, 政府工作报告 …) come from the title, the head, the file
    name or the caller; they are ``None`` where none of these says.
    """

    text: str
    claims: tuple[Claim, ...]
    title: str | None = None
    doc_kind: str | None = None
    issuer: str | None = None
    place: str | None = None
    year: int | None = None
    declared: tuple[DeclaredCount, ...] = ()
    notes: tuple[Note, ...] = ()
    name: str | None = None
    format: str = "text"
    encoding: str | None = None
    sha256: str | None = None
    meta: dict[str, str] = field(default_factory=dict)

    @property
    def figures(self) -> tuple[Claim, ...]:
        """The claims with a figure."""
        return tuple(claim for claim in self.claims if claim.kind == "figure")

    @property
    def tasks(self) -> tuple[Claim, ...]:
        """The commitments without a figure."""
        return tuple(claim for claim in self.claims if claim.kind == "task")
