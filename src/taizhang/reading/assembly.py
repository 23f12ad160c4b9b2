"""Assembly: a bound figure, its context and its words become a claim of the record, in offsets of the source."""

from __future__ import annotations

from dataclasses import dataclass, field

from taizhang.reading.claims.sites import Bound
from taizhang.reading.cleaning import Cleaned
from taizhang.reading.context.localities import places
from taizhang.reading.context.moments import moment, role_of
from taizhang.reading.context.sections import Section, Sections
from taizhang.reading.owners import Assignment, Assignments
from taizhang.reading.results import Claim, Measure, Step
from taizhang.reading.starts import Start, start_beside
from taizhang.reading.strength import strength
from taizhang.reading.structure import Outline
from taizhang.reading.tables import TableClaim

# How far back in its sentence the words may stand that give a figure its time, place and strength.
_REACH = 240
_WIDEN = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@dataclass(frozen=True, slots=True)
class Assembly:
    """What every claim of one document is put together from: its raw text, cleaned view, sections, headings and owners."""

    text: str
    cleaned: Cleaned
    sections: Sections
    outline: Outline
    assignments: Assignments
    opened: dict[int, str | None] = field(default_factory=dict)

    def claims(self, sentence: int, bound: Bound) -> list[Claim]:
        """The claims of one bound figure of the sentence that begins at ``sentence``: one for each place it speaks of."""
        view = self.cleaned.text
        section = self.sections.at(bound.figure.start)
        sentence = max(sentence, min(bound.clause, bound.figure.start - _REACH))
        period = moment(view, sentence, bound, section, self.sections)
        role = role_of(view, sentence, bound, section, self.sections)
        start, end = self.cleaned.raw_span(bound.figure.start, bound.figure.end)
        quote_start, quote_end = self.cleaned.raw_span(
            min(bound.said, bound.clause), max(bound.until, bound.figure.tail)
        )
        quote = self.text[quote_start:quote_end]
        indicator = _as_written(bound.indicator, quote)
        path = self.outline.path(bound.figure.start)
        held = self.assignments.at(bound.figure.start)
        if held and role == "target":
            period = self._due(held, period)
        year = section.year or self.sections.year
        start_said = start_beside(view, bound.figure.tail, year) if role == "target" and year else None
        firmness = strength(view[sentence : bound.figure.start]) if role == "target" else "plain"
        found = []
        for place in places(view, sentence, bound, section, self.opened):
            derivation: tuple[Step, ...] = (
                Step("figure", start, end, f"{bound.value} {bound.unit or ''}".rstrip()),
                Step(bound.rule, quote_start, quote_end, f"indicator={indicator}"),
                Step("measure", quote_start, quote_end, f"{bound.measure} {bound.direction or ''}".rstrip()),
                Step("context", quote_start, quote_start, f"role={role} period={period} place={place}"),
            )
            if held and held.owner:
                said = self.cleaned.raw_span(held.said_start, held.said_end)
                derivation = (*derivation, Step("owner", *said, f"owner={held.owner}"))
            if start_said:
                derivation = (*derivation, promised_start(self, start_said))
            found.append(
                Claim(
                    start,
                    end,
                    self.text[start:end],
                    "figure",
                    role,
                    indicator,
                    bound.measure,
                    bound.direction,
                    bound.comparator,
                    bound.value,
                    bound.unit,
                    period,
                    place,
                    held.owner if held else None,
                    quote,
                    quote_start,
                    quote_end,
                    path,
                    firmness,
                    bound.rule,
                    held.co_owners if held else (),
                    derivation,
                    str(start_said.period) if start_said else None,
                )
            )
        return found

    def table_claim(self, found: TableClaim) -> Claim:
        """A claim out of a table; what the table leaves open is as its section says."""
        section = self.sections.at(found.start)
        role = found.role or section.role
        period = found.period or _time_of(section, found.measure)
        place = found.place or section.place
        start, end = self.cleaned.raw_span(found.start, found.end)
        quote_start, quote_end = self.cleaned.raw_span(found.quote_start, found.quote_end)
        quote = self.text[quote_start:quote_end]
        steps = [self._step(step) for step in found.derivation]
        steps.append(Step("context", quote_start, quote_start, f"role={role} period={period} place={place}"))
        return Claim(
            start,
            end,
            self.text[start:end],
            "figure",
            role,
            _as_written(found.indicator, quote),
            found.measure,
            found.direction,
            found.comparator,
            found.value,
            found.unit,
            period,
            place,
            found.owner,
            quote,
            quote_start,
            quote_end,
            self.outline.path(found.start),
            found.strength if role == "target" else "plain",
            found.rule,
            found.co_owners,
            tuple(steps),
        )

    def _step(self, step: Step) -> Step:
        start, end = self.cleaned.raw_span(step.start, step.end)
        return Step(step.rule, start, end, step.yields)

    def _due(self, held: Assignment, period: str | None) -> str | None:
        """The deadline of the item, where the figure's own words name no more than the document's year."""
        if period is None or period == str(self.sections.year):
            return held.due(self.sections.year) or period
        return period


def promised_start(assembly: Assembly, start: Start) -> Step:
    """The step by which a claim has a promised start."""
    return Step("promised-start", *assembly.cleaned.raw_span(start.start, start.end), f"begin={start.period}")


def _time_of(section: Section, measure: Measure) -> str | None:
    """The period of a section: all its years for what is added or grows through them, else the last."""
    if section.span and measure in ("delta", "growth"):
        return f"{section.span[0]}/{section.span[1]}"
    return str(section.year) if section.year else None


def _as_written(indicator: str, quote: str) -> str:
    """The indicator with the full-width letters, digits and brackets of the source given back."""
    if indicator.isascii():
        return indicator
    narrow = {ord(char) for char in indicator if char.isascii() and char not in quote}
    return (
        indicator.translate({code: _WIDEN[code] for code in narrow if code in _WIDEN and chr(_WIDEN[code]) in quote})
        if narrow
        else indicator
    )
