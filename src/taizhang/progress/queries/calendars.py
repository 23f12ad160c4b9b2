"""What a person's calendar holds: what the own organisations must do, and the slips they watch over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger.models import Commitment
from taizhang.progress.feeds import DueDay
from taizhang.progress.models import Report
from taizhang.progress.queries.reports import owed
from taizhang.progress.queries.slips import reached
from taizhang.progress.queries.supervision import SUPERVISORS
from taizhang.progress.states import UNANSWERED

#: More of one kind is no calendar any more; the nearest are shown.
MOST = 500
OVER = ("closed", "verified", "closing", "ended", "merged", "draft")


def due_days(user: User, address: str) -> list[DueDay]:
    """Everything due that the person may see and is concerned by; ``address`` stands before the paths of pages."""
    return [*_reports(user, address), *_slips(user, address), *_commitments(user, address)]


def _reports(user: User, address: str) -> Iterator[DueDay]:
    """What is owed, one day for each period and organisation."""
    rows = within(user, "progress.view", Report.objects.filter(pk__in=owed(user).order_by().values("pk")))
    grouped: dict[tuple[int, int, date, str, str], int] = {}
    for each in rows.select_related("period", "owner").order_by("due", "pk"):
        key = (each.period_id, each.owner_id, each.due, each.period.name, str(each.owner))
        grouped[key] = grouped.get(key, 0) + 1
    for (period, owner, due, name, who), count in list(grouped.items())[:MOST]:
        title = _("填报截止：%(period)s（%(n)s 项）") % {"period": name, "n": count}
        yield DueDay(f"report-{period}-{owner}-{due.isoformat()}", due, title, who, f"{address}/progress/owed/")


def _slips(user: User, address: str) -> Iterator[DueDay]:
    """Limits of replies: the own ones, and for those who supervise, those they issued."""
    rows = reached(user).filter(state__in=UNANSWERED)
    places = [each.organisation.place_id for each in user.held if each.role in SUPERVISORS]
    own = rows.filter(addressee__in=[each.organisation_id for each in user.held]) | rows.filter(place__in=places)
    for each in own.select_related("addressee").order_by("due", "pk").distinct()[:MOST]:
        title = _("%(slip)s回复截止：%(who)s") % {"slip": each, "who": each.addressee}
        url = address + reverse("supervision:slip", args=[each.pk])
        if each.due is not None:
            yield DueDay(f"slip-{each.pk}", each.due, title, each.text, url)


def _commitments(user: User, address: str) -> Iterator[DueDay]:
    """Deadlines of what the own organisations lead or help with."""
    held = [each.organisation_id for each in user.held]
    mine = Commitment.objects.filter(lead__in=held) | Commitment.objects.filter(co_owners__in=held)
    rows = within(user, "ledger.view", Commitment.objects.filter(pk__in=mine.order_by().values("pk")))
    dated = rows.exclude(deadline=None).exclude(state__in=OVER)
    for each in dated.select_related("lead", "place").order_by("deadline", "pk")[:MOST]:
        title = _("目标期限：%(item)s") % {"item": each}
        words = f"{each.place.name} {each.lead or ''}".strip()
        url = address + reverse("ledger:commitment", args=[each.pk])
        if each.deadline is not None:
            yield DueDay(f"commitment-{each.pk}", each.deadline, title, words, url)
