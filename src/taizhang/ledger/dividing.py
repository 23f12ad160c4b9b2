"""The table on which a target is divided: a row for each place and organisation, and the ways of filling it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang.accounts.models import Organisation
from taizhang.ledger.actions.decomposing import Share
from taizhang.ledger.cells import Cells, amount
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries.commitments import shares as shares_of
from taizhang.ledger.queries.decomposition import last_years, organisations_at, places_below
from taizhang.ledger.queries.floors import Floors, in_force
from taizhang.ledger.shares import Verdict, divided, equally, step_for, verdict
from taizhang.places.models import Place

#: Which rows a table has: the places below, the organisations at the place itself, or both.
OVER = ("places", "organisations", "both")


@dataclass
class Row:
    """A place or an organisation, and what is written beside it; ``least`` is what its units must reach together."""

    key: str
    place: Place
    lead: Organisation | None = None
    written: str = ""
    taking_part: bool = False
    least: Decimal | None = None

    @property
    def name(self) -> str:
        """The row's heading."""
        return self.lead.name if self.lead else self.place.name

    def usual(self, over: str) -> bool:
        """Whether it takes part until somebody says otherwise: parks and other pseudo-units do not, nor organisations
        beside places.
        """
        return over == "organisations" if self.lead else self.place.kind == Place.Kind.ORDINARY

    @property
    def names(self) -> set[str]:
        """What a sheet may call it."""
        if self.lead is None:
            return {self.place.name}
        return {self.lead.name, self.lead.short_name, self.lead.name.removeprefix("市")} - {""}


@dataclass
class Table:
    """The rows, and what is wrong with what is written in them."""

    whole: Commitment
    over: str
    rows: list[Row]
    floors: Floors
    problems: list[str] = field(default_factory=list)

    @property
    def adding(self) -> bool:
        """Whether the shares make up the whole; otherwise each is a target of its own."""
        return self.whole.adds_up == "sum"

    @property
    def groups(self) -> list[tuple[str, list[Row]]]:
        """The rows under a heading each: places, then organisations."""
        places = [row for row in self.rows if row.lead is None]
        organisations = [row for row in self.rows if row.lead is not None]
        return [(words, rows) for words, rows in ((_("下级地区"), places), (_("本级单位"), organisations)) if rows]

    @property
    def verdict(self) -> Verdict | None:
        """What the shares that can be read come to; ``None`` where they do not add up."""
        if not self.adding:
            return None
        values = [value for row in self.rows if (value := amount(row.written, self.whole.unit)) is not None]
        return verdict(values, self.whole.value or Decimal(0))

    @property
    def below_floor(self) -> list[Row]:
        """The rows that ask for less than their units must reach."""
        written = ((row, amount(row.written, self.whole.unit)) for row in self.rows)
        return [row for row, value in written if row.least and value is not None and value < row.least]

    def fill(self, values: Mapping[str, Decimal]) -> None:
        """Write values beside the rows of those keys, with the digits they have."""
        for row in self.rows:
            if row.key in values:
                row.written = f"{values[row.key].normalize():f}"

    def clear(self) -> None:
        """Write nothing anywhere."""
        for row in self.rows:
            row.written = ""

    def shares(self) -> list[Share]:
        """What is written as shares, noughts left out; what is no figure becomes a problem."""
        found = []
        for row in self.rows:
            value = amount(row.written, self.whole.unit) if row.written.strip() else Decimal(0)
            if value is None:
                self.problems.append(
                    _("%(place)s：“%(words)s”不是数字。") % {"place": row.name, "words": row.written[:20]}
                )
            elif value:
                found.append(Share(row.place, value, row.lead))
        return found

    def names(self) -> dict[str, str]:
        """The key of each name a sheet may use."""
        return {name: row.key for row in self.rows for name in row.names}


def table_of(whole: Commitment, over: str = "") -> Table:
    """The table as the ledger has it; rows that have a share are there whatever it is ``over``."""
    there = {_key(whole, each): each for each in shares_of(whole)}
    over = over if over in OVER else _usual(whole, list(there.values()))
    places = [Row(each.code, each) for each in places_below(whole)] if over != "organisations" else []
    organisations = [_beside(whole, each) for each in organisations_at(whole)] if over != "places" else []
    rows = {row.key: row for row in (*places, *organisations)}
    for key, share in there.items():
        own = share.lead if share.place_id == whole.place_id else None
        row = rows.setdefault(key, Row(key, share.place, own))
        row.written = f"{share.value.normalize():f}" if share.value is not None else ""
    for row in rows.values():
        row.taking_part = row.key in there if there else row.usual(over)
    floors = in_force(whole)
    if floors.rows:
        for row in rows.values():
            row.least = floors.of(row.place) if row.lead is None else None
    return Table(whole, over, list(rows.values()), floors)


def equal(table: Table) -> None:
    """Among those taking part, to the last step; where shares do not add up each takes the whole's own figure."""
    rows = [row for row in table.rows if row.taking_part]
    if not rows:
        table.problems.append(_("请先勾选参与分解的地方或单位。"))
        return
    whole = table.whole.value or Decimal(0)
    parts = equally(whole, len(rows), step_for(whole)) if table.adding else [whole] * len(rows)
    table.clear()
    table.fill(dict(zip([row.key for row in rows], parts, strict=True)))


def by_last_year(table: Table) -> None:
    """In the proportions of the year before; where shares do not add up, the same figures again."""
    before = {_key(table.whole, each): each.value or Decimal(0) for each in last_years(table.whole)}
    rows = [row for row in table.rows if before.get(row.key)]
    if not rows:
        table.problems.append(_("没有找到上一年同一目标的分解，请改用其他办法。"))
        return
    whole, weights = table.whole.value or Decimal(0), [before[row.key] for row in rows]
    parts = divided(whole, weights, step_for(whole)) if table.adding else weights
    table.clear()
    for row in table.rows:
        row.taking_part = row in rows
    table.fill(dict(zip([row.key for row in rows], parts, strict=True)))


def from_cells(table: Table, cells: Cells) -> None:
    """What was pasted or read from a sheet; what was not understood becomes a problem."""
    table.problems += cells.problems[:20]
    if not cells.values and not cells.problems:
        table.problems.append(_("没有读到名称和数字。每行先写地名或单位，再写数字。"))
    table.fill(cells.values)
    for row in table.rows:
        row.taking_part |= row.key in cells.values


def _beside(whole: Commitment, organisation: Organisation) -> Row:
    return Row(f"o{organisation.pk}", whole.place, organisation)


def _key(whole: Commitment, share: Commitment) -> str:
    return f"o{share.lead_id}" if share.place_id == whole.place_id else share.place.code


def _usual(whole: Commitment, there: list[Commitment]) -> str:
    at_place = {share.place_id == whole.place_id for share in there}
    if len(at_place) > 1:
        return "both"
    if at_place:
        return "organisations" if at_place.pop() else "places"
    return "places" if places_below(whole).exists() else "organisations"
