"""What fifty people look at: what they owe, their ledger, single commitments of it, and how things stand."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from random import Random
from typing import Any

from taizhang.accounts.models import User
from taizhang.ledger.queries import commitments
from taizhang.progress.actions.lighting import light_up

#: Of the commitments a person sees, so many are opened again and again.
OPENED = 12
#: Pages in the order a person asks for them, drawn from these by their weight.
WEIGHTS = {
    "what I owe": 4,
    "ledger, first page": 2,
    "ledger, one filter": 1,
    "ledger, words sought": 1,
    "a commitment": 4,
    "dashboard: home": 2,
    "dashboard: overview": 1,
    "dashboard: curves": 1,
    "search": 1,
}
LENGTH = 400


def way(person: User, number: int) -> list[tuple[str, str]]:
    """The pages one person asks for, one after the other, each with its name."""
    random = Random(number)
    offered: dict[str, list[str]] = {}
    for page, url in _pages(person, random):
        offered.setdefault(page, []).append(url)
    names = random.choices(list(WEIGHTS), list(WEIGHTS.values()), k=LENGTH)
    return [(name, random.choice(offered[name])) for name in names]


def _pages(person: User, random: Random) -> Iterator[tuple[str, str]]:
    reached = commitments.reached(person).order_by("pk")
    total = reached.count()
    some = [reached[random.randrange(total)] for _ in range(OPENED)]
    light_up([each.pk for each in some])
    yield "what I owe", "/progress/owed/"
    yield "ledger, first page", "/ledger/"
    for query in ("state=under_way", f"place={some[0].place.code}", f"year={some[0].year}", "light=red"):
        yield "ledger, one filter", f"/ledger/?{query}"
    for words in ("停车", "口袋公园", "第7项"):
        yield "ledger, words sought", f"/ledger/?q={words}"
    yield "dashboard: home", "/"
    yield "dashboard: overview", "/overview/"
    yield "dashboard: curves", "/overview/curves/"
    yield "search", "/search/?q=停车"
    for each in some:
        yield "a commitment", f"/ledger/{each.pk}/"


def main() -> None:
    """Read the people as JSON; say the way of each as JSON."""
    people: list[dict[str, Any]] = json.load(sys.stdin)
    ways = [way(User.objects.get(pk=known["pk"]), number) for number, known in enumerate(people)]
    sys.stdout.write(json.dumps(ways, ensure_ascii=False))
