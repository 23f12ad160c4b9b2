"""The table for people at a terminal, with the document's facts above and the derivations on request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import BinaryIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from taizhang.cli.language import Voice
from taizhang.cli.output import View
from taizhang.cli.output.amounts import amount, measure_word
from taizhang.cli.output.derivations import Node, derivation_tree
from taizhang.cli.output.facts import facts, remarks
from taizhang.cli.terminal import one_line
from taizhang.reading.results import Claim, DeclaredCount, Document

_ROLE_STYLES = {"target": "bold blue", "actual": "green"}
_HEAD = ("doc-kind", "issuer", "place", "year")
_COUNTS = ("targets", "actuals", "tasks")


@dataclass(frozen=True, slots=True)
class TableOutput:
    """Records as a table, one for each document."""

    view: View

    def render(self, document: Document, file: str) -> bytes:
        """The document's facts and table."""
        text = StringIO()
        console = console_for(text, self.view)
        for shown in self._shown(document, file):
            console.print(shown)
        return text.getvalue().encode("utf-8", "backslashreplace")

    def write(self, parts: Iterable[bytes], stream: BinaryIO) -> None:
        """The tables of all documents, with a line between them."""
        for number, part in enumerate(parts):
            stream.write(b"\n" + part if number else part)

    def _shown(self, document: Document, file: str) -> Iterable[RenderableType]:
        voice = Voice(self.view.language)
        yield _title(document, file)
        yield Text(_facts(document, file, voice), style="dim")
        yield self._explained(document, voice) if self.view.explain else claims_table(document, voice)
        for count in document.declared:
            yield Text(_declared(count, voice))
        for note, times in remarks(document.notes):
            yield Text(voice.say("table.note", note=one_line(note.message), times=times), style="yellow")

    def _explained(self, document: Document, voice: Voice) -> RenderableType:
        forest = Tree("", hide_root=True)
        for number, claim in enumerate(document.claims, 1):
            branch = forest.add(_claim_line(number, claim, voice))
            branch.add(Text(one_line(f"“{claim.quote}”"), style="italic"))
            _grow(branch, derivation_tree(claim.derivation), document.text)
        return Padding(forest, (1, 0))


def console_for(text: StringIO, view: View) -> Console:
    return Console(
        file=text,
        width=view.width,
        force_terminal=view.colour,
        color_system="standard" if view.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def _title(document: Document, file: str) -> Text:
    return Text(one_line(document.title or file), style="bold")


def _facts(document: Document, file: str, voice: Voice) -> str:
    known = facts(document, file)
    said = [one_line(file), *(one_line(str(known[name])) for name in _HEAD if known[name])]
    counted = [f"{voice.say(f'fact.{name}')} {known[name]}" for name in _COUNTS]
    return " · ".join(said + counted)


def _declared(count: DeclaredCount, voice: Voice) -> str:
    figure = one_line(count.figure + count.subject if count.subject not in count.figure else count.figure)
    if count.found is None:
        return voice.say("table.declared-only", figure=figure)
    return voice.say("table.declared", figure=figure, found=count.found, difference=abs(count.found - count.declared))


def claims_table(document: Document, voice: Voice) -> Table:
    """One row for each claim: what people look at first."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False)
    several_places = len({claim.place for claim in document.claims}) > 1
    table.add_column(voice.say("column.number"), justify="right", style="dim")
    table.add_column(voice.say("column.role"), no_wrap=True)
    table.add_column(voice.say("column.indicator"), ratio=3, min_width=16, overflow="fold")
    table.add_column(voice.say("column.measure"), no_wrap=True)
    table.add_column(voice.say("column.amount"), justify="right", no_wrap=True)
    table.add_column(voice.say("column.period"), no_wrap=True)
    if several_places:
        table.add_column(voice.say("column.place"), overflow="fold")
    if any(claim.owner for claim in document.claims):
        table.add_column(voice.say("column.owner"), ratio=1, overflow="fold")
    for number, claim in enumerate(document.claims, 1):
        cells = [Text(str(number)), _role(claim, voice), Text(one_line(claim.indicator))]
        cells += [Text(measure_word(claim, voice)), Text(one_line(amount(claim))), Text(claim.period or "")]
        cells += [Text(one_line(claim.place or ""))] if several_places else []
        table.add_row(*cells, Text(one_line(claim.owner or "")))
    return table


def _role(claim: Claim, voice: Voice) -> Text:
    word = voice.label("kind", "task") if claim.kind == "task" else voice.label("role", claim.role)
    return Text(word, style=_ROLE_STYLES[claim.role])


def _claim_line(number: int, claim: Claim, voice: Voice) -> Text:
    said = [measure_word(claim, voice), amount(claim), claim.period, claim.place, claim.owner]
    line = Text(f"{number}. ", style="dim")
    line.append_text(_role(claim, voice))
    line.append(" " + one_line(claim.indicator), style="bold")
    line.append(" " + one_line(" · ".join(word for word in said if word)))
    return line.append(f"  [{claim.start}:{claim.end}] {one_line(claim.rule)}", style="dim")


def _grow(branch: Tree, nodes: Iterable[Node], text: str) -> None:
    for node in nodes:
        step = node.step
        line = Text(one_line(step.rule), style="cyan")
        if step.start < step.end:
            line.append(f" {step.start}–{step.end} ", style="dim")
            line.append(one_line(f"“{text[step.start : step.end]}”"))
        line.append(" → " + one_line(step.yields), style="bold")
        _grow(branch.add(line), node.children, text)


OUTPUT = TableOutput
