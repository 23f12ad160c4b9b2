"""The rows of the sheets that go out to be filled: an owner's own, or a whole period's for the office."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet

from taizhang.accounts.models import User
from taizhang.accounts.scope import reaches_anything, within
from taizhang.ledger import states
from taizhang.progress.models import TAKEN, Period, Report, Upload
from taizhang.progress.queries.reports import joined
from taizhang.progress.queries.sheets import beside
from taizhang.progress.states import WITH_OWNER


def own_rows(user: User, period: Period) -> QuerySet[Report]:
    """What the person's own organisations report in a period, handed in and counted included."""
    return _rows(joined().filter(owner__in=[each.organisation_id for each in user.held]), period)


def all_rows(user: User, period: Period) -> QuerySet[Report]:
    """What every owner within the person's reach reports in a period."""
    return _rows(within(user, "progress.enter_for", joined()), period)


def _rows(rows: QuerySet[Report], period: Period) -> QuerySet[Report]:
    rows = rows.filter(period=period).exclude(commitment__state__in=states.GONE)
    return beside(rows).order_by("owner__place__code", "owner", "commitment__area", "commitment__title", "pk")


def fillable(user: User, period: Period, keys: Collection[int] | None = None) -> QuerySet[Report]:
    """The reports of a period, all or those named, that the person may enter: the own organisations', and those filled in
    for others."""
    rows = Report.objects.filter(period=period)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    reached = Q(owner__in=[each.organisation_id for each in user.held])
    if reaches_anything(user, "progress.enter_for"):
        reached |= Q(pk__in=within(user, "progress.enter_for", rows).values("pk"))
    return rows.filter(reached).exclude(commitment__state__in=states.GONE)


def named(user: User, period: Period) -> Iterator[tuple[int, str, str, str]]:
    """Key, title, place and owner of everything fillable, for sheets whose rows have lost their keys."""
    rows = fillable(user, period).order_by("pk")
    yield from rows.values_list("pk", "commitment__title", "commitment__place__name", "owner__name")


def uploads(user: User) -> QuerySet[Upload]:
    """The filled sheets that the person may see, the latest first."""
    rows = Upload.objects.select_related("period__place", "owner", "uploaded_by", "file")
    return within(user, "progress.view", rows).order_by("-uploaded_at", "-pk")


def to_fill(user: User) -> list[Period]:
    """The open periods in which the person fills anything, the latest first."""
    own = Q(owner__in=[each.organisation_id for each in user.held])
    rows = Report.objects.filter(own | Q(pk__in=within(user, "progress.enter_for", Report.objects.all()).values("pk")))
    rows = rows.filter(Q(period__state=Period.State.OPEN) | (TAKEN & Q(state__in=WITH_OWNER)))
    return list(Period.objects.filter(pk__in=rows.values("period")).select_related("place").order_by("-last", "-pk"))
