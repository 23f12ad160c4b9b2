"""People and organisations with what their pages show."""

from __future__ import annotations

from hashlib import sha256

from django.db.models import Prefetch, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from taizhang.accounts.models import Membership, Organisation, User
from taizhang.accounts.scope import within
from taizhang.ui.lists import tally


def people(viewer: User) -> QuerySet[User]:
    """The people this person may look at, with their roles of today as ``current``."""
    now = Membership.objects.filter(until=None).select_related("organisation")
    rows = within(viewer, "accounts.view_people", User.objects.all())
    return rows.prefetch_related(Prefetch("memberships", queryset=now, to_attr="current"))


def organisations(viewer: User) -> QuerySet[Organisation]:
    """The organisations this person may look at, with the number of people there as ``headcount``."""
    rows = within(viewer, "accounts.view_people", Organisation.objects.all())
    current = tally(Membership.objects.filter(until=None), "organisation", "user")
    return rows.select_related("place", "parent").annotate(headcount=current)


def past_roles(person: User) -> QuerySet[Membership]:
    """The roles somebody had and no longer has, latest first."""
    ended = person.memberships.exclude(until=None)
    return ended.select_related("organisation").order_by("-until")


def has_second_factor(person: User) -> bool:
    """Whether the person signs in with a second factor."""
    return bool(TOTPDevice.objects.filter(user=person, confirmed=True).exists())


def digest_of(secret: str) -> str:
    """What is kept of a secret address."""
    return sha256(secret.encode()).hexdigest()


def holder_of(secret: str) -> User | None:
    """The person whose calendar has that secret, if the account is in use."""
    return User.objects.filter(calendar_key__digest=digest_of(secret), is_active=True).first()
