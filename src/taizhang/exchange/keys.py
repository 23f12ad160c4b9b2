"""How a key becomes somebody who reads: a person who is nobody, holding the key's one role at its organisation."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone

from taizhang.accounts.models import Membership, User
from taizhang.accounts.queries import digest_of
from taizhang.exchange.models import ApiKey

#: What keys look like: recognised when one turns up in a mail or a repository.
PREFIX = "tzk_"
_LOOKS_RIGHT = re.compile(PREFIX + r"[A-Za-z0-9_-]{43}")
#: How often it is noted that a key is in use.
NOTED_EVERY = timedelta(minutes=5)
#: Requests a minute of a person in the browser.
PERSON_PER_MINUTE = 600


def holder(secret: str) -> ApiKey | None:
    """The key of that secret, if it is in use."""
    if not _LOOKS_RIGHT.fullmatch(secret):
        return None
    rows = ApiKey.objects.select_related("organisation__place")
    key = rows.filter(digest=digest_of(secret), organisation__active=True).first()
    return key if key is not None and key.state == "active" else None


def stands_for(key: ApiKey) -> User:
    """Who reads with a key. Never saved, signs in nowhere, and is nobody's account."""
    user = User(username=f"key-{key.pk}", name=key.name, must_change_password=False)
    user.__dict__["held"] = [Membership(organisation=key.organisation, role=key.role)]
    return user


def first_in_a_while(key: ApiKey) -> bool:
    """Note that the key is in use, every few minutes at most; whether nobody had noted it this day."""
    now = timezone.now()
    before = key.last_used
    if before is not None and now - before < NOTED_EVERY:
        return False
    unnoted = Q(last_used=None) | Q(last_used__lt=now - NOTED_EVERY)
    noted = ApiKey.objects.filter(unnoted, pk=key.pk).update(last_used=now)
    return bool(noted) and (before is None or timezone.localdate(before) < timezone.localdate(now))


def too_often(who: str, per_minute: int) -> int:
    """Count a request; how many seconds to wait where it is one too many, else nought.

    Counted in whole minutes by each server process for itself, unless Django's cache is set to a common one.
    """
    now = timezone.now()
    window = f"exchange:{who}:{now:%Y%m%d%H%M}"
    cache.add(window, 0, timeout=120)
    try:
        count = cache.incr(window)
    except ValueError:  # thrown out of the cache meanwhile
        return 0
    return 60 - now.second if count > per_minute else 0
