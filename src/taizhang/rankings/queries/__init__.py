"""What rankings answer, each in the person's scope: ``current`` before freezing, ``frozen`` as it went out."""

from taizhang.rankings.queries.corrections import corrections
from taizhang.rankings.queries.rankings import current, frozen, latest_frozen

__all__ = ["corrections", "current", "frozen", "latest_frozen"]
