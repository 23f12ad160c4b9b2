"""How views come by schemes, groups and days: through the person's scope, then asked whether the person may do the thing."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.places.models import Place
from taizhang.policy.errors import Refused
from taizhang.rankings.models import Group, Scheme
from taizhang.rankings.queries import schemes as queries
from taizhang.rankings.queries.standing import days, table_on
from taizhang.rankings.tables import Table


def scheme_for(request: HttpRequest, pk: int, action: str = "") -> tuple[User, Scheme]:
    """The person and a scheme within the person's scope; ``action`` is asked of the place whose scheme it is."""
    user = signed_in(request)
    found = get_object_or_404(queries.schemes(user), pk=pk)
    if action and not user.has_perm(action, found.group.place):
        raise Refused(action, found)
    return user, found


def group_for(request: HttpRequest, pk: int, action: str = "") -> tuple[User, Group]:
    """The person and a group within the person's scope; ``action`` is asked of the place whose group it is."""
    user = signed_in(request)
    found = get_object_or_404(queries.groups(user), pk=pk)
    if action and not user.has_perm(action, found.place):
        raise Refused(action, found)
    return user, found


def day_asked(request: HttpRequest) -> date | None:
    """The day of the address; ``None`` without one, 404 for what is no day."""
    words = request.GET.get("day") or request.POST.get("day", "")
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise Http404 from None


def shown_table(user: User, scheme: Scheme, day: date | None) -> Table | None:
    """The ranking of the day asked for, else the newest frozen one, else the newest there is."""
    if day is None:
        offered = days(user, scheme)
        chosen = next((each for each in offered if each.number), next(iter(offered), None))
        day = chosen.day if chosen else None
    return None if day is None else table_on(user, scheme, day)


def office_of(user: User, action: str) -> Place:
    """The place for which the person may do something; refused with words if there is none."""
    for each in user.held:
        if user.has_perm(action, each.organisation.place):
            return each.organisation.place
    raise Refused(action)


def trail(*further: tuple[str, str]) -> list[tuple[str, str]]:
    """The way here from the rankings."""
    return [(_("比拼"), reverse("rankings:schemes")), *further]


def scheme_trail(scheme: Scheme) -> list[tuple[str, str]]:
    """The way here from a scheme."""
    return trail((scheme.name, reverse("rankings:league", args=[scheme.pk])))
