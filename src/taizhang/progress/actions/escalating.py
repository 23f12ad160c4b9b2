"""Escalation: a slip whose limit passed without an answer rises a level, gets a new limit, and those above are told."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from taizhang.accounts.actions.notices import staff, tell
from taizhang.journal.actions import System, action
from taizhang.journal.versions import latest, saved
from taizhang.progress.actions.slips import inform_superiors, limit_from, move, page
from taizhang.progress.actions.talks import call_if_due
from taizhang.progress.models import Delay, Slip
from taizhang.progress.queries.supervision import rules_for
from taizhang.progress.slip_rules import LEVELS, raised
from taizhang.progress.states import UNANSWERED

ACTOR = System("taizhang")


def escalate_all(day: date) -> int:
    """Escalate every slip whose limit is over on that working day; returns how many were."""
    missed = Slip.objects.filter(state__in=UNANSWERED, due__lt=day).select_related("place").order_by("pk")
    return sum(escalate(slip, day) for slip in missed.filter(~Exists(_asked_in_time())))


def escalate(slip: Slip, day: date) -> bool:
    """Escalate one slip, unless it was answered meanwhile; whether it was escalated."""
    words = _("逾期未回复，督办升级")
    with action(ACTOR, "progress.escalate_slip", slip, note=words) as act:
        now = latest(slip)
        _kept, rules = rules_for(now.place)
        if now.state not in UNANSWERED or now.due is None or now.due >= day or not rules.calendar.is_workday(day):
            return False
        act.watch(now)
        before, passed = now.level, now.due
        move(now, "progress.escalate_slip")
        level = raised(LEVELS[LEVELS.index(before)])
        now.level, now.missed, now.limit = level, now.missed + 1, rules.limit(level)
        now.due = limit_from(now, day, now.limit)
        saved(now)
        _tell(now, passed)
        if level == "red" and before != "red":
            call_if_due(act, now)
    return True


def _tell(slip: Slip, passed: date) -> None:
    said = {
        "slip": slip,
        "passed": passed.isoformat(),
        "level": slip.get_level_display(),
        "due": slip.due,
        "who": slip.addressee,
    }
    words = _("%(slip)s逾期未回复（%(passed)s 截止），已升为%(level)s，请于 %(due)s 前回复") % said
    tell(staff(slip.addressee), words, page(slip), at_once=True)
    inform_superiors(slip, _("%(who)s未按期回复%(slip)s（%(passed)s 截止），已升为%(level)s") % said)


def _asked_in_time() -> QuerySet[Delay]:
    """A later limit was asked for before this one passed, and nobody has answered: that is not the addressee's fault."""
    return Delay.objects.filter(slip=OuterRef("pk"), answer=Delay.Answer.WAITING, asked_at__date__lte=OuterRef("due"))
