"""A claim's derivation as a tree: a step stands under the one whose words contain its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from taizhang.reading.results import Step


@dataclass(frozen=True, slots=True)
class Node:
    """A step with the steps inside it."""

    step: Step
    children: list[Node] = field(default_factory=list)


def derivation_tree(steps: Iterable[Step]) -> list[Node]:
    """The outermost steps, in order of their words, each with those inside it.

    Steps on the same words keep their order, the later under the earlier; a step that overlaps another without lying
    inside it stands beside it.
    """
    roots: list[Node] = []
    above: list[Node] = []
    for step in sorted(steps, key=lambda step: (step.start, -step.end)):
        while above and not _inside(step, above[-1].step):
            above.pop()
        node = Node(step)
        (above[-1].children if above else roots).append(node)
        above.append(node)
    return roots


def _inside(inner: Step, outer: Step) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
