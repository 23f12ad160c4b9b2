"""The simulated year's briefings: drafted by the office, approved, issued, through the same actions that people use."""

from __future__ import annotations

import logging
from dataclasses import replace

from taizhang.accounts.models import User
from taizhang.briefings.actions.deciding import approve, issue
from taizhang.briefings.actions.drafting import edit, make
from taizhang.briefings.models import Briefing
from taizhang.journal.actions import System
from taizhang.policy.errors import ActionError
from taizhang.progress.models import Period

logger = logging.getLogger(__name__)

ACTOR = System("演示模拟")
MARK, COPIES = "百千万工程工作通报", "各镇人民政府（街道办事处），市有关单位。"


def publish(office: User, period: Period) -> Briefing:
    """The briefing of a period, issued; left approved where the machine cannot make its files, such as without a Chinese font."""
    briefing = make(actor=office, period=period)
    worst = max(briefing.composition.areas, key=lambda area: area.tally.red)
    remarks = {worst.name: "请有关责任单位逐项倒排工期，专班每周调度。（模拟）"}
    texts = replace(briefing.own, mark=MARK, copies=COPIES, remarks=remarks)
    edit(actor=office, briefing=briefing, version=briefing.version, texts=texts)
    approve(actor=ACTOR, briefing=briefing, version=briefing.version)
    try:
        issue(actor=office, briefing=briefing, version=briefing.version)
    except ActionError as error:
        logger.warning("%s", error)
    return briefing
