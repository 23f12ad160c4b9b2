"""Who must know when a commitment changes: parts above the ledger, told inside the transaction that changes it.

The ledger cannot import what stands above it; what stands above asks here, once, when it is set up.
"""

from __future__ import annotations

from collections.abc import Callable

from taizhang.ledger.models import Commitment

Follower = Callable[[Commitment], None]

_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have ``follower(commitment)`` called after every change of a commitment, before the transaction ends."""
    if follower not in _followers:
        _followers.append(follower)


def tell(commitment: Commitment) -> None:
    """Call every follower."""
    for follower in _followers:
        follower(commitment)
