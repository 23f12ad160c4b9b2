"""The rows of the sheets that go out to be filled: an owner's own, or a whole period's for the office."""

from __future__ import annotations

from django.db.models import QuerySet

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger import states
from taizhang.progress.models import Period, Report
from taizhang.progress.queries.reports import joined
from taizhang.progress.queries.sheets import beside


def own_rows(user: User, period: Period) -> QuerySet[Report]:
    """What the person's own organisations report in a period, handed in and counted included."""
    return _rows(joined().filter(owner__in=[each.organisation_id for each in user.held]), period)


def all_rows(user: User, period: Period) -> QuerySet[Report]:
    """What every owner within the person's reach reports in a period."""
    return _rows(within(user, "progress.enter_for", joined()), period)


def _rows(rows: QuerySet[Report], period: Period) -> QuerySet[Report]:
    rows = rows.filter(period=period).exclude(commitment__state__in=states.GONE)
    return beside(rows).order_by("owner__place__code", "owner", "commitment__area", "commitment__title", "pk")
