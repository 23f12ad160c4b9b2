"""Differences between two documents as one self-contained page without any script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhang.cli.language import Voice
from taizhang.cli.output import View
from taizhang.cli.output.differences import MARKS, amounts, by_need, said
from taizhang.cli.output.markup import Markup, join, tag, text
from taizhang.cli.output.shell import shell
from taizhang.cli.terminal import one_line
from taizhang.comparison import Difference, tally
from taizhang.reading.results import Claim, Document


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What became of the promises of ``old`` in ``new``."""

    old: Document
    new: Document
    differences: Sequence[Difference]

    def written(self, view: View) -> bytes:
        """The page in the view's language."""
        voice = Voice(view.language)
        names = [one_line(document.title or document.name or "") for document in (self.old, self.new)]
        content = join(tag("main", self._title(names), self._choices(voice), self._table(names, voice)), "\n")
        title = " → ".join(names)
        return "".join(shell([content], view.language, title, "comparison.css")).encode("utf-8", "replace")

    def _title(self, names: Sequence[str]) -> Markup:
        files = [one_line(document.name or "") for document in (self.old, self.new)]
        return tag("h1", " → ".join(names), tag("small", " → ".join(files)))

    def _choices(self, voice: Voice) -> Markup:
        counted = tally(self.differences)
        every = _choice("all", voice.say("page.all"), len(self.differences), checked=True)
        choices = (
            _choice(status, f"{MARKS[status]} {voice.label('status', status)}", count, checked=False)
            for status, count in counted.items()
            if count
        )
        return tag("fieldset", tag("legend", voice.say("difference.status")), every, *choices)

    def _table(self, names: Sequence[str], voice: Voice) -> Markup:
        heads = (
            voice.say("difference.status"),
            voice.say("difference.indicator"),
            *names,
            voice.say("difference.changes"),
        )
        rows = (_row(difference, heads, voice) for difference in by_need(self.differences))
        head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in heads)))
        return tag("table", head, tag("tbody", *rows))


def _choice(key: str, words: str, count: int, *, checked: bool) -> Markup:
    mark = " checked" if checked else ""
    control = Markup(f'<input type="radio" name="only" id="only-{key}"{mark}>')
    return tag("label", control, tag("span", f"{words} {count}"))


def _row(difference: Difference, heads: Sequence[str], voice: Voice) -> Markup:
    changes = [tag("li", said(change, voice)) for change in difference.changes]
    return tag(
        "tr",
        tag("td", f"{MARKS[difference.status]} {voice.label('status', difference.status)}"),
        tag("td", difference.indicator, class_="indicator"),
        _side(difference.old, heads[2], voice),
        _side(difference.new, heads[3], voice),
        tag("td", tag("ul", *changes) if changes else "", class_="changes"),
        class_=difference.status,
    )


def _side(claims: Sequence[Claim], head: str, voice: Voice) -> Markup:
    if not claims:
        return tag("td", class_="side")
    quotes = {claim.quote: claim for claim in reversed(claims)}
    shown = [_quote(claim) for claim in reversed(quotes.values())]
    return tag("td", tag("span", amounts(claims, voice), class_="amount"), *shown, class_="side", data_head=head)


def _quote(claim: Claim) -> Markup:
    before, after = claim.start - claim.quote_start, claim.end - claim.quote_start
    pieces: Iterator[object] = iter((claim.quote[:before], tag("mark", claim.quote[before:after]), claim.quote[after:]))
    return tag("q", *map(text, pieces))
