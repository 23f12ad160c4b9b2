"""Reports as people may see them: what an owner owes, what waits for review, what stood before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger import states
from taizhang.progress.models import TAKEN, Evidence, Report
from taizhang.progress.states import REPORT, WITH_OWNER


def visible(user: User) -> QuerySet[Report]:
    """Every report the person may see, with what pages show of each."""
    return within(user, "progress.view", joined())


def owed(user: User) -> QuerySet[Report]:
    """What the person's own organisations still have to report, the earliest due first; what was sent back or is being corrected included."""
    held = [each.organisation_id for each in user.held]
    rows = joined().filter(TAKEN, owner__in=held, counted=False).exclude(commitment__state__in=states.GONE)
    return rows.filter(state__in=WITH_OWNER).order_by(
        "due", "period__last", "period", "commitment__area", "commitment__title", "pk"
    )


def with_owner(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Of ``rows``, what still waits for its owner to report, of what is taken."""
    return rows.filter(TAKEN, state__in=WITH_OWNER, counted=False).exclude(commitment__state__in=states.GONE)


def late(rows: QuerySet[Report], today: date) -> QuerySet[Report]:
    """Of those, what was due before today."""
    return with_owner(rows).filter(due__lt=today)


def to_pass(user: User) -> QuerySet[Report]:
    """What waits for the person's own department to review."""
    held = [each.organisation_id for each in user.held]
    return joined().filter(reviewer__in=held, state="submitted").order_by("due", "commitment__title", "pk")


def to_lock(user: User) -> QuerySet[Report]:
    """What waits for the office to lock, within its scope."""
    rows = within(user, "progress.lock", joined())
    return rows.filter(state="passed").order_by("due", "commitment__title", "pk")


def to_review(user: User) -> QuerySet[Report]:
    """What waits for this person: for the department to review, for the office to lock."""
    held = [each.organisation_id for each in user.held]
    lockable = within(user, "progress.lock", Report.objects.order_by().filter(state="passed")).values("pk")
    reviewable = Report.objects.order_by().filter(reviewer__in=held, state="submitted").values("pk")
    # One or the other, each found by its own index; as a condition of each row, every report would be looked at.
    return joined().filter(pk__in=reviewable.union(lockable))


def returnable(user: User, report: Report) -> bool:
    """Whether this person may return the report to its owner now."""
    if report.state not in REPORT.starting("progress.send_back"):
        return False
    reviews = report.reviewer is not None and user.has_perm("progress.pass", report.reviewer)
    return reviews or user.has_perm("progress.lock", report)


def reviewed_with(rows: QuerySet[Report]) -> QuerySet[Report]:
    """With what stood the period before and the number of files."""
    earlier = Report.objects.filter(commitment=OuterRef("commitment"), on__lt=OuterRef("on")).order_by("-on")
    files = Evidence.objects.filter(report=OuterRef("pk"), removed_at=None).order_by().values("report")
    return rows.annotate(
        last_value=Subquery(earlier.values("standing_value")[:1]),
        last_denominator=Subquery(earlier.values("standing_denominator")[:1]),
        files=Coalesce(Subquery(files.annotate(n=Count("pk")).values("n")), 0),
    )


def before(report: Report) -> Decimal | None:
    """The cumulative figure locked for the period before: nought where there is none, ``None`` where it was not reported."""
    row = Report.objects.filter(commitment=report.commitment_id, on__lt=report.on).order_by("-on").first()
    return Decimal(0) if row is None else row.locked_value


def joined() -> QuerySet[Report]:
    """Every report with what is shown beside it; for queries that apply a scope themselves."""
    return Report.objects.select_related(
        "commitment__place", "commitment__indicator", "period", "owner__place", "reviewer", "submitted_by"
    )
