"""Keys and taken-in files as people may see them."""

from __future__ import annotations

from django.db.models import QuerySet

from taizhang.accounts.models import User
from taizhang.accounts.scope import within
from taizhang.exchange.models import ApiKey


def keys(user: User) -> QuerySet[ApiKey]:
    """The keys of the organisations whose keys the person manages."""
    return within(user, "exchange.manage_keys", ApiKey.objects.select_related("organisation__place", "made_by"))
