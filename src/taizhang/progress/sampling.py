"""Drawing a random sample that anybody can draw again from its seed. Knows no database."""

from __future__ import annotations

import random
from collections.abc import Sequence
from hashlib import sha256


def sample(population: Sequence[int], share: int, seed: str) -> list[int]:
    """So many in a hundred of the keys, rounded up, in order; the same for the same seed on every machine.

    Every key is given the hash of seed and key, and those with the lowest are drawn: neither the order of the population
    nor the version of a random generator matters. Raises ``ValueError`` for a share outside 0 to 100.

    >>> sample([5, 9, 12, 31], 50, "2024")
    [9, 12]
    """
    if not 0 <= share <= 100:
        raise ValueError(f"no percentage: {share}")
    wanted = -(-len(set(population)) * share // 100)
    lots = sorted(set(population), key=lambda key: sha256(f"{seed}:{key}".encode()).hexdigest())
    return sorted(lots[:wanted])


def fresh_seed() -> str:
    """A seed nobody can foresee."""
    return f"{random.SystemRandom().getrandbits(128):032x}"
