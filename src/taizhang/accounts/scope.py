"""Which objects an action reaches for a person: the one place where roles become rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

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
    row = action(name)
    if row.reach[PUBLIC] is Reach.ALL:
        return queryset
    condition = _by_person(queryset.model, user) if row.reach[PUBLIC] is Reach.SELF else NOTHING
    for each in memberships(user):
        match row.reach[each.role]:
            case Reach.ALL:
                return queryset
            case Reach.PLACE:
                condition |= _by_place(queryset.model, each)
            case Reach.ORGANISATION:
                condition |= _by_organisation(queryset.model, each)
            case Reach.SELF:
                condition |= _by_person(queryset.model, user)
    return queryset.filter(condition)


def allows(user: User | AnonymousUser, name: str, on: models.Model | None = None) -> bool:
    """Whether the person may do this to ``on``; without an object, to anything at all."""
    if on is None or on.pk is None:
        return reaches_anything(user, name)
    return within(user, name, on.__class__._default_manager.filter(pk=on.pk)).exists()


def _by_place(model: type[models.Model], held: Membership) -> Q:
    return _any(model, "scope_places", "path__within", held.organisation.place.path)


def _by_organisation(model: type[models.Model], held: Membership) -> Q:
    return _any(model, "scope_organisations", "path__within", held.organisation.path)


def _by_person(model: type[models.Model], user: Any) -> Q:
    return _any(model, "scope_people", "pk", user.pk)


def _any(model: type[models.Model], declaration: str, lookup: str, value: object) -> Q:
    condition = NOTHING
    for relation in getattr(model, declaration, ()):
        condition |= _through(model, relation, lookup, value)
    return condition


def _through(model: type[models.Model], relation: str, lookup: str, value: object) -> Q:
    if relation == "self":
        return Q((lookup, value))
    condition = Q((f"{relation}__{lookup}", value))
    if not _many(model, relation):
        return condition
    # Joining a relation to many would repeat the object once for each match.
    return Q(pk__in=model._default_manager.filter(condition).values("pk"))


def _many(model: type[models.Model], relation: str) -> bool:
    for step in relation.split("__"):
        field = model._meta.get_field(step)
        if field.many_to_many or field.one_to_many:
            return True
        model = field.related_model  # type: ignore[assignment]
    return False
