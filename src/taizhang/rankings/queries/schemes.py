"""Schemes, groups and frozen rankings as people may see them; members of a group on a day; which indicators may be ranked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.ledger.models import Indicator
from taizhang.places.models import Place
from taizhang.rankings.models import Fact, Frozen, Group, Member, Scheme, SchemeVersion


def schemes(user: User, action: str = "rankings.view") -> QuerySet[Scheme]:
    """The schemes the action reaches for the person, with their group and its place."""
    return within(user, action, Scheme.objects.select_related("group__place"))


def groups(user: User, action: str = "rankings.view") -> QuerySet[Group]:
    """The groups the action reaches for the person."""
    return within(user, action, Group.objects.select_related("place"))


def archive(user: User) -> QuerySet[Frozen]:
    """The frozen rankings the person may see, newest first."""
    rows = Frozen.objects.select_related("scheme__group__place", "rules", "frozen_by")
    return within(user, "rankings.view", rows).order_by("-day", "-pk")


def facts(user: User) -> QuerySet[Fact]:
    """The facts of places the person may see."""
    return within(user, "rankings.view_facts", Fact.objects.select_related("place", "made_by"))


def newest_version(scheme: Scheme) -> SchemeVersion:
    """The rules in force."""
    return scheme.versions.latest("number")


def members(group: Group, day: date) -> list[Place]:
    """Who belonged to a group on a day, by code."""
    begun = Q(since=None) | Q(since__lte=day)
    rows = Member.objects.filter(begun, Q(until=None) | Q(until__gt=day), group=group).select_related("place")
    return [each.place for each in rows.order_by("place__code")]


def unrankable(indicators: Iterable[int]) -> list[Indicator]:
    """Those among the indicators that count citizens' cases or the use of software: rankings are about results only.

    The State Council's rule on government apps of January 2026 forbids ranking by use; a place that hides complaints would
    win a ranking by their number.
    """
    return list(Indicator.objects.filter(pk__in=list(indicators)).exclude(subject=Indicator.Subject.RESULTS))


def rankable() -> QuerySet[Indicator]:
    """The indicators that rankings may use."""
    return Indicator.objects.filter(subject=Indicator.Subject.RESULTS)
