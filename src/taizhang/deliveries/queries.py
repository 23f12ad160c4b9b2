"""Lists and things as people may see them, and the count that goes into the ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.urls import reverse

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.deliveries.models import Delivery, DeliveryList, Photo
from taizhang.ledger.models import Commitment
from taizhang.ledger.queries.naming import first_day


def lists(user: User) -> QuerySet[DeliveryList]:
    """The lists the person may see, with how many things stand in each."""
    rows = DeliveryList.objects.select_related("commitment__place", "commitment__lead")
    counted = Count("items", filter=Q(items__withdrawn_for=""), distinct=True)
    return within(user, "deliveries.view", rows).annotate(things=counted)


def items(user: User, of: DeliveryList) -> QuerySet[Delivery]:
    """The things of a list that the person may see, with the number of their photographs."""
    rows = Delivery.objects.filter(list=of).select_related("place", "added_by", "list__commitment")
    return within(user, "deliveries.view", rows).annotate(pictures=Count("photos"))


def visible(user: User) -> QuerySet[Delivery]:
    """Every thing the person may see."""
    rows = Delivery.objects.select_related("place", "added_by", "list__commitment__place")
    return within(user, "deliveries.view", rows)


def list_of(commitment: Commitment) -> DeliveryList | None:
    """The list that counts a commitment: that of the target it is a share of."""
    root: Any = commitment
    while root.parent is not None:
        root = root.parent
    return DeliveryList.objects.filter(commitment=root).first()


def counted(of: DeliveryList, commitment: Commitment, until: date) -> QuerySet[Delivery]:
    """What counts for a commitment by a day: in its place, in its period, shown by a photograph where that is asked."""
    rows = Delivery.objects.filter(list=of, withdrawn_for="", on__lte=until, place__path__within=commitment.place.path)
    begins = first_day(commitment.period)
    if begins is not None:
        rows = rows.filter(on__gte=begins)
    return rows.filter(Exists(Photo.objects.filter(delivery=OuterRef("pk")))) if of.needs_photo else rows


def count(commitment: Commitment, until: date) -> Decimal:
    """How much was delivered towards a commitment by a day."""
    of = list_of(commitment)
    if of is None:
        return Decimal(0)
    total: Decimal | None = counted(of, commitment, until).aggregate(total=Sum("quantity"))["total"]
    return total or Decimal(0)


def address(commitment: Commitment, until: date) -> str:
    """The page that lists what was counted."""
    of = list_of(commitment)
    if of is None:
        return reverse("deliveries:lists")
    return f"{reverse('deliveries:list', args=[of.pk])}?place={commitment.place.code}&until={until.isoformat()}"
