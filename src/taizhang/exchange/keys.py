"""How a key becomes somebody who reads: a person who is nobody, holding the key's one role at its organisation."""

from __future__ import annotations

import re
from datetime import timedelta

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from taizhang.accounts.models import Membership, User
from taizhang.accounts.queries import digest_of
from taizhang.exchange.models import ApiKey, Asking

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

    Counted in whole minutes of the clock, by all processes on the database together.
    """
    now = timezone.now()
    return 60 - now.second if counted(who, int(now.timestamp()) // 60) > per_minute else 0


def counted(who: str, minute: int) -> int:
    """How many requests of the minute this one makes; the row is begun or carried on by one statement, so that none is lost."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [who, minute])
        times: int = cursor.fetchone()[0]
    return times


_TABLE = Asking._meta.db_table
_COUNT = f"""
    INSERT INTO {_TABLE} (who, minute, times) VALUES (%s, %s, 1)
    ON CONFLICT (who) DO UPDATE SET
        times = CASE WHEN {_TABLE}.minute = excluded.minute THEN {_TABLE}.times + 1 ELSE 1 END,
        minute = excluded.minute
    RETURNING times
"""  # noqa: S608 - the table's name is the model's
