"""What stands above the ledger on a commitment's page: parts of the page offered by apps that the ledger cannot import.

An app asks here once, when it is set up (``AppConfig.ready``); its panel is shown to whom it says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhang.accounts.models import User
from taizhang.ledger.models import Commitment


@dataclass(frozen=True, slots=True)
class Panel:
    """A template and what it gets as ``panel``; beside it, it sees what the page itself does (``commitment``, ``user``).

    ``below`` puts it under the shares instead of over the curve.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    below: bool = False


Source = Callable[[User, Commitment], Panel | None]

_sources: dict[Source, int] = {}


def offer(source: Source, order: int = 50) -> None:
    """Have ``source(user, commitment)`` asked for a panel; ``None`` shows nothing. Lower orders stand higher."""
    _sources[source] = order


def panels(user: User, commitment: Commitment) -> list[Panel]:
    """What is offered to this person about this commitment, from above."""
    asked = sorted(_sources, key=lambda source: _sources[source])
    return [panel for source in asked if (panel := source(user, commitment)) is not None]
