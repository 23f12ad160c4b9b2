"""Which briefings and templates a person may see, what came before a briefing, and what is not locked yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.briefings.models import Briefing, Counter, Template
from taizhang.briefings.queries.composing import Before
from taizhang.places.models import Place
from taizhang.progress.models import Period

GONE = "dropped"


@dataclass(frozen=True, slots=True)
class Offered:
    """A period that a briefing can be made for: how many reports were asked and are locked, and the one already there."""

    period: Period
    asked: int
    locked: int
    briefing: Briefing | None

    @property
    def missing(self) -> int:
        """Reports that are not locked yet."""
        return self.asked - self.locked


def visible(user: User) -> QuerySet[Briefing]:
    """The briefings the person may see: those of the own place, and those issued to the own organisation."""
    rows = Briefing.objects.select_related("place", "period", "made_by", "approved_by", "issued_by", "template")
    return within(user, "briefings.view", rows.exclude(state=GONE))


def templates(user: User) -> QuerySet[Template]:
    """The templates of the places where the person may see them, newest first."""
    rows = Template.objects.select_related("place", "file", "made_by")
    return within(user, "briefings.view_templates", rows).order_by("place__code", "-number")


def template_for(place: Place) -> Template | None:
    """The template in force at a place; ``None`` or one without a file is the shipped one."""
    return Template.objects.filter(place=place).select_related("file").order_by("-number").first()


def template_file(template: Template | None) -> bytes | None:
    """The bytes of a template; ``None`` for the shipped one."""
    if template is None or template.file is None:
        return None
    with template.file.open() as file:
        content: bytes = file.read()
    return content


def issued_before(period: Period) -> Briefing | None:
    """The last briefing issued at the place of a period, whatever period it was of."""
    rows = Briefing.objects.filter(place=period.place_id, state="issued").exclude(period=period)
    return rows.order_by("-issued_on", "-number").first()


def before(period: Period) -> Before | None:
    """What that one said, and the moment it was composed."""
    last = issued_before(period)
    return Before(last.composition, last.composed_at) if last else None


def next_number(place: Place, year: int) -> int:
    """The number that the next briefing issued at the place would bear."""
    counter = Counter.objects.filter(place=place, year=year).first()
    return (counter.last if counter else 0) + 1


def offered(user: User) -> list[Offered]:
    """The periods of the person's own place, latest first, with what is locked of each and what was made of it."""
    rows = within(user, "briefings.compose", Period.objects.select_related("place")).order_by("-last", "-pk")
    locked = Count("reports", filter=Q(reports__locked_versions__gt=0))
    periods = list(rows.annotate(asked=Count("reports"), locked=locked)[:36])
    made = {each.period_id: each for each in Briefing.objects.filter(period__in=periods).exclude(state=GONE)}
    return [Offered(each, each.asked, each.locked, made.get(each.pk)) for each in periods]
