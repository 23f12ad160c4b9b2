"""What was reached of a commitment, day by day, as whoever stands above the ledger knows it.

The ledger plans and promises; what came of it is reported elsewhere. Who knows it offers it here, once, when it is set up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from taizhang.accounts.models import User
from taizhang.ledger.models import Commitment
from taizhang.ui.charts import Forecast, Point


@dataclass(frozen=True, slots=True)
class Reached:
    """What stood on each day and is expected to, in the unit of the commitment (a ratio in per cent).

    ``source`` says where the figures come from and as of when, ``note`` what the forecast rests on.
    """

    actual: Sequence[Point]
    source: str
    forecast: Sequence[Forecast] = ()
    note: str = ""


Source = Callable[[User, Commitment], Reached | None]

_sources: list[Source] = []


def offer(source: Source) -> None:
    """Have ``source(user, commitment)`` asked what was reached; ``None`` where it knows nothing the person may see."""
    if source not in _sources:
        _sources.append(source)


def reached(user: User, commitment: Commitment) -> Reached | None:
    """What the first source that knows anything says."""
    return next((found for source in _sources if (found := source(user, commitment)) is not None), None)
