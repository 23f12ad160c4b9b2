"""The simulated year's supervision: each month's slips by rule, some issued, answered, sent back, closed; some never answered."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.journal.actions import System
from taizhang.progress.actions.daily import run_day
from taizhang.progress.actions.replying import accept, approve, reply, send_back
from taizhang.progress.actions.slips import close, drop, issue_proposed
from taizhang.progress.models import Slip
from taizhang.progress.workdays import NATIONAL

ACTOR = System("演示模拟")
#: So many proposed slips are decided on in a month; the others wait.
DECIDED = 8


def supervise(supervision: User, after: date) -> None:
    """The first working day after a day: its morning's round, then what people make of the slips."""
    day = after + timedelta(days=1)
    while not NATIONAL.is_workday(day):
        day += timedelta(days=1)
    with clock.at(_moment(day, 7)):
        run_day(day)
    with clock.at(_moment(day, 9)):
        for slip in Slip.objects.filter(state="sent_back").order_by("pk"):
            reply(actor=ACTOR, slip=slip, version=slip.version, words="已逐项补充责任人和完成时间。（模拟）")
        for slip in Slip.objects.filter(state="satisfied").order_by("pk"):
            close(actor=supervision, slip=slip, version=slip.version, words="已核实落实到位。（模拟）")
        for slip in Slip.objects.filter(state="proposed").order_by("pk")[:DECIDED]:
            _decide(supervision, slip)
    with clock.at(_moment(day, 15)):
        for slip in Slip.objects.filter(state="issued").order_by("pk"):
            _answer(supervision, slip)


def _decide(supervision: User, slip: Slip) -> None:
    if _lot(f"drop{slip.pk}") < 0.2:
        drop(actor=supervision, slip=slip, version=slip.version, reason="本月已专题调度，不再发单。（模拟）")
        return
    issuer = supervision.held[0].organisation
    issue_proposed(actor=supervision, slip=slip, version=slip.version, text=slip.text, limit=slip.limit, issuer=issuer)


def _answer(supervision: User, slip: Slip) -> None:
    """Most reply, some only say that they have it, a few never answer."""
    lot = _lot(f"answer{slip.addressee_id}-{slip.pk}")
    if lot < 0.25:
        return
    accept(actor=ACTOR, slip=slip, version=slip.version)
    if lot < 0.4:
        return
    paper = ContentFile("办理情况（模拟）".encode(), "办理情况（模拟）.txt")
    words = "已倒排工期，逐点明确责任人，月底前补足缺口。（模拟）"
    reply(actor=ACTOR, slip=slip, version=slip.version, words=words, papers=[paper])
    if lot > 0.85:
        reason = "没有写明责任人和完成时间，请补充。（模拟）"
        send_back(actor=supervision, slip=slip, version=slip.version, reason=reason)
    elif lot > 0.55:
        approve(actor=supervision, slip=slip, version=slip.version, words="措施可行，请抓紧落实。（模拟）")


def _lot(name: str) -> float:
    return random.Random(f"taizhang-slips-{name}").random()  # noqa: S311 - made-up data, the same each time


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())
