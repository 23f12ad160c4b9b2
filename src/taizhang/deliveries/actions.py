"""Setting up a list, registering what was delivered, showing it, withdrawing it; each tells the ledger to count again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.deliveries.models import Delivery, DeliveryList, Photo
from taizhang.files.actions import keep
from taizhang.journal.actions import Act, Actor, action
from taizhang.journal.versions import latest, reason_given, refresh, saved
from taizhang.ledger import counting, states
from taizhang.ledger.actions.changing import person
from taizhang.ledger.actions.counting import count_from
from taizhang.ledger.models import Commitment
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError


@dataclass(frozen=True, slots=True)
class Picture:
    """A file handed in as a photograph."""

    content: File[Any]
    name: str


@dataclass(frozen=True, slots=True)
class Thing:
    """What was delivered, as a person says it."""

    name: str
    place: Place
    on: date
    quantity: Decimal = Decimal(1)
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    note: str = ""


def set_up(*, actor: Actor, commitment: Commitment, version: int, needs_photo: bool = True) -> DeliveryList:
    """Have a target counted from a list of what was delivered, from now on. Raises ActionError where it cannot be counted."""
    with action(actor, "deliveries.set_up", commitment) as act:
        made, fresh = DeliveryList.objects.get_or_create(
            commitment=commitment, defaults={"needs_photo": needs_photo, "made_by": person(actor)}
        )
        if fresh:
            act.created(made)
        count_from(actor=actor, commitment=commitment, version=version, counter="deliveries")
    return made


def add(*, actor: Actor, to: DeliveryList, thing: Thing, pictures: Sequence[Picture] = ()) -> Delivery:
    """Register something delivered.

    Raises ActionError for a day that has not come, a place outside the target's, nothing of it, half a point on the map,
    or what is registered there by the same name.
    """
    with action(actor, "deliveries.add", thing.place) as act:
        _check(to, thing)
        fields = {name: getattr(thing, name) for name in Thing.__slots__}
        made = Delivery.objects.create(list=to, added_by=person(actor), **fields)
        act.created(made)
        _show(act, made, pictures)
        _count_again(made)
    return made


def show(*, actor: Actor, delivery: Delivery, pictures: Sequence[Picture]) -> Delivery:
    """Add photographs to something delivered."""
    with action(actor, "deliveries.add", delivery.place) as act:
        now = latest(delivery)
        if not pictures:
            raise ActionError(_("请选择照片。"))
        _show(act, now, pictures)
        _count_again(now)
    return delivery


def withdraw(*, actor: Actor, delivery: Delivery, version: int, reason: str) -> Delivery:
    """Take something out of the count, saying why; it stays to be read."""
    with action(actor, "deliveries.withdraw", delivery.place, note=reason_given(reason)) as act:
        now = latest(delivery, version)
        if now.withdrawn_for:
            raise ActionError(_("“%(thing)s”已撤销。") % {"thing": now})
        act.watch(now)
        now.withdrawn_for = reason_given(reason)[:300]
        _count_again(saved(now))
        refresh(delivery, now)
    return delivery


def _check(to: DeliveryList, thing: Thing) -> None:
    if not thing.name.strip():
        raise ActionError(_("请填写名称。"))
    if thing.on > clock.today():
        raise ActionError(_("交付日期 %(day)s 还没有到。") % {"day": thing.on.isoformat()})
    if thing.quantity <= 0:
        raise ActionError(_("数量应大于零。"))
    if not thing.place.path.startswith(to.commitment.place.path):
        raise ActionError(_("%(place)s不在%(whole)s之内。") % {"place": thing.place, "whole": to.commitment.place})
    if (thing.longitude is None) != (thing.latitude is None):
        raise ActionError(_("经度和纬度要一起填。"))
    if Delivery.objects.filter(list=to, place=thing.place, name=thing.name, withdrawn_for="").exists():
        raise ActionError(_("%(place)s已登记过“%(name)s”。") % {"place": thing.place, "name": thing.name})


def _show(act: Act, delivery: Delivery, pictures: Sequence[Picture]) -> None:
    for each in pictures:
        photo, fresh = Photo.objects.get_or_create(
            delivery=delivery,
            file=keep(each.content),
            defaults={"name": each.name[-200:], "added_by": person(act.actor)},
        )
        if fresh:
            act.created(photo)


def _count_again(delivery: Delivery) -> None:
    """Every commitment of the tree whose place holds the thing's."""
    level, found = [delivery.list.commitment_id], []
    while level:
        found += level
        rows = Commitment.objects.filter(parent__in=level).exclude(state__in=states.GONE)
        level = list(rows.values_list("pk", flat=True))
    counting.changed(found)
