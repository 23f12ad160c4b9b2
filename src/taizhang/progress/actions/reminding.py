"""Reminders: what is due soon or overdue, as notices; the morning's digest carries them by mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from taizhang.accounts.actions.notices import tell
from taizhang.accounts.models import Membership, User
from taizhang.places.models import Place
from taizhang.progress.faults import is_reminded, remaining
from taizhang.progress.models import Period, Report, Slip
from taizhang.progress.queries.supervision import rules_for
from taizhang.progress.slip_rules import SlipRules
from taizhang.progress.states import UNANSWERED, WITH_OWNER

OWED = "/progress/owed/"


@dataclass(frozen=True, slots=True)
class Line:
    """What one reminder says, and the path of its page."""

    words: str
    url: str


def remind(day: date, since: date) -> int:
    """Within a transaction: leave everybody notices of the reports and slips to be reminded of; returns how many people.

    ``since`` is the last day on which people were reminded.
    """
    with override(settings.LANGUAGE_CODE):
        lines = _lines(day, since)
        people = _people(lines)
        for person, organisations in people.items():
            for line in dict.fromkeys(line for pk in sorted(organisations) for line in lines[pk]):
                tell([person], line.words, line.url)
    return len(people)


def _lines(day: date, since: date) -> dict[int, list[Line]]:
    """What to say to the people of each organisation."""
    said: dict[int, list[Line]] = defaultdict(list)
    rules: dict[int, SlipRules] = {}
    for owner, due, count, place in _reports():
        if is_reminded(due, day, since, _rules(rules, place)):
            said[owner].append(
                Line(_words_of_reports(count, due, _left(due, day, _rules(rules, place)), due < day), OWED)
            )
    for slip in _slips():
        if slip.due and is_reminded(slip.due, day, since, _rules(rules, slip.place)):
            words = _("%(slip)s请于 %(due)s 前回复（%(left)s）") % {
                "slip": slip,
                "due": slip.due.isoformat(),
                "left": _left(slip.due, day, _rules(rules, slip.place)),
            }
            said[slip.addressee_id].append(Line(words, reverse("supervision:slip", args=[slip.pk])))
    return said


def _reports() -> Iterable[tuple[int, date, int, Place]]:
    """What is still owed: by owner and day due, how many."""
    rows: QuerySet[Report] = Report.objects.filter(
        state__in=WITH_OWNER, counted=False, period__state=Period.State.OPEN
    ).select_related("period__place")
    counts: dict[tuple[int, date, int], int] = defaultdict(int)
    places: dict[int, Place] = {}
    for each in rows.only("owner_id", "due", "period__place").iterator(chunk_size=2000):
        counts[each.owner_id, each.due, each.period.place_id] += 1
        places[each.period.place_id] = each.period.place
    return [(owner, due, count, places[place]) for (owner, due, place), count in sorted(counts.items())]


def _slips() -> QuerySet[Slip]:
    return Slip.objects.filter(state__in=UNANSWERED).select_related("place").order_by("due", "pk")


def _rules(known: dict[int, SlipRules], place: Place) -> SlipRules:
    if place.pk not in known:
        known[place.pk] = rules_for(place)[1]
    return known[place.pk]


def _words_of_reports(count: int, due: date, left: str, late: bool) -> str:
    said = {"n": count, "due": due.isoformat(), "left": left}
    if late:
        return _("有 %(n)s 项填报应于 %(due)s 前完成，尚未上报（%(left)s）") % said
    return _("有 %(n)s 项填报请于 %(due)s 前完成（%(left)s）") % said


def _left(due: date, day: date, rules: SlipRules) -> str:
    days = remaining(due, day, rules)
    if day > due:
        return _("已逾期 %(n)s 个工作日") % {"n": -days}
    if days:
        return _("还有 %(n)s 个工作日") % {"n": days}
    return _("今天截止") if day == due else _("今天是截止前最后一个工作日")


def _people(lines: Mapping[int, list[Line]]) -> dict[User, set[int]]:
    held = Membership.objects.filter(organisation__in=list(lines), until=None, user__is_active=True)
    people: dict[User, set[int]] = defaultdict(set)
    for each in held.select_related("user").order_by("user", "organisation"):
        people[each.user].add(each.organisation_id)
    return people
