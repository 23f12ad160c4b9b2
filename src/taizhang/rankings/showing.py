"""A ranking as pages show it: rows with their cells, the bars of a row, the gap to the next, what moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.ledger.models import Commitment
from taizhang.rankings.records import contributions, halves, shortened, shown
from taizhang.rankings.scoring import Part
from taizhang.rankings.tables import Heading, Row, Table
from taizhang.rankings.words import AGAINST, GAPS, NORMALISATIONS, PER, TAKEN
from taizhang.ui.charts import Bar, Figure, Stack, bars, stacks
from taizhang.ui.charts.style import PARTS

#: Rows a chart can hold and still be read.
_DRAWN = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the league with the page that explains it; its parts make its score to the last digit."""

    row: Row
    url: str
    level: Decimal
    change: Decimal
    parts: Sequence[tuple[Part, Decimal]]

    @classmethod
    def of(cls, row: Row, address: str) -> Shown:
        """The row as it is shown."""
        parts = tuple(zip(row.parts, contributions(row), strict=True))
        return cls(row, address.format(place=row.place), *halves(row), parts)


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of one place: what was compared, what it gave, what parts it from the place before."""

    heading: Heading
    part: Part
    per: str
    level: Decimal | None
    changed: Decimal | None
    contribution: Decimal
    gap: Decimal | None
    why: str
    targets: Sequence[Commitment]

    @property
    def value(self) -> Decimal | None:
        """The locked figure, or the older one in its stead."""
        return shown(self.part)

    @property
    def stale(self) -> bool:
        """Whether the figure is an older one."""
        return self.part.given.value is None and self.value is not None

    @property
    def full(self) -> Decimal:
        """What it could add at most."""
        return shortened(self.part.weight * self.heading.item.cap / 100)


def lines(table: Table, row: Row, targets: Sequence[Sequence[Commitment]]) -> list[Line]:
    """The indicators of a row, in the order of the rules."""
    before = table.before(row)
    own = contributions(row)
    theirs = contributions(before) if before else None
    found = []
    for at, (heading, part, behind) in enumerate(zip(table.headings, row.parts, targets, strict=True)):
        level = part.level.value
        if level is not None and heading.item.normalisation == "target":
            level = level * 100
        per = str(PER.get(heading.item.per, heading.item.per)) if heading.item.per else ""
        found.append(
            Line(
                heading,
                part,
                per,
                _rounded(level),
                _rounded(part.change.value),
                own[at],
                theirs[at] - own[at] if theirs else None,
                str(GAPS.get(part.gap, "")),
                behind,
            )
        )
    return found


def drawn_row(table: Table, row: Row, found: Sequence[Line]) -> Figure:
    """Bars of what each indicator adds, the outline what it could."""
    rows = [Bar(each.heading.name, each.contribution, full=each.full, more=each.why) for each in found]
    title = _("%(name)s各指标得分") % {"name": row.name}
    return bars(title=title, unit=_("分"), source=source(table), heading=_("指标"), rows=rows)


def drawn_table(table: Table, address: str) -> Figure | None:
    """The scores as stacked bars by indicator; nothing where there is too much to be read."""
    placed = [row for row in table.rows if row.rank]
    if not 1 < len(placed) <= _DRAWN or len(table.headings) > len(PARTS):
        return None
    rows = [Stack(row.name, tuple(contributions(row)), f"{address.format(place=row.place)}") for row in placed]
    names = [heading.name for heading in table.headings]
    title = _("得分由哪些指标构成")
    return stacks(title=title, unit=_("分"), source=source(table), heading=_("地区"), parts=names, rows=rows)


def why_address(table: Table) -> str:
    """The address of the page that explains a row, with ``{place}`` for the place."""
    path = reverse("rankings:why", args=[table.scheme, 0]).replace("/0/", "/{place}/")
    return f"{path}?day={table.day.isoformat()}"


def source(table: Table) -> str:
    """Where the numbers are from, as of when."""
    if table.frozen is None:
        return _("台账已锁定的填报，截至 %(day)s，未冻结") % {"day": table.day.isoformat()}
    return _("台账已锁定的填报，截至 %(day)s，冻结于第%(number)s期") % {
        "day": table.day.isoformat(),
        "number": table.frozen.number,
    }


def rule_words(table: Table) -> list[dict[str, Any]]:
    """Each indicator of the rules in words."""
    return [
        {
            "name": heading.name,
            "unit": heading.unit,
            "weight": heading.item.weight,
            "change": heading.item.change,
            "direction": heading.item.direction,
            "normalisation": NORMALISATIONS[heading.item.normalisation],
            "per": PER.get(heading.item.per, heading.item.per),
            "floor": heading.item.floor,
            "cap": heading.item.cap,
            "day": heading.day,
            "missing": heading.missing,
        }
        for heading in table.headings
    ]


def change_words(table: Table) -> str:
    """How the change is measured, in words."""
    return f"{AGAINST[table.rules.against]} · {TAKEN[table.rules.taken]}"


def _rounded(number: Decimal | None) -> Decimal | None:
    """To six figures: what was divided has no end."""
    if number is None:
        return None
    return Decimal(f"{number:.6g}").normalize() + 0
