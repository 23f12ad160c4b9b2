"""Opening a reporting period: every commitment in it is owed by its owner; and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from taizhang.accounts.actions.notices import staff, tell
from taizhang.accounts.models import User
from taizhang.journal.actions import Actor, action
from taizhang.journal.versions import latest, refresh, saved
from taizhang.ledger import states
from taizhang.ledger.models import Commitment
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError
from taizhang.progress.actions.counting import recount
from taizhang.progress.actions.lighting import light_up
from taizhang.progress.actions.totals import BATCH, hold, rebuild, settle
from taizhang.progress.models import Period, Report

#: The states in which a commitment is asked about: somebody answers for it and it is not done with.
ASKED = ("assigned", "accepted", "under_way", "extended", "revised", "reopened")


@dataclass(frozen=True, slots=True)
class Span:
    """What a period covers, both days included, and the last day for owners to report."""

    kind: str
    name: str
    first: date
    last: date
    due: date


def askable(place: Place, span: Span) -> QuerySet[Commitment]:
    """The commitments at a place and below that a period asks about: owned, of that time, and without shares of their own.

    What was asked about that same day in another period is not asked twice.
    """
    shares = Commitment.objects.filter(parent=OuterRef("pk")).exclude(state__in=states.GONE)
    of_that_time = Q(year=None) | Q(year__gte=span.first.year)
    return Commitment.objects.filter(
        of_that_time,
        ~Exists(shares),
        ~Exists(Report.objects.filter(commitment=OuterRef("pk"), on=span.last)),
        place__path__within=place.path,
        state__in=ASKED,
        lead__isnull=False,
    )


def open_period(*, actor: Actor, place: Place, span: Span, commitments: Sequence[Commitment] | None = None) -> Period:
    """Open a period for a place and ask the owners of its commitments, all of them or those given, to report.

    Raises ActionError for a period that was opened before, ends before it begins, or asks nobody.
    """
    with action(actor, "progress.open_period", place) as act:
        _check(place, span)
        opened_by = actor if isinstance(actor, User) else None
        period = _made(place, span, opened_by)
        act.created(period)
        reports = _ask(period, askable(place, span), commitments)
        act.record(period, after={"reports": len(reports)}, note=_("请 %(n)s 项填报") % {"n": len(reports)})
        _tell(period, reports)
    return period


def ask_more(*, actor: Actor, period: Period, commitments: Sequence[Commitment] | None = None) -> list[Report]:
    """Ask about commitments that were assigned since the period was opened. Raises ActionError if it is closed."""
    with action(actor, "progress.open_period", period.place) as act:
        now = latest(period)
        if now.state != Period.State.OPEN:
            raise ActionError(_("%(period)s已截止，不能再加。") % {"period": now})
        span = Span(now.kind, now.name, now.first, now.last, now.due)
        reports = _ask(now, askable(now.place, span), commitments)
        act.record(now, after={"reports": len(reports)}, note=_("增加 %(n)s 项填报") % {"n": len(reports)})
        _tell(now, reports)
    return reports


def close_period(*, actor: Actor, period: Period, version: int) -> Period:
    """Take no more reports for a period; what was never reported stays visible as such."""
    with action(actor, "progress.close_period", period) as act:
        now = latest(period, version)
        act.watch(now)
        now.state = Period.State.CLOSED
        refresh(period, saved(now))
    return period


def _made(place: Place, span: Span, opened_by: User | None) -> Period:
    try:
        with transaction.atomic():
            return Period.objects.create(
                kind=span.kind,
                name=span.name,
                place=place,
                first=span.first,
                last=span.last,
                due=span.due,
                opened_by=opened_by,
            )
    except IntegrityError:  # somebody else opened it a moment ago
        raise ActionError(_("%(place)s的“%(name)s”已经开启。") % {"place": place, "name": span.name}) from None


def _tell(period: Period, reports: Sequence[Report]) -> None:
    owners = {report.owner for report in reports}
    words = _("%(period)s开始填报，请于 %(due)s 前完成。") % {"period": period, "due": period.due.isoformat()}
    tell(staff(*owners), words, "/progress/owed/begin/")


def _check(place: Place, span: Span) -> None:
    if span.first > span.last:
        raise ActionError(_("填报期的止日早于起日。"))
    if span.due < span.last:
        raise ActionError(_("填报截止 %(due)s 早于填报期结束。") % {"due": span.due.isoformat()})
    if not span.name.strip():
        raise ActionError(_("请给填报期起个名称，如“2024年10月”。"))
    if there := Period.objects.filter(place=place, first=span.first, last=span.last).first():
        raise ActionError(_("%(place)s的“%(name)s”已经开启。") % {"place": place, "name": there})


def _ask(period: Period, rows: QuerySet[Commitment], chosen: Sequence[Commitment] | None) -> list[Report]:
    if chosen is not None:
        rows = rows.filter(pk__in=[each.pk for each in chosen])
    rows = rows.select_related("lead", "parent__lead", "indicator")
    before = Report.objects.filter(commitment=OuterRef("pk"), on__lt=period.last).order_by("-on")
    rows = rows.annotate(
        stood=Subquery(before.values("standing_value")[:1]),
        stood_denominator=Subquery(before.values("standing_denominator")[:1]),
    )
    commitments = list(rows.order_by("pk"))
    if not commitments:
        raise ActionError(_("没有可以填报的条目：请先把台账里的目标交办给责任单位。"))
    lines = hold(commitments)
    made = Report.objects.bulk_create([_report(period, each) for each in commitments], batch_size=BATCH)
    rebuilt = rebuild({lines.root(pk) for pk in lines.above if lines.above[pk]}, period.last)
    settle({*rebuilt, *lines.above})
    light_up({*rebuilt, *lines.above})
    recount([each.pk for each in commitments if each.counted_by])
    return made


def _report(period: Period, commitment: Commitment) -> Report:
    above = commitment.parent.lead if commitment.parent else None
    return Report(
        period=period,
        commitment=commitment,
        on=period.last,
        owner=commitment.lead,
        reviewer=above if above != commitment.lead else None,
        due=period.due,
        standing_value=getattr(commitment, "stood", None),
        standing_denominator=getattr(commitment, "stood_denominator", None),
    )
