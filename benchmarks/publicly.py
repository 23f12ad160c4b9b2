"""Public commitments for the measuring: a few published, so that there is something to ask for."""

from __future__ import annotations

import json
import sys

from taizhang.journal.actions import System
from taizhang.ledger.models import Commitment
from taizhang.places.loading import load, published
from taizhang.places.models import Place
from taizhang.publication.actions import Explanation, choose, explain, publish

ACTOR = System("benchmark")
FEW = 40


def main() -> None:
    """Publish some, and say how many as JSON."""
    load(actor=ACTOR, rows=published("4419"))
    city = Place.objects.get(code="4419", valid_to=None)
    figure = {"measure": "delta", "comparator": ">=", "unit": "个", "period": "2024", "year": 2024, "place": city}
    made = [Commitment.objects.create(title=f"停车位{n}", value=1000 + n, area="出行", **figure) for n in range(FEW)]
    for each in choose(actor=ACTOR, commitments=made):
        explain(actor=ACTOR, publication=each, version=1, to=Explanation("多划一些停车的地方。"))
        publish(actor=ACTOR, publication=each, version=each.version)
    sys.stdout.write(json.dumps({"published": FEW}))
