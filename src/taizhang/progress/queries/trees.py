"""Trees of shares: what stands above and below commitments, a query for each level whatever the number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from taizhang.ledger import states
from taizhang.ledger.models import Commitment


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
    """Who stands above each, walking all trees up at once."""
    start = list(commitments)
    parents = {each.pk: each.parent_id for each in start}
    nodes: dict[int, Commitment] = {}
    wanted = {pk for pk in parents.values() if pk}
    while wanted := wanted - parents.keys() | wanted - nodes.keys():
        for each in Commitment.objects.filter(pk__in=wanted).select_related("indicator"):
            nodes[each.pk] = each
            parents[each.pk] = each.parent_id
        wanted = {above for pk in wanted if (above := parents.get(pk))}
    return Ancestry({each.pk: _chain(each.pk, parents) for each in start}, nodes)


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
