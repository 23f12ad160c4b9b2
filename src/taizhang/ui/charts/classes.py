"""Classes of values for a map: about as many places in each, equal values never apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.ui.charts import style
from taizhang.ui.charts.scales import Scale, exact

#: From pale to dark, with the colour of the words on each; printed in black and white they stay in order.
SHADES = (
    ("#f3f7fb", style.INK),
    ("#cfdfee", style.INK),
    ("#9dbfdd", style.INK),
    ("#4f86b8", style.PAPER),
    ("#17466f", style.PAPER),
)


@dataclass(frozen=True, slots=True)
class Shade:
    """A class: its values from the lowest to the highest, its colour, and that of the words on it."""

    values: tuple[Decimal, ...]
    colour: str
    ink: str

    def words(self, scale: Scale) -> str:
        """From the lowest to the highest as the scale counts them."""
        low, high = (exact(value / scale.factor) for value in (self.values[0], self.values[-1]))
        return low if low == high else f"{low}–{high}"


def classes(values: Sequence[Decimal]) -> list[Shade]:
    """At most five classes, the lowest first.

    >>> [[int(value) for value in shade.values] for shade in classes([Decimal(n) for n in (1, 2, 3, 9, 9)])]
    [[1], [2], [3], [9]]
    """
    ordered = sorted(values)
    found: dict[int, list[Decimal]] = {}
    for value in dict.fromkeys(ordered):
        # The class of a value is that of the first place which has it.
        found.setdefault(ordered.index(value) * len(SHADES) // len(ordered), []).append(value)
    return [Shade(tuple(each), *SHADES[at]) for at, each in sorted(found.items())]
