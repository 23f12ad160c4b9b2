"""Slips for the tests of supervision."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.core.files.base import ContentFile

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.journal.actions import Actor, System
from taizhang.ledger.models import Commitment
from taizhang.progress.actions.replying import reply
from taizhang.progress.actions.slips import Content, issue
from taizhang.progress.models import Position, Slip, SlipRuleSet
from taizhang.progress.slip_rules import presets
from taizhang.progress.workdays import SHANGHAI
from tests.cast import Cast
from tests.ledger.makers import commitment

SYSTEM = System("tests")
#: The last working day before Spring Festival 2024, then the first two after it: 18 February is a make-up Sunday.
EVE, BACK, NEXT = date(2024, 2, 9), date(2024, 2, 18), date(2024, 2, 19)


def at(day: date, hour: int = 9) -> Any:
    """Have it be that day, at nine."""
    return clock.at(datetime.combine(day, time(hour), SHANGHAI))


def led(cast: Cast, part: str = "town", **changes: Any) -> Commitment:
    """A target under way that the part's organisation leads, at its place."""
    return commitment(cast, code=cast.home(part).code, lead=part, **({"state": "under_way"} | changes))


def lit(made: Commitment, colour: str, since: date) -> Commitment:
    """The commitment with a light since a day."""
    Position.objects.update_or_create(pk=made.pk, defaults={"colour": colour, "since": since})
    made.refresh_from_db()
    return made


def content(cast: Cast, part: str = "town", level: str = "yellow", **changes: Any) -> Content:
    """What a slip about one target says."""
    fields: dict[str, Any] = {
        "level": level,
        "cause": "behind",
        "addressee": cast.organisation(part),
        "commitments": [led(cast, part)],
        "text": "请说明滞后原因和追赶措施。",
        "limit": 3,
    }
    return Content(**fields | changes)


def issued(cast: Cast, part: str = "town", level: str = "yellow", actor: Actor = SYSTEM, **changes: Any) -> Slip:
    """A slip issued by the city's office."""
    office = cast.organisation("office")
    return issue(actor=actor, place=office.place, issuer=office, content=content(cast, part, level, **changes))


def replied(slip: Slip, actor: User, words: str = "已调整工期，月底前补足。") -> Slip:
    """The slip with a reply and a file."""
    paper = ContentFile(b"photo", "现场.jpg")
    reply(actor=actor, slip=slip, version=slip.version, words=words, papers=[paper])
    return slip


def ruled(cast: Cast, code: str = "4419", **changes: Any) -> SlipRuleSet:
    """Rules of a place that differ from the usual ones."""
    table = presets()["standard"].table() | changes
    number = SlipRuleSet.objects.filter(place=cast.places[code]).count() + 1
    return SlipRuleSet.objects.create(place=cast.places[code], number=number, content=table, reason="测试")
