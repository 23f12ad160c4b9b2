"""Slips as people may see them: listed, one with all that belongs to it, by age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger import states as ledger_states
from taizhang.ledger.models import Commitment, Source
from taizhang.progress.models import Delay, Reply, Slip, SlipItem, SlipPaper, Talk
from taizhang.progress.states import OPEN
from taizhang.ui.lists import tally

_GRAVEST_FIRST = Case(
    When(level="red", then=Value(0)), When(level="yellow", then=Value(1)), default=Value(2), output_field=IntegerField()
)


@dataclass(frozen=True, slots=True)
class Todo:
    """How many slips wait for somebody to do something, as the person may see them."""

    proposed: int
    to_accept: int
    to_answer: int
    to_review: int
    delays: int
    overdue: int


def reached(user: User) -> QuerySet[Slip]:
    """Every slip the person may see, without joins; a proposed one only concerns those who decide about it."""
    rows = within(user, "progress.view_slips", Slip.objects.order_by())
    return rows if user.has_perm("progress.issue_slip") else rows.exclude(state__in=["proposed", "dropped"])


def visible(user: User) -> QuerySet[Slip]:
    """The same with what pages show of each."""
    return reached(user).select_related("place", "addressee__place", "addressee__parent", "issuer", "issued_by")


def listed(user: User) -> QuerySet[Slip]:
    """The same, to be sorted by how grave they are."""
    return visible(user).annotate(gravity=_GRAVEST_FIRST)


def todo(user: User, today: date) -> Todo:
    """What waits, counted in one query."""
    waiting = Q(delays__answer=Delay.Answer.WAITING)
    unanswered = Q(state__in=["issued", "accepted", "sent_back"])
    counts = reached(user).aggregate(
        proposed=Count("pk", filter=Q(state="proposed"), distinct=True),
        to_accept=Count("pk", filter=Q(state="issued"), distinct=True),
        to_answer=Count("pk", filter=unanswered, distinct=True),
        to_review=Count("pk", filter=Q(state="replied"), distinct=True),
        delays=Count("pk", filter=waiting, distinct=True),
        overdue=Count("pk", filter=unanswered & (Q(due__lt=today) | Q(missed__gt=0)), distinct=True),
    )
    return Todo(**counts)


def items(slip: Slip) -> list[SlipItem]:
    """The commitments of a slip with their light of today and the first words they came from."""
    words = Source.objects.filter(commitment=OuterRef("commitment")).order_by("pk")
    rows = slip.items.select_related("commitment__place", "commitment__position", "commitment__lead")
    quotes = {
        "quote": Subquery(words.values("quote")[:1]),
        "document_title": Subquery(words.values("document__title")[:1]),
    }
    return list(rows.annotate(**quotes))


def replies(slip: Slip) -> QuerySet[Reply]:
    """The replies with their files, the latest first."""
    return slip.replies.select_related("made_by", "judged_by").prefetch_related(_papers()).order_by("-number")


def delays(slip: Slip) -> QuerySet[Delay]:
    """What was asked for, with the documents."""
    return slip.delays.select_related("asked_by", "answered_by").prefetch_related(_papers()).order_by("-pk")


def papers(user: User) -> QuerySet[SlipPaper]:
    """Every file of slips and talks the person may fetch."""
    return within(user, "progress.view_slips", SlipPaper.objects.select_related("file"))


def talks(user: User) -> QuerySet[Talk]:
    """Every talk the person may see, with the number of slips that led to it."""
    rows = within(user, "progress.view_slips", Talk.objects.select_related("place", "organisation__place", "held_by"))
    return rows.annotate(slips_count=tally(Talk.slips.through.objects.all(), "talk"))


def about(user: User, commitment: Commitment) -> QuerySet[Slip]:
    """The slips about a commitment, newest first."""
    return visible(user).filter(items__commitment=commitment).order_by("-created", "-pk")


def together_with(commitment: Commitment, rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """What else the same organisation leads and has a yellow or red light: it may go onto the same slip."""
    others = rows.filter(lead=commitment.lead_id, position__colour__in=["yellow", "red"]).exclude(pk=commitment.pk)
    return others.exclude(state__in=[*ledger_states.GONE, "closed"]).order_by("deadline", "title", "pk")


def open_by_organisation(user: User, today: date) -> QuerySet[Slip, dict[str, Any]]:
    """Open slips counted by organisation: in all, by level, overdue, and since when the oldest is open."""
    rows = reached(user).filter(state__in=OPEN)
    return (
        rows.values("addressee", name=F("addressee__name"))
        .annotate(
            count=Count("pk"),
            blue=Count("pk", filter=Q(level="blue")),
            yellow=Count("pk", filter=Q(level="yellow")),
            red=Count("pk", filter=Q(level="red")),
            late=Count("pk", filter=Q(missed__gt=0) | Q(due__lt=today, state__in=["issued", "accepted", "sent_back"])),
            oldest=Min("issued_on"),
        )
        .order_by("-red", "-late", "-count", "name")
    )


def _papers() -> Prefetch[str]:
    return Prefetch("papers", queryset=SlipPaper.objects.order_by("pk"))
