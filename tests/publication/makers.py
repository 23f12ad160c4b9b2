"""Publications for the tests."""

from __future__ import annotations

from typing import Any

from taizhang.ledger.models import Commitment
from taizhang.publication.actions import Explanation, choose, explain, publish
from taizhang.publication.models import Publication
from tests.cast import Cast
from tests.ledger.makers import SYSTEM, commitment

WORDS = "在路边和小区里多划一些停车的地方，年底前大家停车更方便。"


def chosen(cast: Cast, of: Commitment | None = None, words: str = WORDS, **more: Any) -> Publication:
    """A commitment taken up and explained."""
    (made,) = choose(actor=SYSTEM, commitments=[of or commitment(cast)])
    explain(actor=SYSTEM, publication=made, version=1, to=Explanation(words, **more))
    return made


def published(cast: Cast, of: Commitment | None = None, words: str = WORDS, **more: Any) -> Publication:
    """A commitment that the public sees."""
    made = chosen(cast, of, words, **more)
    publish(actor=SYSTEM, publication=made, version=made.version)
    return made
