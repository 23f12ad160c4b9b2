"""Assembly: a bound figure, its context and its words become a claim of the record, in offsets of the source."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.reading.claims.binding import Bound
from taizhang.reading.cleaning import Cleaned
from taizhang.reading.context.localities import places
from taizhang.reading.context.moments import moment, role_of
from taizhang.reading.context.sections import Sections
from taizhang.reading.results import Claim, Step
from taizhang.reading.strength import strength
from taizhang.reading.structure import Outline

# How far back in its sentence the words may stand that give a figure its time, place and strength.
_REACH = 240
_WIDEN = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@dataclass(frozen=True, slots=True)
class Assembly:
    """What every claim of one document is put together from: its raw text, the cleaned view, sections and headings."""

    text: str
    cleaned: Cleaned
    sections: Sections
    outline: Outline

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
        firmness = strength(view[sentence : bound.figure.start]) if role == "target" else "plain"
        found = []
        for place in places(view, sentence, bound, section):
            derivation = (
                Step("figure", start, end, f"{bound.value} {bound.unit or ''}".rstrip()),
                Step(bound.rule, quote_start, quote_end, f"indicator={indicator}"),
                Step("measure", quote_start, quote_end, f"{bound.measure} {bound.direction or ''}".rstrip()),
                Step("context", quote_start, quote_start, f"role={role} period={period} place={place}"),
            )
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
                    None,
                    quote,
                    quote_start,
                    quote_end,
                    path,
                    firmness,
                    bound.rule,
                    (),
                    derivation,
                )
            )
        return found


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
