"""Trees of shares: what stands above commitments in one query, what stands below in one for each level, whatever the number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models.expressions import RawSQL

from taizhang.ledger import states
from taizhang.ledger.models import Commitment

_ABOVE = """
WITH RECURSIVE above(id) AS (
    SELECT id FROM ledger_commitment WHERE id IN ({keys})
    UNION
    SELECT c.parent_id FROM above a JOIN ledger_commitment c ON c.id = a.id WHERE c.parent_id IS NOT NULL
) SELECT id FROM above
"""


@dataclass(frozen=True, slots=True)
class Ancestry:
    """The commitments above some others: ``above`` gives each its chain, nearest first; ``nodes`` every one by key."""

    above: Mapping[int, tuple[int, ...]]
    nodes: Mapping[int, Commitment]

    def root(self, pk: int) -> int:
        """The uppermost above a commitment, or itself."""
        return self.above[pk][-1] if self.above[pk] else pk

    def bottom_up(self) -> list[int]:
        """Every ancestor, each after all that stand below it."""
        depth: dict[int, int] = {}
        for chain in self.above.values():
            for height, node in enumerate(chain, 1):
                depth[node] = max(height, depth.get(node, 0))
        return sorted(depth, key=lambda node: (depth[node], node))


def ancestry(commitments: Iterable[Commitment]) -> Ancestry:
    """Who stands above each, all trees walked up by the database at once."""
    start = list(commitments)
    parents = {each.pk: each.parent_id for each in start}
    nodes: dict[int, Commitment] = {}
    if wanted := {parent for parent in parents.values() if parent}:
        rows = Commitment.objects.filter(pk__in=RawSQL(_ABOVE.format(keys=keys(wanted)), [])).order_by()  # noqa: S611
        nodes = {each.pk: each for each in rows.select_related("indicator")}
        parents |= {pk: each.parent_id for pk, each in nodes.items()}
    return Ancestry({each.pk: _chain(each.pk, parents) for each in start}, nodes)


def keys(commitments: Collection[int]) -> str:
    """Keys as a statement may have any number of them: SQLite takes only so many values."""
    return ", ".join(str(int(key)) for key in sorted(commitments)) or "NULL"


def _chain(pk: int, parents: Mapping[int, int | None]) -> tuple[int, ...]:
    chain: list[int] = []
    above = parents.get(pk)
    while above is not None and above not in chain:
        chain.append(above)
        above = parents.get(above)
    return tuple(chain)


def children(parents: Collection[int]) -> dict[int, list[int]]:
    """The live shares of each."""
    found: dict[int, list[int]] = {pk: [] for pk in parents}
    rows = Commitment.objects.filter(parent__in=parents).exclude(state__in=states.GONE).order_by("place__code", "pk")
    for pk, parent in rows.values_list("pk", "parent_id"):
        found[parent].append(pk)
    return found


def subtree(root: int) -> dict[int, list[int]]:
    """The live shares of a commitment, of those, and so on down: children by parent."""
    found: dict[int, list[int]] = {}
    level = [root]
    while level:
        below = {parent: those for parent, those in children(level).items() if those}
        found |= below
        level = [pk for those in below.values() for pk in those if pk not in found]
    return found
