"""The funnel of states: how many stand at each step, how many have come that far, and how many stepped aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from taizhang.ui.charts import frames, style
from taizhang.ui.charts.figures import Cell, Figure, Heading, Table, counted, datum, joined


@dataclass(frozen=True, slots=True)
class Stage:
    """A state, how many stand in it now, and the list of them."""

    name: str
    count: int
    url: str = ""


def funnel(*, title: str, unit: str, source: str, stages: Sequence[Stage], aside: Sequence[Stage] = ()) -> Figure:
    """Stages in the order of work; whoever stands at one has come past those before it. ``aside`` come after, apart."""
    rows = [*stages, *aside]
    reached = [sum(each.count for each in stages[at:]) for at in range(len(stages))]
    now, past = pgettext("chart", "现在在此"), pgettext("chart", "累计到此")
    total = pgettext("chart", "累计")
    here = [
        datum(each.count, f"{each.name} {now} {each.count:,}{unit}", each.url, itemStyle=_look(at < len(stages)))
        for at, each in enumerate(rows)
    ]
    far = [
        datum(count, f"{each.name} {past} {count:,}{unit}", **frames.told(f"{each.count:,}  {total} {count:,}"))
        for each, count in zip(stages, reached, strict=True)
    ]
    far += [datum(each.count, "", **frames.told(f"{each.count:,}")) for each in aside]
    outline = {"color": style.ACCENT_SOFT, "borderColor": style.MIDDLE, "borderWidth": 1}
    series = [frames.bars(past, far, itemStyle=outline, z=2), frames.bars(now, here, barGap="-100%", z=3)]
    return Figure(
        title=title,
        unit=unit,
        source=source,
        summary=joined([title, *(f"{each.name} {each.count:,}{unit}" for each in rows)]),
        option=frames.rows([each.name for each in rows], series),
        table=_table(unit, rows, reached),
        height=frames.height(len(rows)),
    )


def _look(in_order: bool) -> dict[str, object]:
    return {"color": style.ACCENT} if in_order else style.stripes(style.QUIET, style.PAPER)


def _table(unit: str, rows: Sequence[Stage], reached: Sequence[int]) -> Table:
    headings = (
        Heading(pgettext("chart", "状态")),
        Heading(counted(pgettext("chart", "现在在此"), unit), numeric=True),
        Heading(counted(pgettext("chart", "累计到此"), unit), numeric=True),
    )
    past = [f"{count:,}" for count in reached] + [""] * (len(rows) - len(reached))
    return Table(
        headings,
        tuple(
            (Cell(each.name, each.url), Cell(f"{each.count:,}"), Cell(words))
            for each, words in zip(rows, past, strict=True)
        ),
    )
