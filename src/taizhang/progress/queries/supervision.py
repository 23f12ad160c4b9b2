"""Who supervises where, by which rules, and who must be told."""

from __future__ import annotations

from collections.abc import Iterable

from taizhang.accounts.models import Membership, Organisation, User
from taizhang.places.models import Place
from taizhang.policy.roles import Role
from taizhang.progress.models import SlipRuleSet
from taizhang.progress.slip_rules import SlipRules, presets

SUPERVISORS = (Role.OFFICE, Role.SUPERVISION)


def rules_for(place: Place) -> tuple[SlipRuleSet | None, SlipRules]:
    """The rules of a place: the latest of its own or of the nearest place above; without any, the usual preset."""
    sets = SlipRuleSet.objects.filter(place__code__in=_up(place)).select_related("place")
    nearest = max(sets, key=lambda each: (len(each.place.path), each.number), default=None)
    return nearest, nearest.rules if nearest else presets()["standard"]


def supervised_from(user: User, place: Place) -> Membership | None:
    """The role by which a person supervises a place: at the place itself or the nearest above."""
    held = [each for each in user.held if each.role in SUPERVISORS]
    covering = [each for each in held if place.path.startswith(each.organisation.place.path)]
    return max(covering, key=lambda each: len(each.organisation.place.path), default=None)


def offices() -> list[Organisation]:
    """One programme office for each place that has any: what it covers is supervised from there."""
    rows = Organisation.objects.filter(kind=Organisation.Kind.OFFICE, active=True).select_related("place")
    return list({each.place_id: each for each in rows.order_by("-pk")}.values())


def supervisors(place: Place) -> list[User]:
    """The people of programme office and supervision at a place."""
    return _holding(SUPERVISORS, [place.code])


def superiors(organisation: Organisation, place: Place) -> list[User]:
    """Who is told when an organisation lets a limit pass: those of the organisation above it, and the leaders of the place."""
    above = [organisation.parent_id] if organisation.parent_id else []
    held = User.objects.filter(is_active=True, memberships__until=None, memberships__organisation__in=above)
    return [*held.distinct(), *_holding([Role.LEADER], _up(place))]


def _holding(roles: Iterable[str], codes: Iterable[str]) -> list[User]:
    held = Membership.objects.filter(
        until=None,
        role__in=list(roles),
        organisation__active=True,
        organisation__place__code__in=list(codes),
        organisation__place__valid_to=None,
    )
    return list(User.objects.filter(is_active=True, memberships__in=held).distinct().order_by("pk"))


def _up(place: Place) -> list[str]:
    return [*place.ancestor_codes, place.code]
