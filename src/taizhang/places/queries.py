"""Look-ups in the tree of places, as it is and as it was on a given day."""

from __future__ import annotations

from datetime import date
from itertools import accumulate

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from taizhang.places.models import Change, Place, Standing
from taizhang.places.paths import steps


def current() -> QuerySet[Place]:
    """The places that exist now."""
    return Place.objects.filter(valid_to=None)


def within(place: Place) -> QuerySet[Place]:
    """The place itself and everything below it, what was abolished included."""
    return Place.objects.filter(path__within=place.path)


def children(place: Place) -> QuerySet[Place]:
    """The places directly below, as they are now."""
    return current().filter(parent=place)


def ancestors(place: Place) -> list[Place]:
    """The places above, root first."""
    paths = list(accumulate(f"{code}." for code in steps(place.path)))[:-1]
    found = {each.path: each for each in Place.objects.filter(path__in=paths).order_by("valid_to")}
    return [found[path] for path in paths if path in found]


def find(code: str, on: date | None = None) -> Place | None:
    """The place that bore the code on that day, or bears it now."""
    if on is None:
        return current().filter(code=code).first()
    standing = standings_on(on).filter(code=code).select_related("place").first()
    return standing.place if standing else None


def standings_on(day: date) -> QuerySet[Standing]:
    """What every place was called and part of on that day."""
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    not_ended = Q(valid_to=None) | Q(valid_to__gt=day)
    return Standing.objects.filter(begun, not_ended)


def listed_on(day: date) -> QuerySet[Standing]:
    """The standings of that day with their place and, as ``parent_name``, what the place above was called then."""
    above = standings_on(day).filter(place=OuterRef("parent")).values("name")[:1]
    return standings_on(day).select_related("place").annotate(parent_name=Subquery(above))


def standing_on(place: Place, day: date) -> Standing | None:
    """What the place was called and part of on that day; ``None`` if it did not exist."""
    return standings_on(day).filter(place=place).select_related("parent").first()


def ancestors_on(place: Place, day: date) -> list[Standing]:
    """What the places above were on that day, root first."""
    above: list[Standing] = []
    standing = standing_on(place, day)
    while standing and standing.parent:
        standing = standing_on(standing.parent, day)
        if standing:
            above.insert(0, standing)
    return above


def subtree_on(place: Place, day: date) -> list[Standing]:
    """The place and everything that lay below it on that day, level by level."""
    level = list(standings_on(day).filter(place=place).select_related("place"))
    found = []
    while level:
        found += level
        above = [standing.place_id for standing in level]
        level = list(standings_on(day).filter(parent__in=above).select_related("place").order_by("code"))
    return found


def changes(place: Place) -> QuerySet[Change]:
    """The changes this place went into or came out of, newest first."""
    return Change.objects.filter(Q(sources=place) | Q(results=place)).distinct()


def successors(place: Place) -> list[Place]:
    """What became of a place: itself while it exists, else what stands in its stead now."""
    found: dict[int, Place] = {}
    seen: set[int] = set()
    waiting = [place]
    while waiting:
        each = waiting.pop(0)
        if each.pk in seen:
            continue
        seen.add(each.pk)
        if each.valid_to is None:
            found[each.pk] = each
        else:
            waiting += Place.objects.filter(changes_into__sources=each).exclude(pk=each.pk).order_by("code")
    return list(found.values())


def counts_below(place: Place) -> dict[str, int]:
    """How many places of each level lie below now, placeholders left out."""
    below = within(place).filter(valid_to=None).exclude(pk=place.pk).exclude(kind=Place.Kind.PLACEHOLDER)
    return dict(below.values_list("level").annotate(Count("pk")).order_by("level"))
