"""Two people on one cell: what the other one saved, beside what was typed here, for the second to choose."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from taizhang.journal.queries import history
from taizhang.journal.versions import refresh
from taizhang.progress.forms.lines import Line
from taizhang.progress.models import Report


@dataclass(frozen=True, slots=True)
class Clash:
    """One cell that two people filled differently."""

    name: str
    label: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who changed the report meanwhile, and the cells that both filled."""

    who: str
    cells: tuple[Clash, ...]


def labels() -> dict[str, str]:
    """What each cell is called."""
    return {
        "this": _("本期"),
        "value": _("累计"),
        "denominator": _("分母"),
        "data_date": _("数据日期"),
        "note": _("进展说明"),
        "problem": _("存在问题"),
        "help_wanted": _("需要协调"),
        "explanation": _("对提示的说明"),
    }


def conflict(line: Line, now: Report) -> Conflict:
    """Bring a line to the report as it stands now, with what was typed here kept in its cells.

    A cell that was left alone is simply renewed; only what both filled differently is asked about.
    """
    refresh(line.report, now)
    theirs, names = line.stored, labels()
    mine = {name: words for name, words in line.cells.items() if words not in (line.seen.get(name), theirs[name])}
    line.cells = theirs | mine
    last = history(now).first()
    clashes = [
        Clash(name, names[name], theirs[name], words)
        for name, words in mine.items()
        if theirs[name] != line.seen.get(name)
    ]
    return Conflict(last.actor_name if last else "", tuple(clashes))
