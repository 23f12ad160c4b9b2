"""What stands beside the cells of a report: what was reported before, the evidence; and what need not be asked."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from taizhang.accounts.models import User
from taizhang.ledger import states
from taizhang.progress.models import Evidence, Period, Position, Report
from taizhang.progress.states import UNDER_REVIEW

#: What a page shows below the sheet; the list of reports has all.
SHOWN = 200


def beside(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Reports with what stood and was locked the period before, whether there was one, and their evidence (``files``)."""
    earlier = Report.objects.filter(commitment=OuterRef("commitment"), on__lt=OuterRef("on")).order_by("-on")
    files = Evidence.objects.filter(removed_at=None).select_related("file")
    return rows.annotate(
        stood=Subquery(earlier.values("standing_value")[:1]),
        this_before=Subquery(earlier.values("this")[:1]),
        locked_before=Subquery(earlier.values("locked_value")[:1]),
        has_before=Exists(earlier),
    ).prefetch_related(Prefetch("evidence", files, to_attr="files"))


def handed_in(user: User, today: date) -> QuerySet[Report]:
    """What the person's organisations handed in that waits for review, or was locked for a period still running."""
    held = [each.organisation_id for each in user.held]
    now = Q(state__in=UNDER_REVIEW) | Q(state="locked", due__gte=today)
    rows = Report.objects.filter(now, owner__in=held, period__state=Period.State.OPEN, counted=False)
    rows = rows.select_related("commitment__place", "commitment__indicator", "period", "owner")
    return rows.order_by("due", "period", "commitment__area", "commitment__title", "pk")


def held(user: User) -> QuerySet[Position]:
    """Figures the system holds already, so that nobody is asked: those of led targets added up from their shares, and those
    counted from a register."""
    organisations = [each.organisation_id for each in user.held]
    added = Q(commitment__totals__on=F("on"))
    counted = Q(commitment__reports__counted=True, commitment__reports__on=F("on"))
    rows = Position.objects.filter(added | counted, commitment__lead__in=organisations)
    rows = rows.exclude(commitment__state__in=states.GONE).select_related("commitment__place", "commitment__indicator")
    return rows.order_by("commitment__area", "commitment__title", "pk").distinct()
