"""Which objects an action reaches for a person: the one place where roles become rows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import connections, models
from django.db.models import F, Q

from taizhang.accounts.strands import AnyOf, Strand, always_somewhere, strands
from taizhang.policy.roles import PUBLIC
from taizhang.policy.table import Reach, action

if TYPE_CHECKING:
    from taizhang.accounts.models import Membership, User

M = TypeVar("M", bound=models.Model)
NOTHING = Q(pk__in=())


def memberships(user: User | AnonymousUser) -> list[Membership]:
    """The roles the person holds now, with organisation and place; read once per request and kept on the user."""
    if not user.is_authenticated:
        return []
    return user.held


def roles(user: User | AnonymousUser) -> set[str]:
    """The names of the roles held now."""
    return {each.role for each in memberships(user)}


def reaches_anything(user: User | AnonymousUser, name: str) -> bool:
    """Whether some role of the person (or the public) may do this to at least something."""
    row = action(name)
    return row.reach[PUBLIC] is not Reach.NONE or any(row.reach[role] is not Reach.NONE for role in roles(user))


def within(user: User | AnonymousUser, name: str, queryset: models.QuerySet[M]) -> models.QuerySet[M]:
    """The objects of the queryset that the action reaches for the person.

    The model says how it hangs in the tree: ``scope_places`` and ``scope_organisations`` name the relations that lead
    to its places and organisations, ``scope_people`` those to the people it belongs to; ``"self"`` means the object
    is the place, organisation or person itself. An object is reached when any of them is.
    """
    reached = _reached(queryset.model, user, name)
    if reached is None:
        return queryset
    if len(reached) == 1 and not reached[0].many:
        return queryset.filter(reached[0].condition)
    return queryset.filter(_any(_column(each, user, queryset.db) for each in reached))


def allows(user: User | AnonymousUser, name: str, on: models.Model | None = None) -> bool:
    """Whether the person may do this to ``on``; without an object, to anything at all."""
    if on is None or on.pk is None:
        return reaches_anything(user, name)
    # A lazily loaded object has another type, but the right class.
    model = on.__class__
    reached = _reached(model, user, name)
    if reached is None:
        return True
    return model._default_manager.filter(_any(each.condition for each in reached), pk=on.pk).exists()


def allowed(user: User | AnonymousUser, names: Iterable[str], on: models.Model) -> frozenset[str]:
    """Which of the actions the person may do to ``on``; those that reach alike are asked for in one query."""
    answers: dict[tuple[Strand, ...] | None, bool] = {None: True, (): False}
    rows = on.__class__._default_manager.filter(pk=on.pk)
    found = set()
    for name in names:
        reached = _reached(on.__class__, user, name)
        alike = None if reached is None else tuple(reached)
        if alike not in answers:
            answers[alike] = rows.filter(_any(each.condition for each in alike or ())).exists()
        if answers[alike]:
            found.add(name)
    return frozenset(found)


def _reached(model: type[models.Model], user: User | AnonymousUser, name: str) -> list[Strand] | None:
    """By which strands the action reaches objects for the person; ``None`` where it reaches them all."""
    row = action(name)
    if row.reach[PUBLIC] is Reach.ALL:
        return None
    reached = strands(model, "scope_people", "pk", user.pk) if row.reach[PUBLIC] is Reach.SELF else []
    for each in memberships(user):
        match row.reach[each.role]:
            case Reach.ALL:
                return None
            case Reach.PLACE if each.covers_every_place and always_somewhere(model):
                return None
            case Reach.PLACE:
                reached += strands(model, "scope_places", "path__within", each.organisation.place.path)
            case Reach.ORGANISATION:
                reached += strands(model, "scope_organisations", "path__within", each.organisation.path)
            case Reach.SELF:
                reached += strands(model, "scope_people", "pk", user.pk)
    return list(dict.fromkeys(reached))


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, NOTHING)


def _column(strand: Strand, user: User | AnonymousUser, database: str) -> Q:
    """The strand as a condition on the object's own row, so that an index answers each even where any may hold."""
    if strand.relation == "self":
        return strand.condition
    if connections[database].vendor != "postgresql":
        return Q((f"{strand.column}__in", strand.keys))
    held: dict[Strand, list[int]] = {} if isinstance(user, AnonymousUser) else user.reached_keys
    if strand not in held:
        held[strand] = list(strand.keys)
    return Q(AnyOf(F(strand.column), held[strand]))
