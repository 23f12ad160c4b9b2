"""A claim's amount and measure as a person reads them."""

from __future__ import annotations

from taizhang.cli.language import Voice
from taizhang.measures.errors import UnknownUnit
from taizhang.measures.quantities import Quantity
from taizhang.reading.results import Claim


def amount(claim: Claim) -> str:
    """The amount with what the source says about it, as people write it (1500亿元以上); empty for a task.

    A rank keeps the source's words, as does an amount in a unit that ``measures`` does not know.
    """
    if claim.value is None or claim.unit is None or claim.measure == "rank":
        return "" if claim.value is None else claim.figure
    try:
        return str(Quantity(claim.value, claim.unit, claim.comparator or "="))
    except UnknownUnit:
        return claim.figure


def measure_word(claim: Claim, voice: Voice) -> str:
    """What kind of amount it is, with its direction: 增量, 减量, 增速 …"""
    key = measure_key(claim)
    return voice.say(key) if key else ""


def measure_key(claim: Claim) -> str | None:
    """The wording that names the claim's measure, none for a task."""
    if claim.measure is None:
        return None
    directed = claim.measure in ("delta", "growth") and claim.direction
    return f"measure.{claim.measure}-{claim.direction}" if directed else f"measure.{claim.measure}"
