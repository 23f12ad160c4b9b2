"""Closings as people may see them."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.places.models import Place
from taizhang.progress.models import Closing, Draw


def visible(user: User) -> QuerySet[Closing]:
    """Every closing the person may see, with what pages show of it."""
    rows = Closing.objects.select_related("commitment__place", "owner", "reviewer", "draw")
    return within(user, "progress.view", rows)


def listed(user: User) -> QuerySet[Closing]:
    """For the list: with the number of files."""
    return visible(user).annotate(files=Count("proofs"))


def to_draw(place: Place) -> QuerySet[Closing]:
    """What was reviewed, is not key, and waits to be drawn from."""
    return Closing.objects.filter(state="reviewed", commitment__place__path__within=place.path)


def draws(user: User) -> QuerySet[Draw]:
    """The samples drawn within the person's scope."""
    return within(user, "progress.view", Draw.objects.select_related("place", "drawn_by"))
