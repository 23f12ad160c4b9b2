"""What is known of the text around a clause without a figure, and the claim a task becomes there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from taizhang.measures.periods import parse_period
from taizhang.reading.assembly import Assembly, promised_start
from taizhang.reading.results import Claim, Step
from taizhang.reading.starts import Start, finish_in, start_beside, start_in, start_opening
from taizhang.reading.strength import strength
from taizhang.reading.structure import Heading
from taizhang.reading.tasks import Task, find_tasks

_REACH = 160
_STOP = re.compile("[。！？\n]")
_OPENING_DEADLINE = re.compile(r"(?P<by>(?:\d{4}年)?(?:\d{1,2}月底?前?|年底前?|上半年|[一二三四]季度))，")


class Surroundings:
    """The parts, headings, owners and figures of one document, looked up by offset of the clean text."""

    def __init__(self, assembly: Assembly, headings: Sequence[Heading], figures: Iterable[int]) -> None:
        self._assembly = assembly
        self._figures = sorted(figures)
        text = assembly.cleaned.text
        above = ((each.start, each.end) for each, after in _followed(headings) if not _is_item(text, each, after))
        self._asides = sorted([*above, *assembly.cleaned.furniture])
        self._starts = [start for start, _ in self._asides]

    def promised(self) -> Iterator[tuple[int, int]]:
        """The parts of the text that promise, rather than report."""
        sections = self._assembly.sections.found
        ends = [section.start for section in sections[1:]] + [len(self._assembly.cleaned.text)]
        for section, end in zip(sections, ends, strict=True):
            if section.role == "target" and section.start < end:
                yield section.start, end

    def has_figure(self, start: int, end: int) -> bool:
        """Whether a figure was read inside ``start:end``."""
        index = bisect_left(self._figures, start)
        return index < len(self._figures) and self._figures[index] < end

    def is_assigned(self, offset: int) -> bool:
        """Whether somebody answers for what stands at ``offset``."""
        return self._assembly.assignments.at(offset) is not None

    def is_aside(self, offset: int) -> bool:
        """Whether ``offset`` lies in a heading or in furniture."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._asides[index][1]

    def path(self, offset: int) -> tuple[str, ...]:
        """The headings above ``offset``."""
        return self._assembly.outline.path(offset)


def _followed(headings: Sequence[Heading]) -> Iterator[tuple[Heading, Heading | None]]:
    """Each heading with the next; those that stand twice, as in a table of contents, only the second time."""
    last = {each.words: each for each in headings}
    return ((each, after if last[each.words] is each else each) for each, after in zip_longest(headings, headings[1:]))


def _is_item(text: str, heading: Heading, after: Heading | None) -> bool:
    """Whether a line told for a heading is an item of a list: nothing stands under it, and no deeper heading follows."""
    if after is heading:
        return False
    if "。" in text[heading.start : heading.end]:
        return True
    bare = not text[heading.end : after.start if after else len(text)].strip()
    return bare and (after is None or after.level <= heading.level)


def task_claims(assembly: Assembly, headings: Sequence[Heading], figures: Iterable[int]) -> Iterator[Claim]:
    """The document's tasks as claims; ``figures`` are the clean offsets at which figures were read."""
    for task in find_tasks(assembly.cleaned.text, Surroundings(assembly, headings, figures)):
        yield _claim(assembly, task)


def _claim(assembly: Assembly, task: Task) -> Claim:
    text, view = assembly.text, assembly.cleaned.text
    section = assembly.sections.at(task.start)
    held = assembly.assignments.at(task.start)
    start, end = assembly.cleaned.raw_span(task.start, task.end)
    quote_start, quote_end = assembly.cleaned.raw_span(_sentence_start(view, task), _sentence_end(view, task))
    owner = held.owner if held else None
    start_said = _start(assembly, task)
    period = _period(assembly, task, start_said)
    rule = f"task:{task.verb}"
    steps: tuple[Step, ...] = (
        Step(rule, start, end, f"indicator={task.indicator}"),
        Step("context", quote_start, quote_start, f"role=target period={period} place={section.place}"),
    )
    if held and owner:
        said = assembly.cleaned.raw_span(held.said_start, held.said_end)
        steps = (*steps, Step("owner", *said, f"owner={owner}"))
    if start_said:
        steps = (*steps, promised_start(assembly, start_said))
    return Claim(
        start=start,
        end=end,
        figure=text[start:end],
        kind="task",
        role="target",
        indicator=task.indicator,
        measure=None,
        direction=None,
        comparator=None,
        value=None,
        unit=None,
        period=period,
        place=section.place,
        owner=owner,
        quote=text[quote_start:quote_end],
        quote_start=quote_start,
        quote_end=quote_end,
        section=assembly.outline.path(task.start),
        strength=strength(view[task.start : task.end]),
        rule=rule,
        co_owners=held.co_owners if held else (),
        derivation=steps,
        begin=str(start_said.period) if start_said else None,
    )


def _start(assembly: Assembly, task: Task) -> Start | None:
    """By when the task is to begin, where its own words say so, a clause beside them, or one that opens the sentence."""
    year = _year(assembly, task)
    if year is None:
        return None
    view = assembly.cleaned.text
    if found := start_in(view, task.start, task.end, year) or start_beside(view, task.end, year):
        return found
    opening = _OPENING_DEADLINE.search(view, task.sentence, task.start)
    period = start_opening(opening["by"], task.verb, year) if opening else None
    return Start(opening.start("by"), opening.end("by"), period, opening["by"]) if opening and period else None


def _year(assembly: Assembly, task: Task) -> int | None:
    return assembly.sections.at(task.start).year or assembly.sections.year


def _period(assembly: Assembly, task: Task, start: Start | None) -> str | None:
    """The task's own deadline, else that of its item, else the years its part of the document plans for.

    The date of its start is none: by then it is to begin, not to be done.
    """
    section = assembly.sections.at(task.start)
    year = _year(assembly, task)
    said = task.deadline or _deadline_before(assembly.cleaned.text, task)
    if start and year:
        done = finish_in(assembly.cleaned.text, task.start, _sentence_end(assembly.cleaned.text, task), year)
        if done:
            return str(done)
        said = None if said == start.said else said
    if said and year:
        own = parse_period(said, year)
        if own:
            return str(own)
    held = assembly.assignments.at(task.start)
    due = held.due(year) if held else None
    if due:
        return due
    if section.span:
        return f"{section.span[0]}/{section.span[1]}"
    return str(year) if year else None


def _deadline_before(view: str, task: Task) -> str | None:
    """A deadline that opens the sentence in a clause of its own (6月底前，各镇街完成规划编制)."""
    found = _OPENING_DEADLINE.search(view, task.sentence, task.start)
    return found["by"] if found else None


def _sentence_start(view: str, task: Task) -> int:
    start = task.sentence
    while view[start].isspace():
        start += 1
    return start


def _sentence_end(view: str, task: Task) -> int:
    stop = _STOP.search(view, task.end, task.end + _REACH)
    return stop.start() if stop else task.end
